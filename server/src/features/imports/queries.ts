import { type RawBuilder, sql } from 'kysely';
import type { Import, ImportReport } from '@footbridge/contract/imports.ts';
import type { Reader } from '../../kit/db/database.ts';

/** Imports that the list shows, newest first. */
const LISTED_MAX = 50;

interface ImportRow extends Omit<Import, 'report'> {
  report: string | null;
}

const columns = (report: RawBuilder<unknown>) => sql<ImportRow>`
  i.id, i.source, i.file_name as "fileName", i.dry_run as "dryRun", i.state, i.progress, i.created_at as "createdAt", i.finished_at as "finishedAt",
  i.failure, ${report} as report, (select jsonb_build_object('id', p.id, 'name', p.name) from people p where p.id = i.started_by) as "startedBy"`;

/** Lists in a report may be long, and the list of imports is asked for every few seconds. */
const shortReport = sql`
  case when i.report is not null then json_build_object('found', i.report->'found', 'added', i.report->'added',
    'messagesReported', i.report->'messagesReported', 'remarks', '[]'::json, 'conversations', '[]'::json) end`;

const toImport = ({ report, ...row }: ImportRow): Import => ({
  ...row,
  report: report === null ? null : (JSON.parse(report) as ImportReport),
});

/** Newest first; their reports come without what they list. */
export async function listImports(db: Reader): Promise<Import[]> {
  const { rows } = await sql<ImportRow>`
    select ${columns(shortReport)} from imports i order by i.created_at desc, i.id desc limit ${LISTED_MAX}`.execute(
    db,
  );
  return rows.map(toImport);
}

export async function findImport(db: Reader, importId: string): Promise<Import | undefined> {
  const { rows } =
    await sql<ImportRow>`select ${columns(sql`i.report`)} from imports i where i.id = ${importId}`.execute(
      db,
    );
  return rows[0] === undefined ? undefined : toImport(rows[0]);
}

/** An import that was asked for and has not ended. */
export interface OpenImport {
  id: string;
  /** Below the data directory; null when it belongs to a command, which reads the archive where it lies. */
  storedAt: string | null;
  organisationId: string;
  startedBy: string | null;
  dryRun: boolean;
  attempts: number;
}

export async function findOpenImport(db: Reader): Promise<OpenImport | undefined> {
  const { rows } = await sql<OpenImport>`
    select id, stored_at as "storedAt", organisation_id as "organisationId", started_by as "startedBy", dry_run as "dryRun", attempts
    from imports where state in ('waiting', 'running') order by created_at, id limit 1`.execute(db);
  return rows[0];
}

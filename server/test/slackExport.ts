import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { ZipFile } from 'yazl';
import type { ImportReport } from '@footbridge/contract/imports.ts';
import { type Importing, importFile } from '../src/features/imports/changes.ts';
import type { Database } from '../src/kit/db/database.ts';
import { ROOT } from './program.ts';
import type { TestServer } from './server.ts';
import { makeTemporaryDirectory } from './temporaryDirectory.ts';

/** Files of an archive by their names; what is no text or bytes is written as JSON. */
export type ArchiveContent = Record<string, unknown>;

/** Writes an archive that lives as long as the test. @returns its path */
export const writeArchive = (content: ArchiveContent): Promise<string> =>
  writeArchiveIn(makeTemporaryDirectory(), content);

/** Writes an archive into a directory, for what is set up before the tests. @returns its path */
export async function writeArchiveIn(directory: string, content: ArchiveContent): Promise<string> {
  const zip = new ZipFile();
  for (const [path, value] of Object.entries(content)) {
    const bytes =
      Buffer.isBuffer(value) || typeof value === 'string'
        ? Buffer.from(value)
        : Buffer.from(JSON.stringify(value));
    zip.addBuffer(bytes, path);
  }
  zip.end();
  const path = join(directory, `export-${randomUUID()}.zip`);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

export interface RealExport {
  path: string;
  expectedPath: string;
}

const REAL = join(ROOT, '../shared/data/slack/');

/** A real export that lies beside the project on some machines; undefined where it does not. */
export function findRealExport(name: string): RealExport | undefined {
  const found = { path: join(REAL, `${name}.zip`), expectedPath: join(REAL, `${name}.expected.json`) };
  return existsSync(found.path) && existsSync(found.expectedPath) ? found : undefined;
}

/** What the command line does with a file. */
export function importArchive(
  server: Pick<TestServer, 'context'>,
  organisationId: string,
  path: string,
  options: { dryRun?: boolean; startedBy?: string; signal?: AbortSignal } = {},
): Promise<ImportReport> {
  const { context } = server;
  const importing: Importing = {
    context,
    pool: context.pool,
    log: context.log,
    signal: options.signal ?? new AbortController().signal,
  };
  const asked = {
    path,
    fileName: 'export.zip',
    organisationId,
    startedBy: options.startedBy ?? null,
    dryRun: options.dryRun ?? false,
  };
  return importFile(importing, asked, () => undefined);
}

/** What says when or in which try something was brought in, not what was: columns, and rows. */
const OF_THE_RUN: Record<string, { columns?: string[]; rows?: string }> = {
  people: { columns: ['created_at'] },
  affiliations: { columns: ['since'] },
  charters: { columns: ['changed_at'] },
  read_positions: { columns: ['moved_at'] },
  imports: { rows: 'true' },
  feeds: { rows: "kind in ('server', 'organisation')" },
  activity: { rows: "kind in ('importStarted', 'importFinished', 'personJoined', 'spaceAdded')" },
};

/** Made from messages in the background, whenever that is. */
const DERIVED = /^search_/;

/**
 * Every table as a hash of what is in it, to compare two states.
 * @param options.ofTheRun false leaves out what differs from one import of the same archive to the next
 */
export async function digest(
  db: Database,
  { ofTheRun }: { ofTheRun: boolean },
): Promise<Record<string, string>> {
  const tables = await db.introspection.getTables();
  const result: Record<string, string> = {};
  for (const { name, columns } of tables.filter(
    (table) => table.schema === 'public' && !DERIVED.test(table.name),
  )) {
    const out = ofTheRun ? {} : (OF_THE_RUN[name] ?? {});
    const shown = columns.map((column) => column.name).filter((column) => !out.columns?.includes(column));
    const { rows } = await sql<{ hash: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(hash, '' order by hash)), '') as hash from (
        select md5((${sql.join(shown.map((column) => sql`${sql.ref(column)}::text`))})::text) as hash
        from ${sql.table(name)} where not (${sql.raw(out.rows ?? 'false')})) hashes`.execute(db);
    result[name] = rows[0]?.hash ?? '';
  }
  return result;
}

/** Tables in which a pattern is found in any column of any row, with how many rows. */
export async function findAnywhere(db: Database, pattern: string): Promise<Record<string, number>> {
  const tables = await db.introspection.getTables();
  const found: Record<string, number> = {};
  for (const { name } of tables.filter((table) => table.schema === 'public')) {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(name)} t where t::text ~* ${pattern}`.execute(db);
    if ((rows[0]?.n ?? 0) > 0) found[name] = rows[0]?.n ?? 0;
  }
  return found;
}

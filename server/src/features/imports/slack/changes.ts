import type pg from 'pg';
import type { ImportReport } from '@footbridge/contract/imports.ts';
import { type ChangeContext, change, record } from '../../../kit/activity/activity.ts';
import { instant } from '../../../kit/clock.ts';
import { derivedId } from '../../../kit/db/derivedId.ts';
import { wakeServers } from '../../../kit/db/wakeUp.ts';
import { type OpenZip, RefusedZip, type ZipEntry, type ZipLimits, openZip } from '../../../kit/files/zip.ts';
import { startLoading } from '../../search/changes.ts';
import { importConversation } from '../conversations/changes.ts';
import type { Run } from '../conversations/rules.ts';
import { Remarks, noCounts } from '../counts/rules.ts';
import { type Layout, dayOf, readLayout } from '../layout/rules.ts';
import { TextReading } from '../messages/load.ts';
import { ImportedPeople, type ImportedPerson } from '../people/load.ts';
import { findColleague } from '../people/queries.ts';
import { planSpaces } from '../plan/load.ts';
import type { ArchiveFiles } from '../reading/load.ts';
import { readRoster } from '../roster/load.ts';
import { type SpaceRef, listSpaceRefs } from '../spaces/queries.ts';
import type { Committed } from '../spaces/load.ts';
import type { PlannedSpace } from '../spaces/rules.ts';
import { type Roster, workspaceSign } from './rules.ts';

/** Far above real exports, far below what would fill a disk or the memory. */
export const ARCHIVE_LIMITS: ZipLimits = { entries: 500_000, totalBytes: 64 * 1024 ** 3, ratio: 200 };

/** An archive that is not imported; the message is a sentence for people. */
export class RefusedArchive extends Error {}

export interface SlackImport {
  context: ChangeContext;
  pool: pg.Pool;
  /** Used by nothing else until this ends, and not in a transaction. */
  client: pg.ClientBase;
  path: string;
  organisationId: string;
  startedBy: string | null;
  dryRun: boolean;
  onProgress(share: number): void;
  signal: AbortSignal;
}

/** Imports an export of a Slack workspace, or only says what that would do. Throws `RefusedArchive`; what was committed before stays. */
export async function importSlack(asked: SlackImport): Promise<ImportReport> {
  const zip = await openArchive(asked.path);
  try {
    const layout = readLayout(zip.entries);
    if (layout === undefined) {
      throw new RefusedArchive(
        'The archive is no Slack export: it holds neither users.json nor channels.json nor files of days.',
      );
    }
    return await importLayout(asked, zip, layout);
  } finally {
    await zip.close();
  }
}

async function openArchive(path: string): Promise<OpenZip> {
  try {
    return await openZip(path, ARCHIVE_LIMITS);
  } catch (error) {
    throw error instanceof RefusedZip
      ? new RefusedArchive(`${error.message} Nothing was brought in.`)
      : error;
  }
}

async function importLayout(
  asked: SlackImport,
  zip: OpenZip,
  layout: Layout<ZipEntry>,
): Promise<ImportReport> {
  const files: ArchiveFiles = { zip, remarks: new Remarks() };
  remarkOnOthers(files.remarks, layout.others);
  const roster = await readRoster(files, layout.lists);
  const run = await startRun(asked, files, roster, layout);
  const refs = await listSpaceRefs(asked.client, run.workspace);
  const plans = await planSpaces(asked.client, { run, roster, layout, refs });
  run.reading = new TextReading(run.people, tellable(plans));
  const conversations = await importAll(asked, run, plans, layout, refs);
  run.found.unlisted = run.people.foundUnlisted;
  run.added.unlisted = run.people.addedUnlisted;
  return {
    found: run.found,
    added: run.added,
    messagesReported: run.reported,
    remarks: files.remarks.list(),
    conversations,
  };
}

function remarkOnOthers(remarks: Remarks, others: ZipEntry[]): void {
  for (const { name } of others) {
    remarks.add(
      name.startsWith('__MACOSX/') ? '__MACOSX/' : name,
      'The file',
      'It is no list of people or conversations and no file of a conversation, so it was not read.',
    );
  }
}

async function startRun(
  asked: SlackImport,
  files: ArchiveFiles,
  roster: Roster,
  layout: Layout<ZipEntry>,
): Promise<Run> {
  const { context, organisationId, startedBy } = asked;
  const workspace = derivedId(`slack ${organisationId} ${workspaceSign(roster, firstFile(layout))}`);
  const people = await ImportedPeople.read(context, { workspace, organisationId, startedBy }, roster.people);
  const [found, added] = [noCounts(), { ...noCounts(), ...people.countUnsaved() }];
  found.bots = roster.people.filter(({ bot }) => bot).length;
  found.people = roster.people.length - found.bots;
  remarkOnAccounts(files.remarks, people);
  if (!asked.dryRun) await people.save(context);
  else people.forgetUnsaved();
  return {
    context,
    client: asked.client,
    workspace,
    organisationId,
    write: !asked.dryRun,
    files,
    people,
    reading: new TextReading(people, tellable([])),
    search: undefined,
    found,
    added,
    reported: 0,
    starter: await findStarter(asked),
    at: instant(context.clock),
    onRead: () => undefined,
    signal: asked.signal,
  };
}

function remarkOnAccounts(remarks: Remarks, people: ImportedPeople): void {
  for (const { name } of people.recognised) {
    const reason = 'Recognised by the e-mail address: what they wrote stands under their account.';
    remarks.add('users.json', name, reason);
  }
  for (const name of people.elsewhere) {
    const reason =
      'Not recognised, because the account with this e-mail address does not belong to the organisation. Invite them into it first, and they will be.';
    remarks.add('users.json', name, reason);
  }
}

const firstFile = (layout: Layout<ZipEntry>): string | undefined =>
  [...layout.folders.values()]
    .flatMap(({ name, files }) => files.slice(0, 1).map((file) => `${dayOf(file.name) ?? '~'} ${name}`))
    .toSorted()[0];

async function findStarter({
  context,
  startedBy,
  organisationId,
}: SlackImport): Promise<ImportedPerson | undefined> {
  const account = startedBy === null ? undefined : await findColleague(context.db, startedBy, organisationId);
  return account === undefined ? undefined : { ...account, organisationId, guest: false, provisional: false };
}

/** Open channels may be named to everybody; the names of closed ones and of talks may not. */
function tellable(plans: PlannedSpace[]): ConstructorParameters<typeof TextReading>[1] {
  const open = plans.filter(({ kind, reach }) => kind === 'working' && reach === 'organisation');
  return {
    byExternalId: new Map(open.map(({ externalId, id, name }) => [externalId, { id, name }])),
    byId: new Map(open.map(({ id, name }) => [id, { id, name }])),
  };
}

/** As many bytes of JSON a message has at least, near enough to choose a way of making messages findable. */
const BYTES_PER_MESSAGE = 2000;

async function importAll(
  asked: SlackImport,
  run: Run,
  plans: PlannedSpace[],
  layout: Layout<ZipEntry>,
  refs: Map<string, SpaceRef>,
): Promise<ImportReport['conversations']> {
  const filesOf = ({ folder }: PlannedSpace) =>
    folder === undefined ? [] : (layout.folders.get(folder)?.files ?? []);
  const total = plans.flatMap(filesOf).reduce((sum, { bytes }) => sum + bytes, 1);
  let read = 0;
  run.onRead = (bytes) => asked.onProgress((read += bytes) / total);
  const expected =
    plans.reduce((sum, plan) => sum + newBytes(filesOf(plan), refs.get(plan.externalId)), 0) /
    BYTES_PER_MESSAGE;
  const search = asked.dryRun ? undefined : await startLoading(asked.client, expected);
  run.search = search;
  try {
    const conversations = await importEach(asked, run, plans, filesOf);
    await search?.finish();
    return conversations;
  } catch (error) {
    // Who is stopping does not wait for an index to be built: the next server does that.
    if (!asked.signal.aborted) await search?.finish().catch(() => undefined);
    throw error;
  }
}

async function importEach(
  asked: SlackImport,
  run: Run,
  plans: PlannedSpace[],
  filesOf: (plan: PlannedSpace) => ZipEntry[],
): Promise<ImportReport['conversations']> {
  const conversations: ImportReport['conversations'] = [];
  for (const plan of plans) {
    const { found, added, ...committed } = await importConversation(run, plan, filesOf(plan));
    if (plan.channel !== undefined || found > 0) {
      run.found.spaces += 1;
      conversations.push({ name: plan.label, found, added });
      if (plan.channel === undefined) remarkOnFolder(run, plan);
    }
    await tellServers(asked, plan, committed);
  }
  return conversations;
}

/** After the commit. Lost with a process that ends just here, it costs a few seconds, or a place of reading on one screen. */
async function tellServers(
  { context, pool }: SlackImport,
  { id }: PlannedSpace,
  { feeds, readBy }: Committed,
): Promise<void> {
  if (readBy.length > 0) {
    const moved = (personId: string) => ({
      feedId: personId,
      kind: 'readPositionMoved',
      subjectId: id,
      personId,
    });
    await change(context, (tx) => record(tx, readBy.map(moved)));
  }
  await wakeServers(pool, feeds);
}

function remarkOnFolder({ files }: Run, { label, reach }: PlannedSpace): void {
  const open =
    reach === 'organisation'
      ? 'it became an open space'
      : 'it became a space that nobody finds by themselves';
  files.remarks.add(label, 'The conversation', `The archive has its folder and does not list it; ${open}.`);
}

/** Of files that hold anything newer than what was taken from this conversation before. */
function newBytes(files: ZipEntry[], ref: SpaceRef | undefined): number {
  const since = ref?.seenUntil?.slice(0, 10) ?? '';
  return files.filter(({ name }) => (dayOf(name) ?? '~') >= since).reduce((sum, { bytes }) => sum + bytes, 0);
}

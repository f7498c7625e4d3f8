import type pg from 'pg';
import { derivedId } from '../../../kit/db/derivedId.ts';
import type { Remarks } from '../counts/rules.ts';
import { type Layout, folderKey } from '../layout/rules.ts';
import type { ImportedPeople } from '../people/load.ts';
import type { RosterChannel } from '../roster/parse.ts';
import { cleanName } from '../rules.ts';
import type { Roster } from '../slack/rules.ts';
import { type SpaceRef, findDirectSpace } from '../spaces/queries.ts';
import { type PlannedSpace, directKey } from '../spaces/rules.ts';

interface Planning {
  run: { workspace: string; people: ImportedPeople; files: { remarks: Remarks } };
  roster: Roster;
  layout: Layout<{ name: string }>;
  refs: Map<string, SpaceRef>;
}

/** Which space each conversation of an archive becomes, or became before: those of its lists, then those that are only there as folders. */
export async function planSpaces(client: pg.ClientBase, planning: Planning): Promise<PlannedSpace[]> {
  const plans: PlannedSpace[] = [];
  const folders = new Set(planning.layout.folders.keys());
  for (const channel of planning.roster.channels) {
    const folder = [channel.folder, channel.id].map(folderKey).find((name) => folders.has(name));
    if (folder !== undefined) folders.delete(folder);
    const plan = await planChannel(client, planning, channel, folder);
    if (plan !== undefined) plans.push(plan);
  }
  return [...plans, ...[...folders].map((folder) => planFolder(planning, folder))];
}

const folderRef = (folder: string) => `folder ${folder}`;
const spaceId = (workspace: string, externalId: string) =>
  derivedId(`slack ${workspace} space ${externalId}`);

async function planChannel(
  client: pg.ClientBase,
  planning: Planning,
  channel: RosterChannel,
  folder: string | undefined,
): Promise<PlannedSpace | undefined> {
  const { run, refs } = planning;
  const direct = channel.kind === 'direct';
  const key = direct ? directKey(channel.memberIds.map((id) => run.people.user(id).id)) : null;
  if (key === '') {
    run.files.remarks.add(
      channel.name,
      'A direct talk',
      'The archive does not say who took part, so it was not brought in.',
    );
    return undefined;
  }
  // An earlier archive may have had the folder without an entry in its lists.
  const known =
    refs.get(channel.id)?.id ??
    (folder === undefined ? undefined : refs.get(folderRef(folder))?.id) ??
    (key === null ? undefined : await findDirectSpace(client, key));
  return {
    id: known ?? spaceId(run.workspace, channel.id),
    isNew: known === undefined,
    newRefs: refs.has(channel.id) ? [] : [channel.id],
    externalId: channel.id,
    label: channel.folder,
    name: direct ? '' : channel.name,
    kind: direct ? 'direct' : 'working',
    reach: channel.kind === 'channel' ? 'organisation' : 'shared',
    directKey: key,
    channel,
    folder,
  };
}

/** Whose people nobody knows. In an archive of open channels it was one; otherwise it may have been a closed one, so nobody is let in. */
function planFolder({ run, roster, layout, refs }: Planning, folder: string): PlannedSpace {
  const externalId = folderRef(folder);
  const known = refs.get(externalId);
  const name = layout.folders.get(folder)?.name ?? folder;
  const open = !roster.listsPrivate && !/^(?:D[A-Z0-9]{8,}|mpdm-|FC:)/.test(name);
  return {
    id: known?.id ?? spaceId(run.workspace, externalId),
    isNew: known === undefined,
    newRefs: known === undefined ? [externalId] : [],
    externalId,
    label: name,
    name: cleanName(name, 80) || 'Unnamed',
    kind: 'working',
    reach: open ? 'organisation' : 'shared',
    directKey: null,
    channel: undefined,
    folder,
  };
}

import type { ZipEntry } from '../../../kit/files/zip.ts';
import type { ListName } from '../layout/rules.ts';
import { type ArchiveFiles, readItems } from '../reading/load.ts';
import type { Roster } from '../slack/rules.ts';
import { type ChannelKind, type RosterPart, readChannels, readPeople, readTeamIds } from './parse.ts';

const CHANNEL_LISTS: [ListName, ChannelKind][] = [
  ['channels.json', 'channel'],
  ['groups.json', 'private'],
  ['mpims.json', 'direct'],
  ['dms.json', 'direct'],
];

/** Reads the lists of people and conversations. One that is missing or broken is remarked on; messages say much of the same. */
export async function readRoster(archive: ArchiveFiles, lists: Map<ListName, ZipEntry>): Promise<Roster> {
  const roster: Roster = {
    people: [],
    teamIds: [],
    channels: [],
    listsPrivate: CHANNEL_LISTS.slice(1).some(([name]) => lists.has(name)),
  };
  await readList(archive, lists, 'users.json', (items) => {
    for (const id of readTeamIds(items)) roster.teamIds.push(id);
    return takeUnique(roster.people, readPeople(items));
  });
  for (const [name, kind] of CHANNEL_LISTS) {
    await readList(archive, lists, name, (items) => takeUnique(roster.channels, readChannels(items, kind)));
  }
  return roster;
}

const NEEDED: readonly ListName[] = ['users.json', 'channels.json'];

/** @param take answers how many entries could not be used */
async function readList(
  archive: ArchiveFiles,
  lists: Map<ListName, ZipEntry>,
  name: ListName,
  take: (items: unknown[]) => number,
): Promise<void> {
  const file = lists.get(name);
  if (file === undefined) {
    if (NEEDED.includes(name)) {
      archive.remarks.add(
        name,
        'The file',
        'The archive does not have it; what it lists was taken from messages and folders.',
      );
    }
    return;
  }
  for await (const items of readItems(archive, file)) {
    const unusable = take(items);
    if (unusable > 0) {
      archive.remarks.add(
        file.name,
        'An entry',
        'It cannot be read, or its id stands there twice.',
        unusable,
      );
    }
  }
}

function takeUnique<Item extends { id: string }>(taken: Item[], part: RosterPart<Item>): number {
  const ids = new Set(taken.map(({ id }) => id));
  let twice = 0;
  for (const item of part.items) {
    if (ids.has(item.id)) twice += 1;
    else taken.push(item);
    ids.add(item.id);
  }
  return part.unreadable + twice;
}

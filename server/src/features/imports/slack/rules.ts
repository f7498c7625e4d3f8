import type { RosterChannel, RosterPerson } from '../roster/parse.ts';

/** What an archive says about its workspace beside what was said. */
export interface Roster {
  people: RosterPerson[];
  teamIds: string[];
  channels: RosterChannel[];
  /** It lists more than open channels, so a folder without an entry may be anything. */
  listsPrivate: boolean;
}

/**
 * What tells one workspace from another and stays the same in later exports: the team of most of its people, else its general or oldest
 * channel, else the first thing ever said in it. People of other teams come and go with shared channels, so the set of teams would not do.
 */
export function workspaceSign(roster: Roster, firstFile: string | undefined): string {
  const counts = new Map<string, number>();
  for (const id of roster.teamIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [team] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (team !== undefined) return `team ${team[0]}`;
  const [oldest] = roster.channels.toSorted(
    (a, b) => (a.createdMicros ?? Infinity) - (b.createdMicros ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  return oldest === undefined ? `file ${firstFile ?? ''}` : `channel ${oldest.id}`;
}

import type { Charter, Member, Space } from '@footbridge/contract/spaces.ts';
import { sortedMembers, sortedPeople } from './rules.ts';
import { countsOf, unreadOf, withReadPosition, type Counts } from './unread/rules.ts';

export interface KeptSpace {
  space: Space;
  /** The position of the space's feed that `space` is as fresh as. */
  asOf: number;
  counts: Counts;
}

/** My spaces and what was loaded of them. What is not here was not loaded yet. */
export interface SpacesState {
  /** Null until the list has been loaded once. */
  spaces: Readonly<Record<string, KeptSpace>> | null;
  members: Readonly<Record<string, readonly Member[]>>;
  charters: Readonly<Record<string, Charter>>;
}

export const noSpaces: SpacesState = { spaces: null, members: {}, charters: {} };

/** A copy without one key. */
function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}

const fresh = (space: Space): KeptSpace => ({
  space: { ...space, others: sortedPeople(space.others) },
  asOf: space.feedSeq,
  counts: countsOf(space),
});

const counted = (kept: KeptSpace, counts: Counts): KeptSpace => ({
  ...kept,
  counts,
  space: { ...kept.space, mine: { ...kept.space.mine, ...unreadOf(counts) } },
});

/**
 * A space as just loaded, or as it came in my own feed, put over what is here. When the space's feed has brought newer things
 * meanwhile those stay. Of what is mine that feed tells my role and for whom I am there; the rest is taken, the counts with it.
 */
function merged(kept: KeptSpace | undefined, space: Space): KeptSpace {
  if (!kept) return fresh(space);
  const { readSeq, unread, mentions } = space.mine;
  const counts = withReadPosition(kept.counts, { readSeq, unread, mentions, spaceSeq: space.feedSeq });
  if (space.feedSeq >= kept.asOf) return counted(fresh(space), counts);
  const { role, organisation, joinedAt } = kept.space.mine;
  const mine = { ...space.mine, role, organisation, joinedAt };
  return counted({ ...kept, space: { ...kept.space, mine } }, counts);
}

export function withSpace(state: SpacesState, space: Space): SpacesState {
  return { ...state, spaces: { ...state.spaces, [space.id]: merged(state.spaces?.[space.id], space) } };
}

/** The whole list as just loaded: what is no longer in it is gone. */
export function withSpaces(state: SpacesState, spaces: readonly Space[]): SpacesState {
  const next = Object.fromEntries(spaces.map((space) => [space.id, merged(state.spaces?.[space.id], space)]));
  const lost = Object.keys(state.spaces ?? {}).filter((id) => !Object.hasOwn(next, id));
  return lost.reduce(withoutSpace, { ...state, spaces: next });
}

export function withoutSpace(state: SpacesState, spaceId: string): SpacesState {
  return {
    spaces: state.spaces && without(state.spaces, spaceId),
    members: without(state.members, spaceId),
    charters: without(state.charters, spaceId),
  };
}

/** Changes one space by what its feed said at `seq`; what is older than the space as we have it changes nothing. */
export function changeSpace(
  state: SpacesState,
  spaceId: string,
  seq: number,
  change: (space: Space) => Space,
): SpacesState {
  const kept = state.spaces?.[spaceId];
  if (!kept || seq <= kept.asOf) return state;
  return {
    ...state,
    spaces: { ...state.spaces, [spaceId]: { ...kept, space: change(kept.space), asOf: seq } },
  };
}

/** Counts carry their own position, so they are changed whether or not the rest is newer. */
export function changeCounts(
  state: SpacesState,
  spaceId: string,
  change: (counts: Counts) => Counts,
): SpacesState {
  const kept = state.spaces?.[spaceId];
  if (!kept) return state;
  const counts = change(kept.counts);
  return counts === kept.counts
    ? state
    : { ...state, spaces: { ...state.spaces, [spaceId]: counted(kept, counts) } };
}

export function withMembers(state: SpacesState, spaceId: string, members: readonly Member[]): SpacesState {
  return { ...state, members: { ...state.members, [spaceId]: sortedMembers(members) } };
}

export function changeMembers(
  state: SpacesState,
  spaceId: string,
  change: (members: readonly Member[]) => readonly Member[],
): SpacesState {
  const members = state.members[spaceId];
  return members ? { ...state, members: { ...state.members, [spaceId]: change(members) } } : state;
}

/** Versions are numbered, so an answer that crossed a change on the way does not undo it. */
export function withCharter(state: SpacesState, spaceId: string, charter: Charter): SpacesState {
  const kept = state.charters[spaceId];
  if (kept && kept.version > charter.version) return state;
  return { ...state, charters: { ...state.charters, [spaceId]: charter } };
}

export function changeCharter(
  state: SpacesState,
  spaceId: string,
  change: (charter: Charter) => Charter,
): SpacesState {
  const charter = state.charters[spaceId];
  return charter ? { ...state, charters: { ...state.charters, [spaceId]: change(charter) } } : state;
}

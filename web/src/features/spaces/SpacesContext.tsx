import type { Member, Space } from '@footbridge/contract/spaces.ts';
import { createContext, use, type ReactNode } from 'react';
import { useStore } from '../../kit/store.ts';
import type { Spaces } from './api.ts';
import { spaceName } from './rules.ts';
import type { SpacesState } from './store.ts';

const SpacesContext = createContext<Spaces | null>(null);

export function SpacesProvider({ spaces, children }: { spaces: Spaces; children: ReactNode }) {
  return <SpacesContext value={spaces}>{children}</SpacesContext>;
}

/** My spaces and what may be done to them. */
export function useSpaces(): Spaces {
  const spaces = use(SpacesContext);
  if (!spaces) throw new Error('useSpaces needs a SpacesProvider above it');
  return spaces;
}

/** Something of my spaces, live. `select` should pick, not build deep values: what it gives is compared one level deep. */
function useSpacesState<T>(select: (state: SpacesState) => T): T {
  return useStore(useSpaces().store, select);
}

/** One space of mine as it is now; undefined when I am not in it. */
export const useSpace = (spaceId: string): Space | undefined =>
  useSpacesState(({ spaces }) => spaces?.[spaceId]?.space);

/** All my spaces, live, in no order. */
export const useMySpaces = (): Space[] =>
  useSpacesState(({ spaces }) => Object.values(spaces ?? {}).map(({ space }) => space));

/** Who is in a space, by name; undefined until `loadMembers` was called and answered. */
export const useMembers = (spaceId: string): readonly Member[] | undefined =>
  useSpacesState(({ members }) => members[spaceId]);

/** What a space is called; a direct one by its other people. */
export const useSpaceName = (spaceId: string): string =>
  useSpacesState(({ spaces }) => {
    const space = spaces?.[spaceId]?.space;
    return space ? spaceName(space) : '';
  });

/** The named spaces of mine, for choosing one. */
export const useNamedSpaces = (): Space[] => useMySpaces().filter(({ kind }) => kind !== 'direct');

import type { HistoryRule } from '@footbridge/contract/spaces.ts';

/** The first position a member may see, given the position of their joining. */
export const visibleFrom = (rule: HistoryRule, joinedSeq: number): number => (rule === 'all' ? 0 : joinedSeq);

/** The same people always give the same key, in whatever order they are named. */
export const directKey = (personIds: string[]): string => [...new Set(personIds)].toSorted().join(' ');

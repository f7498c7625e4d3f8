import { REFLECTION_LINES_MAX, REFLECTION_OPEN_DAYS, SHOW_ALONE_DAYS } from '@footbridge/contract/steps.ts';

const DAY_MS = 86_400_000;

/** What one participant wrote; `text` is null when they write none or took it back. */
export interface Written {
  personId: string;
  text: string | null;
  writtenAt: string;
  shownAloneAt: string | null;
}

export interface Reflections {
  endedAt: string;
  /** Since when everybody had written; null until then. */
  revealedAt: string | null;
  written: Written[];
}

/*
 * The rule of reciprocal reveal: a reflection is shown to the others when everybody wrote, or when its author, seven days after writing
 * it, still wants it shown; otherwise never. Nobody can read before they write and answer to what they read: once anything is shown,
 * nothing more can be written. That somebody wrote is not shown either.
 */

export const everybodyWrote = (personIds: readonly string[], written: readonly Written[]): boolean =>
  personIds.every((personId) => written.some((one) => one.personId === personId && one.text !== null));

export const isShown = (one: Written, revealedAt: string | null): boolean =>
  one.text !== null && (revealedAt !== null || one.shownAloneAt !== null);

/** What this participant may read: what is shown, and their own is theirs anyway. */
export const shownOf = ({ written, revealedAt }: Reflections): Written[] =>
  written.filter((one) => isShown(one, revealedAt));

export const canWrite = ({ endedAt, revealedAt, written }: Reflections, at: string): boolean =>
  revealedAt === null &&
  written.every((one) => !isShown(one, revealedAt)) &&
  Date.parse(at) < Date.parse(endedAt) + REFLECTION_OPEN_DAYS * DAY_MS;

/** From when on its author may show it alone; null where there is nothing hidden to show. */
export function showableFrom(mine: Written | undefined, revealedAt: string | null): string | null {
  if (mine === undefined || mine.text === null || isShown(mine, revealedAt)) return null;
  return new Date(Date.parse(mine.writtenAt) + SHOW_ALONE_DAYS * DAY_MS).toISOString();
}

export const isShortEnough = (text: string): boolean => text.split('\n').length <= REFLECTION_LINES_MAX;

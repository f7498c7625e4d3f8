import type { MessageHit, SearchReply } from '@footbridge/contract/search.ts';

/** What is shown while typing is asked for this long after the last key. */
export const ASKED_AFTER_MS = 250;

/** The pages found so far as one; people and spaces come with the first. */
export const joined = (pages: readonly SearchReply[]): SearchReply | null => {
  const [first] = pages;
  if (!first) return null;
  return { ...first, messages: pages.flatMap(({ messages }) => messages), next: pages.at(-1)?.next ?? null };
};

/** The box's text with one more word in it. */
export const withWord = (text: string, word: string): string => `${text.trim()} ${word}`.trim();

/** The parts of a snippet, each with where it begins in the whole. */
export function withPlaces(parts: MessageHit['snippet']): { text: string; hit: boolean; at: number }[] {
  const placed: { text: string; hit: boolean; at: number }[] = [];
  for (const part of parts) {
    const before = placed.at(-1);
    placed.push({ ...part, at: before ? before.at + before.text.length : 0 });
  }
  return placed;
}

import { refusal } from '../../kit/http/problem.ts';

const CUSTOM = /^:[\p{L}\p{N}_+'-]{1,60}:$/u;
const UNICODE = /^\p{RGI_Emoji}$/v;

/** One emoji as it is stored: Unicode in its full form (so that the same one is one row), or a custom one as `:name:`. */
export function normalizeEmoji(text: string): string {
  if (CUSTOM.test(text) || UNICODE.test(text)) return text;
  const full = `${text.replaceAll('\uFE0F', '')}\uFE0F`;
  if (UNICODE.test(full)) return full;
  const bare = text.replaceAll('\uFE0F', '');
  if (UNICODE.test(bare)) return bare;
  throw refusal(422, 'noEmoji', 'That is not an emoji, so no reaction was added. Choose one from the list.', { field: 'params.emoji' });
}

const PERSON_LINK = /\(person:([0-9a-f-]{36})\)/g;
const SPACE_LINK = /\(space:([0-9a-f-]{36})\)/g;

/** Who and what a text may mention, before it is parsed; ids only, so that their names can be read at once. */
export function linkedIds(source: string): { personIds: string[]; spaceIds: string[] } {
  const all = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ''))];
  return { personIds: all(PERSON_LINK), spaceIds: all(SPACE_LINK) };
}

import { personMentionSource, spaceMentionSource } from '@footbridge/contract/kit/mentionSource.ts';
import { isAllowedHref } from '@footbridge/contract/kit/richtext.ts';

/** Who and what the ids in a Slack text are here. A person is always somebody; a space may be one that nobody may be told of. */
export interface Names {
  person(id: string, label: string | undefined): { id: string; name: string } | undefined;
  space(id: string): { id: string; name: string } | undefined;
}

/** What Slack writes for mentions, spaces, links and orders to itself. */
const TOKEN = /<([^<>\n]+)>/g;

/** A text of Slack's without any marks, for names, purposes, code and other plain fields; not trimmed. */
export function plainWords(text: string): string {
  return decode(text.replaceAll(TOKEN, (_, inside: string) => tokenWords(inside)));
}

/** Slack writes only these three as entities. */
export const decode = (text: string): string =>
  text.includes('&') ? text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') : text;

/** The Markdown of what stands between `<` and `>`; undefined when that is no mark of Slack's but something literal. */
export function tokenSource(inside: string, names: Names): string | undefined {
  const { target, label } = splitToken(inside);
  if (/^@[A-Z0-9]+$/.test(target)) {
    const person = names.person(target.slice(1), label);
    return person === undefined ? literal(tokenWords(inside)) : personMentionSource(person.id, person.name);
  }
  if (/^#[A-Z0-9]+$/.test(target)) {
    const space = names.space(target.slice(1));
    return space === undefined ? literal(tokenWords(inside)) : spaceMentionSource(space.id, space.name);
  }
  if (target.startsWith('!')) return literal(tokenWords(inside));
  return SHAPE.test(target) ? linkSource(target, label) : undefined;
}

function splitToken(inside: string): { target: string; label: string | undefined } {
  const bar = inside.indexOf('|');
  return bar === -1
    ? { target: inside, label: undefined }
    : { target: inside.slice(0, bar), label: inside.slice(bar + 1) };
}

const SHAPE = /^(?:[@#][A-Z0-9]+$|!|[a-z][a-z0-9+.-]*:)/i;

/** What a reader of Slack sees of a token, still with Slack's entities. */
function tokenWords(inside: string): string {
  const { target, label } = splitToken(inside);
  if (!SHAPE.test(target)) return `<${inside}>`;
  if (target.startsWith('@')) return `@${label?.replace(/^@/, '') || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || 'private space'}`;
  if (!target.startsWith('!')) return label || target.replace(/^mailto:/i, '');
  if (/^!(?:here|channel|everyone|group)$/.test(target)) return `@${target.slice(1)}`;
  return label || target.slice(1);
}

/** What Markdown takes for an address of mail by itself. */
const MAILBOX = /^[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

function linkSource(target: string, label: string | undefined): string {
  const href = decode(target).replaceAll(/[\s<>\\\p{Cc}]/gu, encodeURIComponent);
  const words = decode(label ?? '') || href.replace(/^mailto:/i, '');
  if (!isAllowedHref(href)) return literal(words);
  if (words === href || (MAILBOX.test(words) && href.toLowerCase() === `mailto:${words.toLowerCase()}`)) {
    return `<${words}>`;
  }
  return `[${literal(words)}](<${href.replaceAll(/&(?=#?\w+;)/g, String.raw`\&`)}>)`;
}

/** Words as Markdown that shows exactly them, on one line. */
export function literal(words: string): string {
  return words
    .replaceAll('\n', ' ')
    .replaceAll(
      /[\\`*~[\]<]|(?<![a-z0-9])_|_(?![a-z0-9])|&(?=#?[a-z0-9]{1,31};)|@(?=everyone)/gi,
      String.raw`\$&`,
    );
}

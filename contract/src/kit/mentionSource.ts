/**
 * How a mention stands in Markdown source: `@[Amina Yusuf](person:<uuid>)`, `#[Winter warmth](space:<uuid>)`,
 * `@everyone`. The id decides; the name is there for the one who edits. A plain `@Amina` is text: names are
 * not unique.
 */
export function personMentionSource(personId: string, name: string): string {
  return `@[${escapedName(name)}](person:${personId})`;
}

/** See `personMentionSource`. */
export function spaceMentionSource(spaceId: string, name: string): string {
  return `#[${escapedName(name)}](space:${spaceId})`;
}

export const EVERYONE_SOURCE = '@everyone';

/** A mention as read from source. `name` is as written there: it may be outdated, or a lie. */
export interface SourceMention {
  kind: 'person' | 'space';
  id: string;
  name: string;
  /** Where the source goes on after it. */
  end: number;
}

// The bound keeps a source full of `@[` from being read to its end each time.
const NAME = String.raw`\[((?:[^[\]\\\n]|\\[^\n]){1,400})\]`;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const PERSON = new RegExp(String.raw`@${NAME}\(person:(${UUID})\)`, 'iy');
const SPACE = new RegExp(String.raw`#${NAME}\(space:(${UUID})\)`, 'iy');

/** The mention of a person or space that begins exactly at `index`. */
export function sourceMentionAt(source: string, index: number): SourceMention | undefined {
  const kind = source[index] === '@' ? 'person' : 'space';
  const pattern = kind === 'person' ? PERSON : SPACE;
  pattern.lastIndex = index;
  const [, name, id] = pattern.exec(source) ?? [];
  if (name === undefined || id === undefined) return undefined;
  return { kind, id: id.toLowerCase(), name: name.replaceAll(/\\(.)/gu, '$1'), end: pattern.lastIndex };
}

/**
 * Everybody and every space that a source may mention, to look them up before it is parsed. Some of them may
 * stand in code, where the parser will not count them.
 */
export function mentionedInSource(source: string): { personIds: string[]; spaceIds: string[] } {
  const ids = { person: new Set<string>(), space: new Set<string>() };
  for (const { index } of source.matchAll(/[@#]\[/g)) {
    const mention = sourceMentionAt(source, index);
    if (mention) ids[mention.kind].add(mention.id);
  }
  return { personIds: [...ids.person], spaceIds: [...ids.space] };
}

// Without the backslashes a person named `x](person:…)` could make others be mentioned under a name of their
// own.
function escapedName(name: string): string {
  const oneLine = name.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return oneLine
    .slice(0, 200)
    .toWellFormed()
    .replaceAll(/[[\]\\]/g, String.raw`\$&`);
}

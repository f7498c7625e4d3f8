/**
 * How a mention stands in Markdown source: `@[Amina Yusuf](person:<uuid>)`, `#[Winter warmth](space:<uuid>)`, `@everyone`. The id
 * decides; the name is there for the one who edits. A plain `@Amina` is text: names are not unique.
 */
export function personMentionSource(personId: string, name: string): string {
  return `@[${escapeName(name)}](person:${personId})`;
}

/** See `personMentionSource`. */
export function spaceMentionSource(spaceId: string, name: string): string {
  return `#[${escapeName(name)}](space:${spaceId})`;
}

export const EVERYONE_SOURCE = '@everyone';

// Without this a person named `x](person:…)` could make others be mentioned under their name.
function escapeName(name: string): string {
  return name.replaceAll(/\s+/g, ' ').replaceAll(/[[\]\\]/g, String.raw`\$&`).slice(0, MAX_NAME_SOURCE);
}

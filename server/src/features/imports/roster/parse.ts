import { type JsonObject, cleanName, firstText, isObject, objectAt, textAt, textsAt } from '../rules.ts';
import { plainWords } from '../words/rules.ts';

/** Somebody of users.json. */
export interface RosterPerson {
  id: string;
  name: string;
  /** In lower case; undefined where the export has none or one that is none. */
  email: string | undefined;
  bot: boolean;
  botId: string | undefined;
  /** Slack let them into single channels only. */
  guest: boolean;
  timeZone: string | undefined;
  title: string;
}

export type ChannelKind = 'channel' | 'private' | 'direct';

/** One conversation of channels.json, groups.json, mpims.json or dms.json. */
export interface RosterChannel {
  id: string;
  name: string;
  /** The folder of its day files. */
  folder: string;
  kind: ChannelKind;
  createdMicros: number | undefined;
  creatorId: string | undefined;
  archived: boolean;
  /** Purpose and topic in plain words. */
  purpose: string;
  memberIds: string[];
}

export interface RosterPart<Item> {
  items: Item[];
  /** Entries that are not what the file is for. */
  unreadable: number;
}

const NAME_MAX = 100;
const SPACE_NAME_MAX = 80;
const PURPOSE_MAX = 2000;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u;

export const readPeople = (json: unknown) => readItems(json, readPerson);
export const readChannels = (json: unknown, kind: ChannelKind) =>
  readItems(json, (item) => readChannel(item, kind));

/** The ids of the teams that people of users.json belong to: what tells one workspace from another. */
export const readTeamIds = (json: unknown) =>
  readItems(json, (item) => firstText(textAt(item, 'team_id'))).items;

function readItems<Item>(json: unknown, read: (item: JsonObject) => Item | undefined): RosterPart<Item> {
  const part: RosterPart<Item> = { items: [], unreadable: 0 };
  for (const item of Array.isArray(json) ? (json as unknown[]) : []) {
    const found = isObject(item) ? read(item) : undefined;
    if (found === undefined) part.unreadable += 1;
    else part.items.push(found);
  }
  return part;
}

function readPerson(user: JsonObject): RosterPerson | undefined {
  const id = firstText(textAt(user, 'id'));
  if (id === undefined || id.length > 100) return undefined;
  const profile = objectAt(user, 'profile') ?? {};
  const name = firstText(
    textAt(profile, 'real_name'),
    textAt(user, 'real_name'),
    textAt(profile, 'display_name'),
    textAt(user, 'name'),
  );
  const email = textAt(profile, 'email')?.trim().toLowerCase();
  return {
    id,
    name: cleanName(plainWords(name ?? ''), NAME_MAX) || id,
    email: email !== undefined && email.length <= 254 && EMAIL.test(email) ? email : undefined,
    bot: user['is_bot'] === true || id === 'USLACKBOT',
    botId: firstText(textAt(profile, 'bot_id')),
    guest: user['is_restricted'] === true || user['is_ultra_restricted'] === true,
    timeZone: firstText(textAt(user, 'tz')),
    title: cleanName(plainWords(textAt(profile, 'title') ?? ''), NAME_MAX),
  };
}

function readChannel(channel: JsonObject, kind: ChannelKind): RosterChannel | undefined {
  const id = firstText(textAt(channel, 'id'));
  if (id === undefined || id.length > 100) return undefined;
  const name = firstText(textAt(channel, 'name')) ?? id;
  const created = Number(channel['created']);
  return {
    id,
    name: cleanName(name, SPACE_NAME_MAX),
    folder: name,
    kind,
    createdMicros: created > 0 && created < 10_000_000_000 ? Math.floor(created) * 1_000_000 : undefined,
    creatorId: firstText(textAt(channel, 'creator')),
    archived: channel['is_archived'] === true,
    purpose: purposeOf(channel),
    memberIds: [...new Set(textsAt(channel, 'members'))],
  };
}

function purposeOf(channel: JsonObject): string {
  const words = ['purpose', 'topic'].map((key) =>
    plainWords(textAt(objectAt(channel, key) ?? {}, 'value') ?? '').trim(),
  );
  const text = [...new Set(words)].filter((part) => part !== '').join('\n\n');
  return text.toWellFormed().replaceAll('\0', '').slice(0, PURPOSE_MAX);
}

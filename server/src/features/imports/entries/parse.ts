import type { FileCard } from '@footbridge/contract/chat.ts';
import { isAllowedHref } from '@footbridge/contract/kit/richtext.ts';
import {
  type JsonObject,
  cleanName,
  firstText,
  microsOf,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
} from '../rules.ts';
import { readableText } from '../words/parse.ts';
import { countReactions, isJoin, isLeave, isOldShare } from './rules.ts';

/** Who wrote something: a user by id, or a program by the name it wrote under. */
export interface Author {
  key: string;
  /** As far as the message says it. */
  name: string | undefined;
  bot: boolean;
  /** Of a program: leads to its entry in users.json, which has the same. */
  botId: string | undefined;
}

export interface Reacted {
  /** Without colons, with the skin tone: `wave::skin-tone-3`. */
  name: string;
  userIds: string[];
}

/** Something said, as Slack wrote it. */
export interface SaidEntry {
  kind: 'said';
  micros: number;
  author: Author;
  /** In Slack's markup. */
  text: string;
  /** The time of the message that this one answers; null in the main column. */
  rootMicros: number | null;
  editedMicros: number | null;
  /** Only its place is left, and the answers to it. */
  deleted: boolean;
  files: FileCard[];
  /** How many of the files were written in the format before 2017. */
  oldFiles: number;
  /** It has answers. */
  startsThread: boolean;
  reactions: Reacted[];
}

export interface MembershipEntry {
  kind: 'joined' | 'left';
  micros: number;
  author: Author;
  reactions: number;
}

/** What does not come in, with what is told about it. */
export interface ReportedEntry {
  kind: 'reported';
  what: string;
  reason: string;
}

export type Entry = SaidEntry | MembershipEntry | ReportedEntry;

/** Said by somebody, though Slack calls it something of its own. What is not listed here or below is unknown. */
const SAID = new Set([
  'bot_message',
  'me_message',
  'file_share',
  'file_comment',
  'file_mention',
  'thread_broadcast',
  'slackbot_response',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'group_topic',
  'group_purpose',
  'group_name',
  'tombstone',
]);
const NOTICES = new Set([
  'channel_archive',
  'channel_unarchive',
  'group_archive',
  'group_unarchive',
  'pinned_item',
  'unpinned_item',
  'bot_add',
  'bot_remove',
  'bot_enable',
  'bot_disable',
  'reminder_add',
  'reminder_delete',
  'channel_canvas_updated',
  'tabbed_canvas_updated',
  'channel_posting_permissions',
  'channel_convert_to_private',
  'channel_convert_to_public',
  'joiner_notification',
  'joiner_notification_for_inviter',
  'app_conversation_join',
  'huddle_thread',
  'sh_room_created',
  'sh_room_shared',
  'reply_broadcast',
  'message_changed',
  'message_deleted',
  'message_replied',
  'ekm_access_denied',
  'group_open',
  'group_close',
  'document_mention',
]);

/** Decides what becomes of a message. */
export function readEntry(message: JsonObject): Entry {
  const subtype = textAt(message, 'subtype');
  const micros = microsOf(textAt(message, 'ts'));
  if (micros === undefined) return reported('A message', 'It has no time that can be read.');
  if (subtype === undefined || SAID.has(subtype)) return readSaid(message, subtype, micros);
  if (isJoin(subtype) || isLeave(subtype)) {
    return {
      kind: isJoin(subtype) ? 'joined' : 'left',
      micros,
      author: authorOf(message, subtype),
      reactions: countReactions(message),
    };
  }
  const what = `A message of the kind ${cleanName(subtype, 40)}`;
  if (NOTICES.has(subtype)) return reported(what, 'Slack says there what it did; nobody said it.');
  return reported(what, 'This kind is not known here.');
}

const reported = (what: string, reason: string): ReportedEntry => ({ kind: 'reported', what, reason });

function readSaid(message: JsonObject, subtype: string | undefined, micros: number): Entry {
  const files = filesOf(message, subtype);
  const deleted = subtype === 'tombstone';
  const text = deleted ? '' : saidText(message, subtype);
  if (text.trim() === '' && files.length === 0 && !deleted) {
    return reported('A message without words or files', 'There is nothing in it to show.');
  }
  const rootMicros = microsOf(textAt(message, 'thread_ts')) ?? null;
  const edited = objectAt(message, 'edited');
  return {
    kind: 'said',
    micros,
    author: authorOf(message, subtype),
    text,
    rootMicros: rootMicros === micros ? null : rootMicros,
    editedMicros: edited === undefined ? null : (microsOf(textAt(edited, 'ts')) ?? micros),
    deleted,
    files,
    oldFiles: isOldShare(subtype) && objectAt(message, 'file') !== undefined ? 1 : 0,
    startsThread: rootMicros === micros,
    reactions: objectsAt(message, 'reactions').map((reaction) => ({
      name: textAt(reaction, 'name') ?? '',
      userIds: textsAt(reaction, 'users'),
    })),
  };
}

const OLD_SHARE = /^<@[^>]*> (?:uploaded|shared|mentioned) a file: <[^>]*>(?: and commented: ([\s\S]*))?$/;
const OLD_COMMENT = /^<@[^>]*> commented on .*? file <[^>]*>: ([\s\S]*)$/;

function saidText(message: JsonObject, subtype: string | undefined): string {
  const text = readableText(message);
  if (subtype === 'file_comment') return fileCommentText(message, text);
  const share = isOldShare(subtype) ? OLD_SHARE.exec(text) : null;
  // The file itself is shown as a card, so only what was said about it is text.
  return share === null ? text : (share[1] ?? '');
}

function fileCommentText(message: JsonObject, text: string): string {
  const comment =
    textAt(objectAt(message, 'comment') ?? {}, 'comment') ?? OLD_COMMENT.exec(text)?.[1] ?? text;
  const file = objectAt(message, 'file');
  const link = file === undefined ? undefined : textAt(file, 'permalink');
  return link === undefined
    ? comment
    : `<${link}|${cleanName(textAt(file ?? {}, 'title') ?? 'File', 120).replaceAll(/[<>|]/g, ' ')}>: ${comment}`;
}

const HUMAN_NAME = ['real_name', 'display_name', 'name'];

function authorOf(message: JsonObject, subtype: string | undefined): Author {
  const username = firstText(textAt(message, 'username'));
  const botId = firstText(textAt(message, 'bot_id'));
  const user = firstText(textAt(message, 'user'), textAt(objectAt(message, 'comment') ?? {}, 'user'));
  const shownAsBot = subtype === 'bot_message' && username !== undefined && !username.startsWith('<@');
  if (user !== undefined && !shownAsBot) {
    const profile = objectAt(message, 'user_profile') ?? {};
    return {
      key: user,
      name: firstText(...HUMAN_NAME.map((key) => textAt(profile, key))),
      bot: user === SLACKBOT,
      botId: undefined,
    };
  }
  const name = username ?? firstText(textAt(objectAt(message, 'bot_profile') ?? {}, 'name'));
  return {
    key: [botId ?? 'program', ...(username === undefined ? [] : [username])].join('/').slice(0, 200),
    name,
    bot: true,
    botId,
  };
}

const SLACKBOT = 'USLACKBOT';

/** Files of a message as cards; those of the format before 2017 hang one to a message that says so. */
function filesOf(message: JsonObject, subtype: string | undefined): FileCard[] {
  const files = objectsAt(message, 'files').map(fileCard);
  const old = objectAt(message, 'file');
  return isOldShare(subtype) && old !== undefined ? [...files, fileCard(old)] : files;
}

const URL_MAX = 2000;

/** The page of a file comes before its bytes: it shows the file to those who may see it, and its address holds no key. */
function fileCard(file: JsonObject): FileCard {
  const url = [textAt(file, 'permalink'), textAt(file, 'url_private'), textAt(file, 'external_url')].find(
    (address) =>
      address !== undefined &&
      address.length <= URL_MAX &&
      /^https?:/i.test(address) &&
      isAllowedHref(address),
  );
  const bytes = file['size'];
  return {
    name: cleanName(firstText(textAt(file, 'name'), textAt(file, 'title')) ?? 'A file that is gone', 255),
    url: url ?? null,
    mediaType: cleanName(textAt(file, 'mimetype') ?? '', 120) || 'application/octet-stream',
    bytes: typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null,
  };
}

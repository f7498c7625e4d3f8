import { MAX_SOURCE_BYTES } from '@footbridge/contract/kit/richtext.ts';
import { REACTION_KINDS_MAX } from '@footbridge/contract/chat.ts';
import { type CopyValue, copyRow } from '../../../kit/db/copy.ts';
import { derivedTimeId } from '../../../kit/db/derivedId.ts';
import { emojiFromName, emojiWithTone } from '../../../kit/text/emoji.ts';
import { type MentionResolver, parseMarkdown } from '../../../kit/text/parse.ts';
import type { Reacted, SaidEntry } from '../entries/parse.ts';
import { toMarkdown } from '../markup/rules.ts';
import type { ImportedPeople, ImportedPerson } from '../people/load.ts';
import { instantOf, storable, tsOf } from '../rules.ts';
import type { Names } from '../words/rules.ts';
import { isEmojiName, reactionName } from './rules.ts';

/** Spaces by their id in the archive, as far as anybody who reads a message may be told of them. */
export interface TellableSpaces {
  byExternalId: Map<string, { id: string; name: string }>;
  byId: Map<string, { id: string; name: string }>;
}

/** Text as it is stored; `body` is JSON. */
export interface ImportedText {
  source: string;
  body: string;
  mentions: string[];
  /** The text was longer than a message may be. */
  cut: boolean;
}

/** How Slack's texts become ours, with the names of one archive. */
export class TextReading {
  readonly #names: Names;
  readonly #resolve: MentionResolver;

  constructor(people: ImportedPeople, spaces: TellableSpaces) {
    this.#names = {
      person: (id, label) => people.user(id, label),
      space: (id) => spaces.byExternalId.get(id),
    };
    this.#resolve = { person: (id) => people.find(id), space: (id) => spaces.byId.get(id) };
  }

  read(slack: string): ImportedText {
    const { source, cut } = shortSource(storable(slack), this.#names);
    const { body, mentions } = parseMarkdown(source, this.#resolve);
    return { source, body: JSON.stringify(body), mentions: mentions.personIds, cut };
  }
}

const TOO_LONG = '\n…';

/** As much of a text as a message may hold. */
function shortSource(slack: string, names: Names): { source: string; cut: boolean } {
  let text = slack.length > MAX_SOURCE_BYTES ? slack.slice(0, MAX_SOURCE_BYTES).toWellFormed() : slack;
  for (;;) {
    const whole = text.length === slack.length;
    const source = toMarkdown(whole ? text : text + TOO_LONG, names);
    if (source.length * 3 <= MAX_SOURCE_BYTES) return { source, cut: !whole };
    const bytes = Buffer.byteLength(source);
    if (bytes <= MAX_SOURCE_BYTES) return { source, cut: !whole };
    const keep = Math.floor(text.length * Math.min(0.95, MAX_SOURCE_BYTES / bytes));
    text = text.slice(0, keep).toWellFormed();
  }
}

/** A message's id follows from its place, so that a run that was broken off and begun again makes the same messages. */
export const messageId = (spaceId: string, micros: number): string =>
  derivedTimeId(`slack ${spaceId} ${tsOf(micros)}`, Math.floor(micros / 1000));

export interface ImportedReaction {
  messageId: string;
  emoji: string;
  person: ImportedPerson;
  /** In microseconds; reactions of a message keep their order by it, for Slack does not say when they were given. */
  micros: number;
}

export interface ReadReactions {
  reactions: ImportedReaction[];
  /** Ones that are no emoji, come twice, or are more than a message carries. */
  dropped: number;
}

/** Reactions as Unicode, or by name where the emoji was made by the workspace itself. */
export function readReactions(entry: SaidEntry, id: string, people: ImportedPeople): ReadReactions {
  const read: ReadReactions = { reactions: [], dropped: 0 };
  const given = new Map<string, Set<ImportedPerson>>();
  for (const reacted of entry.reactions) {
    const emoji = emojiOf(reacted);
    const givers = emoji === undefined ? undefined : given.get(emoji);
    if (emoji === undefined || (givers === undefined && given.size >= REACTION_KINDS_MAX)) {
      read.dropped += reacted.userIds.length;
      continue;
    }
    given.set(
      emoji,
      addReactions(
        read,
        { messageId: id, emoji, micros: entry.micros },
        reacted.userIds.map((userId) => people.user(userId)),
        givers,
      ),
    );
  }
  return read;
}

function addReactions(
  read: ReadReactions,
  reaction: Omit<ImportedReaction, 'person'>,
  people: ImportedPerson[],
  givers = new Set<ImportedPerson>(),
): Set<ImportedPerson> {
  for (const person of people) {
    if (givers.has(person)) read.dropped += 1;
    else read.reactions.push({ ...reaction, person, micros: reaction.micros + read.reactions.length + 1 });
    givers.add(person);
  }
  return givers;
}

function emojiOf(reacted: Reacted): string | undefined {
  const { name, tone } = reactionName(reacted.name);
  const emoji = tone === undefined ? emojiFromName(name) : emojiWithTone(name, tone);
  return emoji ?? (isEmojiName(name) ? `:${name}:` : undefined);
}

export const MESSAGE_COLUMNS =
  'messages (id, space_id, seq, author_id, organisation_id, author_role, thread_root_id, source, body, files, mentions, created_at, edited_at, removed_at, removed_by, has_reactions, has_replies, external_ref)';
export const MENTION_COLUMNS = 'message_mentions (person_id, space_id, seq, message_id)';
export const REACTION_COLUMNS = 'reactions (message_id, emoji, person_id, organisation_id, created_at)';

export interface ImportedMessage {
  id: string;
  spaceId: string;
  seq: number;
  author: ImportedPerson;
  rootId: string | null;
  text: ImportedText;
  files: string | null;
  reactions: ImportedReaction[];
  entry: SaidEntry;
}

export function messageRow(message: ImportedMessage): string {
  const { entry, author, text } = message;
  const at = instantOf(entry.micros);
  const values: CopyValue[] = [
    message.id,
    message.spaceId,
    message.seq,
    author.id,
    author.organisationId,
    author.guest ? 'guest' : 'member',
    message.rootId,
    text.source,
    text.body,
    message.files,
    text.mentions,
    at,
    entry.editedMicros === null ? null : instantOf(entry.editedMicros),
    // Slack does not say who removed it, nor when.
    entry.deleted ? at : null,
    entry.deleted ? author.id : null,
    message.reactions.length > 0,
    entry.startsThread,
    tsOf(entry.micros),
  ];
  return copyRow(values);
}

export const mentionRow = (message: ImportedMessage, personId: string): string =>
  copyRow([personId, message.spaceId, message.seq, message.id]);

export const reactionRow = ({ messageId, emoji, person, micros }: ImportedReaction): string =>
  copyRow([messageId, emoji, person.id, person.organisationId, instantOf(micros)]);

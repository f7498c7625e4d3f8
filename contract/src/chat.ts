import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, Seq, line } from './kit/ids.ts';
import { liveAction, liveMessage } from './kit/live.ts';
import { PageSize, queryNumber } from './kit/page.ts';
import { RichText } from './kit/richtext.ts';
import { PersonRef } from './people.ts';

/** One emoji as Unicode, or a custom one by name as `:name:`. */
export const Emoji = z
  .string()
  .check(z.minLength(1), z.maxLength(64), z.regex(/^(?:[^\s:\p{Cc}]{1,32}|:[\p{L}\p{N}_+'-]{1,60}:)$/u));

/** How many different emoji one message carries at most. */
export const REACTION_KINDS_MAX = 50;

/** One emoji under a message and who gave it, first giver first. */
export const Reaction = z.object({
  emoji: z.string(),
  people: z.array(z.object({ id: Id, name: z.string() })),
});
export type Reaction = z.infer<typeof Reaction>;

/** What is known under a root message about its replies. */
export const ThreadSummary = z.object({
  replies: z.int(),
  lastReplyAt: z.nullable(Instant),
  /** Up to three people who replied, latest first. */
  people: z.array(PersonRef),
});

/** A file that stays where it is: shown as a card with its link. */
export const FileCard = z.object({
  name: z.string(),
  url: z.nullable(z.string()),
  mediaType: z.string(),
  bytes: z.nullable(z.int()),
});
export type FileCard = z.infer<typeof FileCard>;

export const Message = z.object({
  id: Id,
  spaceId: Id,
  /** The place in the space's feed; history is ordered by it. */
  seq: Seq,
  author: PersonRef,
  /** The id its sender gave it, so that a device knows its own message when it comes back; null for imported ones. */
  clientId: z.nullable(Id),
  /** The message this replies to; null for one in the main column. */
  threadRootId: z.nullable(Id),
  /** A root may have a title that its thread goes by. */
  title: z.nullable(z.string()),
  /** As written, in Markdown; empty when removed. */
  source: z.string(),
  body: RichText,
  files: z.array(FileCard),
  /** Who was told when it was posted; an edit tells nobody again, so this does not change. */
  mentions: z.object({ personIds: z.array(Id), everyone: z.boolean() }),
  createdAt: Instant,
  editedAt: z.nullable(Instant),
  /** A removed message leaves this tombstone in its place. */
  removed: z.nullable(z.object({ at: Instant, by: z.object({ id: Id, name: z.string() }) })),
  reactions: z.array(Reaction),
  thread: z.nullable(ThreadSummary),
});
export type Message = z.infer<typeof Message>;

export const MessagePage = z.object({
  /** In order of `seq`, oldest first. */
  messages: z.array(Message),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  /** The feed's position that this page is as fresh as. */
  feedSeq: Seq,
});
export type MessagePage = z.infer<typeof MessagePage>;

const inSpace = { params: { spaceId: Id }, object: 'space' } as const;
const ofMessage = { params: { messageId: Id }, object: 'message' } as const;

export const listMessages = endpoint('listMessages', {
  method: 'GET',
  path: '/spaces/:spaceId/messages',
  summary: 'A page of the main column: the newest, or before, after or around a place',
  who: 'spaceMember',
  ...inSpace,
  query: {
    before: z.optional(queryNumber(0, Number.MAX_SAFE_INTEGER)),
    after: z.optional(queryNumber(0, Number.MAX_SAFE_INTEGER)),
    around: z.optional(queryNumber(0, Number.MAX_SAFE_INTEGER)),
    size: PageSize,
  },
  reply: MessagePage,
});

/** Retrying with the same `clientId` returns the first message, whatever the retry says. */
export const postMessage = endpoint('postMessage', {
  method: 'POST',
  path: '/spaces/:spaceId/messages',
  summary: 'Say something',
  who: 'spaceMember',
  ...inSpace,
  idempotent: true,
  body: {
    clientId: Id,
    source: z.string().check(z.minLength(1)),
    threadRootId: z.optional(Id),
    title: z.optional(line(120)),
  },
  reply: z.object({ id: Id, seq: Seq, createdAt: Instant }),
});

/** Where a permanent link leads: the message itself; its space and root tell which page to open. */
export const getMessage = endpoint('getMessage', {
  method: 'GET',
  path: '/messages/:messageId',
  summary: 'One message, for a permanent link',
  who: 'spaceMember',
  ...ofMessage,
  reply: Message,
});

export const editMessage = endpoint('editMessage', {
  method: 'PATCH',
  path: '/messages/:messageId',
  summary: 'Change what I wrote; earlier versions are kept',
  who: 'author',
  ...ofMessage,
  body: { source: z.optional(z.string().check(z.minLength(1))), title: z.optional(z.nullable(line(120))) },
  reply: Message,
});

/** By its author or a steward of the space. */
export const removeMessage = endpoint('removeMessage', {
  method: 'DELETE',
  path: '/messages/:messageId',
  summary: 'Remove a message: a tombstone stays in its place',
  who: 'author',
  ...ofMessage,
  reply: Done,
});

export const MessageVersion = z.object({
  source: z.string(),
  body: RichText,
  title: z.nullable(z.string()),
  writtenAt: Instant,
});

export const listVersions = endpoint('listVersions', {
  method: 'GET',
  path: '/messages/:messageId/versions',
  summary: 'Earlier versions of a message, newest first',
  who: 'spaceMember',
  ...ofMessage,
  reply: z.object({ versions: z.array(MessageVersion) }),
});

export const addReaction = endpoint('addReaction', {
  method: 'PUT',
  path: '/messages/:messageId/reactions/:emoji',
  summary: 'React',
  who: 'spaceMember',
  object: 'message',
  idempotent: true,
  params: { messageId: Id, emoji: Emoji },
  reply: Done,
});

export const removeReaction = endpoint('removeReaction', {
  method: 'DELETE',
  path: '/messages/:messageId/reactions/:emoji',
  summary: 'Take my reaction back',
  who: 'spaceMember',
  object: 'message',
  idempotent: true,
  params: { messageId: Id, emoji: Emoji },
  reply: Done,
});

export const Thread = z.object({
  root: Message,
  replies: z.array(Message),
  hasBefore: z.boolean(),
  following: z.boolean(),
  feedSeq: Seq,
});
export type Thread = z.infer<typeof Thread>;

export const getThread = endpoint('getThread', {
  method: 'GET',
  path: '/messages/:messageId/thread',
  summary: 'A root message with the newest of its replies',
  who: 'spaceMember',
  ...ofMessage,
  query: { before: z.optional(queryNumber(0, Number.MAX_SAFE_INTEGER)), size: PageSize },
  reply: Thread,
});

export const followThread = endpoint('followThread', {
  method: 'PUT',
  path: '/messages/:messageId/following',
  summary: 'Follow a thread',
  who: 'spaceMember',
  ...ofMessage,
  idempotent: true,
  reply: Done,
});

export const unfollowThread = endpoint('unfollowThread', {
  method: 'DELETE',
  path: '/messages/:messageId/following',
  summary: 'Stop following a thread',
  who: 'spaceMember',
  ...ofMessage,
  idempotent: true,
  reply: Done,
});

/** How many of the threads I follow are listed at most. */
export const FOLLOWED_THREADS_MAX = 50;

export const FollowedThread = z.object({ root: Message, spaceName: z.string(), unread: z.int() });
export type FollowedThread = z.infer<typeof FollowedThread>;

export const listFollowedThreads = endpoint('listFollowedThreads', {
  method: 'GET',
  path: '/followed-threads',
  summary: 'Threads I follow, latest reply first, those without any last',
  who: 'person',
  object: 'none',
  reply: z.object({ threads: z.array(FollowedThread) }),
});

/** With a reply comes what its root now shows of the thread. */
export const messagePosted = liveMessage('messagePosted', {
  message: Message,
  rootThread: z.nullable(ThreadSummary),
});
/** The message as it is now: text, title or thread summary changed. */
export const messageEdited = liveMessage('messageEdited', { message: Message });
export const messageRemoved = liveMessage('messageRemoved', {
  message: Message,
  rootThread: z.nullable(ThreadSummary),
});
export const reactionsChanged = liveMessage('reactionsChanged', {
  messageId: Id,
  messageSeq: Seq,
  reactions: z.array(Reaction),
});
/** In my own feed: I follow a thread now, or no longer. */
export const threadFollowingChanged = liveMessage('threadFollowingChanged', {
  messageId: Id,
  following: z.boolean(),
});

/** A signal without a position; shown for a few seconds. */
export const TYPING_SHOWN_MS = 6000;
export const typing = liveAction('typing', {
  who: 'spaceMember',
  object: 'space',
  summary: 'I am writing in this space',
  shape: { spaceId: Id, threadRootId: z.optional(Id) },
});
export const TypingSignal = z.object({
  type: z.literal('typing'),
  feed: Id,
  person: z.object({ id: Id, name: z.string() }),
  threadRootId: z.nullable(Id),
});

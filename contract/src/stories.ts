import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, line, lineOrNothing, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { RichText } from './kit/richtext.ts';
import { OrganisationRef } from './organisations.ts';
import { PersonRef } from './people.ts';

export const STORY_TITLE_MAX = 120;
/** Markdown; the limit in bytes is that of every text. */
export const STORY_SOURCE_MAX = 16_384;
export const STORY_REASON_MAX = 500;
/** Whom one may ask, at most. */
export const STORY_CONTACTS_MAX = 6;
/** How many a list holds; a search finds the others. */
export const STORIES_LIST_MAX = 100;
export const STORY_VERSIONS_MAX = 50;
/** Parked plans shown to somebody who is about to start. */
export const PARKED_FOUND_MAX = 5;
export const KEPT_MAX = 60;

/** `plan`: something that was not carried on. */
export const StoryKind = z.enum(['story', 'plan']);
export type StoryKind = z.infer<typeof StoryKind>;
/** The people of its space, members of named organisations, or every member of the server; the space always reads it too. */
export const StoryAudience = z.enum(['space', 'organisations', 'everyone']);
export type StoryAudience = z.infer<typeof StoryAudience>;

/** Why a plan stopped and when it could go on; and who took it up again. */
export const Parking = z.object({
  reason: z.string(),
  reviveIf: z.string(),
  parkedBy: PersonRef,
  parkedAt: Instant,
  revivedBy: z.nullable(PersonRef),
  revivedAt: z.nullable(Instant),
});
export type Parking = z.infer<typeof Parking>;

/** Named only to those who are in it. */
const OfSpace = z.nullable(z.object({ id: Id, name: z.string() }));

export const StoryRef = z.object({
  id: Id,
  kind: StoryKind,
  title: z.string(),
  space: OfSpace,
  by: PersonRef,
  changedAt: Instant,
  /** Null for a draft. */
  audience: z.nullable(StoryAudience),
  /** The newest; null for a story. */
  parking: z.nullable(Parking),
});
export type StoryRef = z.infer<typeof StoryRef>;

export const Story = z.object({
  id: Id,
  kind: StoryKind,
  title: z.string(),
  body: RichText,
  space: OfSpace,
  by: PersonRef,
  writtenBy: PersonRef,
  writtenAt: Instant,
  /** Whom to ask; `visible` when I may open their card. */
  contacts: z.array(z.object({ person: PersonRef, visible: z.boolean() })),
  publication: z.nullable(
    z.object({
      version: z.int(),
      audience: StoryAudience,
      organisations: z.array(OrganisationRef),
      publishedBy: PersonRef,
      publishedAt: Instant,
    }),
  ),
  /** Newest first; empty for a story. */
  parkings: z.array(Parking),
  /** For those who write it together; others read the published version. */
  editing: z.nullable(z.object({ version: z.int(), source: z.string(), mayPublish: z.boolean() })),
});
export type Story = z.infer<typeof Story>;

export const StoryVersion = z.object({
  version: z.int(),
  title: z.string(),
  body: RichText,
  writtenBy: PersonRef,
  writtenAt: Instant,
});
export type StoryVersion = z.infer<typeof StoryVersion>;

export const KeptMessage = z.object({
  messageId: Id,
  author: PersonRef,
  /** The beginning of its text. */
  words: z.string(),
  postedAt: Instant,
});
export type KeptMessage = z.infer<typeof KeptMessage>;

const inSpace = { who: 'spaceMember', object: 'space', params: { spaceId: Id } } as const;
const byStory = { who: 'participant', object: 'story', params: { storyId: Id } } as const;
const reasons = { reason: line(STORY_REASON_MAX), reviveIf: lineOrNothing(STORY_REASON_MAX) };

export const listStories = endpoint('listStories', {
  method: 'GET',
  path: '/stories',
  summary:
    'Stories and parked plans that I may read, newest first; those with these words when some are given',
  who: 'person',
  object: 'none',
  query: { words: z.optional(lineOrNothing(200)), kind: z.optional(StoryKind) },
  reply: z.object({ stories: z.array(StoryRef) }),
});

export const listParkedPlans = endpoint('listParkedPlans', {
  method: 'GET',
  path: '/parked-plans',
  summary: 'Parked plans about a subject that I may read, before I start again',
  who: 'person',
  object: 'none',
  query: { words: lineOrNothing(200) },
  reply: z.object({ plans: z.array(StoryRef) }),
});

export const listSpaceStories = endpoint('listSpaceStories', {
  method: 'GET',
  path: '/spaces/:spaceId/stories',
  summary: 'Stories of a space, and the messages that were kept for one',
  ...inSpace,
  reply: z.object({ stories: z.array(StoryRef), kept: z.array(KeptMessage) }),
});

/** The same `clientId` again gives the same draft. */
export const draftStory = endpoint('draftStory', {
  method: 'POST',
  path: '/spaces/:spaceId/stories',
  summary: 'Draft the story of a space from what happened in it',
  ...inSpace,
  idempotent: true,
  body: { clientId: Id },
  reply: Story,
});

export const parkPlan = endpoint('parkPlan', {
  method: 'POST',
  path: '/spaces/:spaceId/plans',
  summary: 'Park the plan of a space: what it was, why it stopped, and what could revive it',
  ...inSpace,
  idempotent: true,
  body: { clientId: Id, ...reasons },
  reply: Story,
});

export const getStory = endpoint('getStory', {
  method: 'GET',
  path: '/stories/:storyId',
  summary: 'A story or a parked plan',
  ...byStory,
  reply: Story,
});

export const listStoryVersions = endpoint('listStoryVersions', {
  method: 'GET',
  path: '/stories/:storyId/versions',
  summary: 'What was written before, for those who write it together',
  ...byStory,
  reply: z.object({ versions: z.array(StoryVersion) }),
});

export const changeStory = endpoint('changeStory', {
  method: 'PUT',
  path: '/stories/:storyId',
  summary: 'Save what was written as a new version; readers elsewhere keep the one that was published',
  ...byStory,
  body: {
    title: line(STORY_TITLE_MAX),
    source: lines(STORY_SOURCE_MAX),
    /** People of its space. */
    contactIds: z.array(Id).check(z.maxLength(STORY_CONTACTS_MAX)),
    /** The version this was written from; refused when another came between. */
    fromVersion: z.int(),
  },
  reply: Story,
});

export const publishStory = endpoint('publishStory', {
  method: 'PUT',
  path: '/stories/:storyId/publication',
  summary: 'Let others read a version: the space, named organisations, or everyone here',
  ...byStory,
  idempotent: true,
  body: {
    audience: StoryAudience,
    /** For `organisations`; empty otherwise. */
    organisationIds: z.array(Id).check(z.maxLength(50)),
    /** What was read before deciding; refused when it was changed since. */
    version: z.int(),
  },
  reply: Story,
});

export const unpublishStory = endpoint('unpublishStory', {
  method: 'DELETE',
  path: '/stories/:storyId/publication',
  summary: 'Take it back to a draft that only those who write it can read',
  ...byStory,
  reply: Story,
});

export const parkAgain = endpoint('parkAgain', {
  method: 'PUT',
  path: '/stories/:storyId/parking',
  summary: 'Say anew why a plan is parked; parks it again when it had been taken up',
  ...byStory,
  body: reasons,
  reply: Story,
});

/** Nothing of its history goes away. */
export const revivePlan = endpoint('revivePlan', {
  method: 'DELETE',
  path: '/stories/:storyId/parking',
  summary: 'Take a parked plan up again',
  ...byStory,
  reply: Story,
});

const byMessage = { who: 'spaceMember', object: 'message', params: { messageId: Id } } as const;

export const keepMessage = endpoint('keepMessage', {
  method: 'PUT',
  path: '/messages/:messageId/keeping',
  summary: 'Keep a message for the story of its space',
  ...byMessage,
  idempotent: true,
  reply: Done,
});

export const dropMessage = endpoint('dropMessage', {
  method: 'DELETE',
  path: '/messages/:messageId/keeping',
  summary: 'Leave a message out of the story of its space',
  ...byMessage,
  reply: Done,
});

/** In the feed of its space. Ask again; null when it is about the messages kept for a story to come. */
export const storyChanged = liveMessage('storyChanged', { storyId: z.nullable(Id) });

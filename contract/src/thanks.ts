import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, line } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PersonRef } from './people.ts';

export const THANKS_ACT_MAX = 280;
export const THANKS_HELPED_MAX = 140;
/** How many a list shows at most, newest first. */
export const THANKS_LIST_MAX = 100;
/** From one person to the same other in a day, against floods; no allowance that anybody would use up. */
export const THANKS_A_DAY_MAX = 20;

/** What it was about, where the one who asks may see that too. */
const About = z.nullable(z.object({ kind: z.enum(['message', 'step']), id: Id }));

export const Thanks = z.object({
  id: Id,
  from: PersonRef,
  to: PersonRef,
  /** What the receiver did. */
  act: z.string(),
  /** Whom it helped. */
  helped: z.string(),
  about: About,
  givenAt: Instant,
});
export type Thanks = z.infer<typeof Thanks>;

/** Who else sees it: only the two, the people of a space that both are in, or everybody who sees the receiver's card. */
export const ThanksAudience = z.enum(['us', 'space', 'card']);
export type ThanksAudience = z.infer<typeof ThanksAudience>;

/** As its receiver sees it, and nobody else. */
export const ReceivedThanks = z.extend(Thanks, {
  /** Null until they decide; `hidden` is a decision too. Nobody else can tell the two apart. */
  decision: z.nullable(z.enum(['us', 'space', 'card', 'hidden'])),
  shownIn: z.nullable(z.object({ id: Id, name: z.string() })),
  /** Where it could be shown: spaces that both are in. */
  spaces: z.array(z.object({ id: Id, name: z.string() })),
});
export type ReceivedThanks = z.infer<typeof ReceivedThanks>;

const byThanks = { object: 'thanks', params: { thanksId: Id } } as const;

/** The same `clientId` again gives the same thanks. The receiver must be somebody the giver may see. */
export const giveThanks = endpoint('giveThanks', {
  method: 'POST',
  path: '/thanks',
  summary: 'Thank somebody for something they did',
  who: 'person',
  object: 'none',
  idempotent: true,
  body: {
    clientId: Id,
    personId: Id,
    act: line(THANKS_ACT_MAX),
    helped: line(THANKS_HELPED_MAX),
    /** The message it was said in; the person must be its author. */
    messageId: z.optional(Id),
    /** The step it was done in; both must take part in it. */
    stepId: z.optional(Id),
  },
  reply: Thanks,
});

export const listMyThanks = endpoint('listMyThanks', {
  method: 'GET',
  path: '/my-thanks',
  summary: 'Thanks that I received, and those I gave',
  who: 'person',
  object: 'none',
  reply: z.object({ received: z.array(ReceivedThanks), given: z.array(Thanks) }),
});

export const showThanks = endpoint('showThanks', {
  method: 'PUT',
  path: '/thanks/:thanksId/showing',
  summary: 'Decide who else sees thanks that I received',
  who: 'owner',
  ...byThanks,
  idempotent: true,
  body: { audience: ThanksAudience, spaceId: z.optional(Id) },
  reply: ReceivedThanks,
});

export const hideThanks = endpoint('hideThanks', {
  method: 'DELETE',
  path: '/thanks/:thanksId/showing',
  summary: 'Keep thanks that I received to myself',
  who: 'owner',
  ...byThanks,
  idempotent: true,
  reply: ReceivedThanks,
});

export const deleteThanks = endpoint('deleteThanks', {
  method: 'DELETE',
  path: '/thanks/:thanksId',
  summary:
    'Take back thanks that I gave, or delete thanks that I received: gone for both, and nobody is told',
  who: 'participant',
  ...byThanks,
  reply: Done,
});

export const listThanksOf = endpoint('listThanksOf', {
  method: 'GET',
  path: '/people/:personId/thanks',
  summary:
    'Thanks that a person shows to me on their card: to everybody who sees it, in spaces of mine, or to me alone',
  who: 'person',
  object: 'person',
  params: { personId: Id },
  reply: z.object({ thanks: z.array(Thanks) }),
});

export const listThanksIn = endpoint('listThanksIn', {
  method: 'GET',
  path: '/spaces/:spaceId/thanks',
  summary: 'Thanks that their receivers show in this space',
  who: 'spaceMember',
  object: 'space',
  params: { spaceId: Id },
  reply: z.object({ thanks: z.array(Thanks) }),
});

/** In the feeds of the two it is between, and of the space where it is shown. Ask again. */
export const thanksChanged = liveMessage('thanksChanged', { thanksId: Id });

export const GOOD_WORK_LINE_MAX = 200;
/** How many a page of a week holds at most, and how many a list of mine. */
export const GOOD_WORK_LIST_MAX = 500;
/** Named by one person in a day, against floods. */
export const GOOD_WORK_A_DAY_MAX = 20;
/** What nobody agreed to is forgotten after these days, whether it was refused or not answered. */
export const GOOD_WORK_DAYS = 30;

/** A week as ISO 8601 writes it, from Monday to Sunday in UTC: `2026-W48`. */
export const IsoWeek = z.string().check(z.regex(/^\d{4}-W\d{2}$/));

/** A message the one who asks may read, or a story that everyone here may read. */
const WorkLink = z.nullable(z.object({ kind: z.enum(['message', 'story']), id: Id }));

const workFields = {
  id: Id,
  person: PersonRef,
  namedBy: PersonRef,
  line: z.string(),
  link: WorkLink,
};

/** On the page of a week. */
export const GoodWork = z.object({ ...workFields, day: z.iso.date() });
export type GoodWork = z.infer<typeof GoodWork>;

/** Of the two it is between. `week` is where it stands for everybody to read; null as long as nobody agreed, for whatever reason. */
export const MyGoodWork = z.object({ ...workFields, namedAt: Instant, week: z.nullable(IsoWeek) });
export type MyGoodWork = z.infer<typeof MyGoodWork>;

const byWork = { object: 'thanks', params: { goodWorkId: Id } } as const;

/** The same `clientId` again is the same one. Only the person sees it until they agree. */
export const nameGoodWork = endpoint('nameGoodWork', {
  method: 'POST',
  path: '/good-work',
  summary: "Name somebody else's good work in a line",
  who: 'person',
  object: 'none',
  idempotent: true,
  body: {
    clientId: Id,
    personId: Id,
    line: line(GOOD_WORK_LINE_MAX),
    /** A message that both may read. */
    messageId: z.optional(Id),
    /** A story that everyone here may read. */
    storyId: z.optional(Id),
  },
  reply: MyGoodWork,
});

export const listMyGoodWork = endpoint('listMyGoodWork', {
  method: 'GET',
  path: '/my-good-work',
  summary: 'What was named of mine, and what I named',
  who: 'person',
  object: 'none',
  reply: z.object({ ofMe: z.array(MyGoodWork), byMe: z.array(MyGoodWork) }),
});

/** With the line as it came or as I want it read. Agreeing again changes the line. */
export const agreeGoodWork = endpoint('agreeGoodWork', {
  method: 'PUT',
  path: '/good-work/:goodWorkId/agreement',
  summary: 'Agree that it is read on the page of this week',
  who: 'owner',
  ...byWork,
  idempotent: true,
  body: { line: line(GOOD_WORK_LINE_MAX) },
  reply: MyGoodWork,
});

export const removeGoodWork = endpoint('removeGoodWork', {
  method: 'DELETE',
  path: '/good-work/:goodWorkId',
  summary:
    'Say no to what was named of mine, or take it off the page; or take back what I named. Nobody is told',
  who: 'participant',
  ...byWork,
  reply: Done,
});

export const getGoodWorkWeek = endpoint('getGoodWorkWeek', {
  method: 'GET',
  path: '/good-work',
  summary: 'Good work noticed in a week, by day and name; the newest week when none is named',
  who: 'member',
  object: 'none',
  query: { week: z.optional(IsoWeek) },
  reply: z.object({
    week: IsoWeek,
    from: z.iso.date(),
    to: z.iso.date(),
    /** Weeks before and after with something in them. */
    earlier: z.nullable(IsoWeek),
    later: z.nullable(IsoWeek),
    works: z.array(GoodWork),
  }),
});

export const getGoodWorkMail = endpoint('getGoodWorkMail', {
  method: 'GET',
  path: '/my-good-work-mail',
  summary: 'Whether I get the weekly mail of good work',
  who: 'person',
  object: 'none',
  reply: z.object({ wanted: z.boolean() }),
});

export const changeGoodWorkMail = endpoint('changeGoodWorkMail', {
  method: 'PUT',
  path: '/my-good-work-mail',
  summary: 'Get the weekly mail of good work, or not',
  who: 'person',
  object: 'none',
  idempotent: true,
  body: { wanted: z.boolean() },
  reply: z.object({ wanted: z.boolean() }),
});

/** In the feeds of the two it is between. Ask again. */
export const goodWorkChanged = liveMessage('goodWorkChanged', { goodWorkId: Id });

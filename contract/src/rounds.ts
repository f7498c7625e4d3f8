import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Email, Id, Instant, Secret, line, lineOrNothing, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PersonRef } from './people.ts';

/** How long a round may be open. */
export const ROUND_DAYS_MAX = 92;
export const ROUND_DAYS_DEFAULT = 14;
export const ROUND_PEOPLE_MAX = 100;
/** People without an account that one round asks by mail. */
export const ROUND_ADDRESSES_MAX = 30;
/** A round holds no more answers than can be read in one go; they are shown, printed and exported together. */
export const ROUND_ANSWERS_MAX = 300;
export const ROUNDS_PAGE = 30;
/** A link by mail works until so many days after the end; then the address is forgotten and the answer stays under its name. */
export const LINK_DAYS_AFTER_END = 90;
export const QUESTION_MAX = 300;
export const ANSWER_FIELD_MAX = 500;
export const OUTCOME_LINE_MAX = 200;

/** Where a page of rounds begins: the `next` of the page before. */
const PageStart = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

const Question = line(QUESTION_MAX);

export const AnswerFields = {
  /** What I can bring to another organisation. */
  brings: lines(ANSWER_FIELD_MAX).check(z.trim(), z.minLength(1)),
  /** How it betters me. */
  bettersMe: lines(ANSWER_FIELD_MAX).check(z.trim()),
  /** Why it is easy to do. */
  easyBecause: lines(ANSWER_FIELD_MAX).check(z.trim()),
};

/** Somebody without an account is shown by the name and organisation they wrote themselves; their ids name nobody. */
export const AnswerAuthor = z.extend(PersonRef, { account: z.boolean() });
export type AnswerAuthor = z.infer<typeof AnswerAuthor>;

export const OutcomeKind = z.enum(['becameSomething', 'stillOpen', 'notNow']);
export type OutcomeKind = z.infer<typeof OutcomeKind>;

export const RoundAnswer = z.object({
  id: Id,
  author: AnswerAuthor,
  mine: z.boolean(),
  brings: z.string(),
  bettersMe: z.string(),
  easyBecause: z.string(),
  answeredAt: Instant,
  changedAt: z.nullable(Instant),
  /** I said 'yes please' to it. */
  yesByMe: z.boolean(),
  /** Who said 'yes please'; to its author alone, and empty for everybody else. */
  yesBy: z.array(PersonRef),
  /** What became of it, in its author's words. */
  outcome: z.nullable(z.object({ kind: OutcomeKind, line: z.string(), at: Instant })),
  /** The title of a step that came of it; offered to its author alone. */
  becameStep: z.nullable(z.string()),
});
export type RoundAnswer = z.infer<typeof RoundAnswer>;

const roundFields = {
  id: Id,
  question: z.string(),
  facilitator: PersonRef,
  /** Null where it is put to a list of people. */
  space: z.nullable(z.object({ id: Id, name: z.string() })),
  openedAt: Instant,
  /** When it ends, or ended. */
  endsAt: Instant,
  over: z.boolean(),
  /** The round that it asks again. */
  previousId: z.nullable(Id),
  /** The round that asks it again. */
  nextId: z.nullable(Id),
  facilitating: z.boolean(),
  answered: z.boolean(),
  wavedAway: z.boolean(),
};
export const RoundSummary = z.object(roundFields);
export type RoundSummary = z.infer<typeof RoundSummary>;

/** A round as somebody has it who is asked in it. */
export const Round = z.object({
  ...roundFields,
  /** Whom it is put to, where that is a list. Who has answered shows in the answers, who has not shows nowhere. */
  people: z.array(PersonRef),
  /** Null until I have answered or the round is over; the facilitator is no exception. */
  answers: z.nullable(z.array(RoundAnswer)),
  /** The answers of the round before, with what became of them; null where there was none for me. */
  lastTime: z.nullable(z.array(RoundAnswer)),
  /** People without an account who were asked by mail; to the facilitator alone. */
  addressees: z.nullable(z.array(z.object({ id: Id, email: z.string(), askedAt: Instant }))),
  /** It is over, was not asked again, and I may do so. */
  mayAskAgain: z.boolean(),
});
export type Round = z.infer<typeof Round>;

const part = { who: 'participant', object: 'round' } as const;
const asked = { ...part, params: { roundId: Id }, reply: Round } as const;
const anAnswer = { ...part, params: { answerId: Id }, reply: Done } as const;

const opening = {
  question: Question,
  endsAt: Instant,
  /** People without an account; each gets a mail with a link of their own. */
  emails: z.array(Email).check(z.maxLength(ROUND_ADDRESSES_MAX)),
  /** Made by the client: the same round sent again is the same round. */
  clientId: Id,
};

export const openRound = endpoint('openRound', {
  method: 'POST',
  path: '/rounds',
  summary: 'Put a question to people I may see',
  who: 'member',
  object: 'none',
  idempotent: true,
  body: {
    ...opening,
    personIds: z.array(Id).check(z.minLength(1), z.maxLength(ROUND_PEOPLE_MAX)),
    /** The organisation of mine I act for; needed when I have several. */
    organisationId: z.optional(Id),
  },
  reply: Round,
});

export const openRoundInSpace = endpoint('openRoundInSpace', {
  method: 'POST',
  path: '/spaces/:spaceId/rounds',
  summary: 'Put a question to everybody in a space',
  who: 'spaceMember',
  object: 'space',
  idempotent: true,
  params: { spaceId: Id },
  body: opening,
  reply: Round,
});

export const listRounds = endpoint('listRounds', {
  method: 'GET',
  path: '/rounds',
  summary: 'Rounds that ask me, newest first: open ones, those I opened, or those that are over',
  who: 'person',
  object: 'none',
  query: {
    which: z.enum(['open', 'mine', 'over']),
    after: z.optional(PageStart),
  },
  reply: z.object({ rounds: z.array(RoundSummary), next: z.nullable(PageStart) }),
});

export const getRound = endpoint('getRound', {
  method: 'GET',
  path: '/rounds/:roundId',
  summary: 'A round, with the answers once I may read them',
  ...asked,
});

/** A second answer takes the place of the first. */
export const answerRound = endpoint('answerRound', {
  method: 'PUT',
  path: '/rounds/:roundId/answer',
  summary: 'Answer, or change my answer, until the end',
  ...asked,
  body: AnswerFields,
});

export const withdrawAnswer = endpoint('withdrawAnswer', {
  method: 'DELETE',
  path: '/rounds/:roundId/answer',
  summary: 'Take my answer back; nothing is left of it',
  ...asked,
});

export const waveRoundAway = endpoint('waveRoundAway', {
  method: 'POST',
  path: '/rounds/:roundId/waving',
  summary: 'Not this time: it waits for me no longer, and nobody is told',
  ...asked,
  reply: Done,
});

export const endRound = endpoint('endRound', {
  method: 'POST',
  path: '/rounds/:roundId/ending',
  summary: 'End a round of mine before its date',
  ...asked,
});

/** The facilitator; in a space, anybody in it. Asked again twice at once, it is one new round. */
export const askAgain = endpoint('askAgain', {
  method: 'POST',
  path: '/rounds/:roundId/again',
  summary: "Open a round again, with last time's answers",
  ...asked,
  idempotent: true,
  body: { question: Question, endsAt: Instant, emails: opening.emails },
});

export const addAddressee = endpoint('addAddressee', {
  method: 'POST',
  path: '/rounds/:roundId/addressees',
  summary: 'Ask somebody without an account by mail; the same address again gets a new link instead',
  ...asked,
  body: { email: Email },
});

/** Only the facilitator knows that there is one. */
export const removeAddressee = endpoint('removeAddressee', {
  method: 'DELETE',
  path: '/addressees/:addresseeId',
  summary: 'Take back what was sent to an address: its link ends, and the answer given with it goes',
  ...part,
  params: { addresseeId: Id },
  reply: Round,
});

/** Its author is told who said it; nobody else is. To somebody without an account goes a mail with the name and address of who said it. */
export const sayYes = endpoint('sayYes', {
  method: 'PUT',
  path: '/answers/:answerId/yes',
  summary: "Say 'yes please' to an answer",
  ...anAnswer,
});

export const takeYesBack = endpoint('takeYesBack', {
  method: 'DELETE',
  path: '/answers/:answerId/yes',
  summary: "Take my 'yes please' back",
  ...anAnswer,
});

const outcome = { outcome: OutcomeKind, line: lineOrNothing(OUTCOME_LINE_MAX) };

export const sayOutcome = endpoint('sayOutcome', {
  method: 'PUT',
  path: '/answers/:answerId/outcome',
  summary: 'Say what became of an answer of mine once its round is over',
  ...anAnswer,
  body: outcome,
});

/** A round as somebody without an account has it, and all that their link shows. */
export const LinkedRound = z.object({
  question: z.string(),
  facilitator: PersonRef,
  endsAt: Instant,
  over: z.boolean(),
  /** Until when the link works. */
  expiresAt: Instant,
  answers: z.nullable(z.array(RoundAnswer)),
  lastTime: z.nullable(z.array(RoundAnswer)),
});
export type LinkedRound = z.infer<typeof LinkedRound>;

const byLink = { who: 'anyone', object: 'none', body: { secret: Secret }, reply: LinkedRound } as const;

export const readLinkedRound = endpoint('readLinkedRound', {
  method: 'POST',
  path: '/round-links/reading',
  summary: 'The round that a link by mail is for',
  ...byLink,
});

export const answerLinkedRound = endpoint('answerLinkedRound', {
  method: 'PUT',
  path: '/round-links/answer',
  summary: 'Answer without an account, under my name and organisation as I write them',
  ...byLink,
  body: { secret: Secret, name: line(100), organisation: line(100), ...AnswerFields },
});

export const withdrawLinkedAnswer = endpoint('withdrawLinkedAnswer', {
  method: 'POST',
  path: '/round-links/withdrawal',
  summary: 'Take back what I answered without an account',
  ...byLink,
});

export const sayLinkedOutcome = endpoint('sayLinkedOutcome', {
  method: 'PUT',
  path: '/round-links/outcome',
  summary: 'Say without an account what became of my answer of last time',
  ...byLink,
  body: { secret: Secret, answerId: Id, ...outcome },
});

export const forgetMe = endpoint('forgetMe', {
  method: 'POST',
  path: '/round-links/forgetting',
  summary: 'Remove my address, my link and my answer from the round',
  ...byLink,
  reply: Done,
});

/** In the space's feed, or in the own feed of each person concerned: ask again for the round. */
export const roundChanged = liveMessage('roundChanged', { roundId: Id });

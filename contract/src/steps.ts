import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, line, lineOrNothing, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { Suggestion } from './home.ts';
import { PersonRef } from './people.ts';
import { ChosenStakes, HOURS_MAX, Stakes, TimeBox } from './steps/stakes.ts';

/** How many people do one step together at most, the one who proposes it included. */
export const STEP_PEOPLE_MAX = 6;
/** Proposals of mine that may wait for an answer at once. */
export const PROPOSALS_OPEN_MAX = 20;
/** A proposal that not everybody accepted within these days lapses; nobody is told why. */
export const PROPOSAL_DAYS = 14;
export const REFLECTION_LINES_MAX = 3;
export const REFLECTION_MAX = 600;
/** A reflection can be written this long after the end. */
export const REFLECTION_OPEN_DAYS = 28;
/** After these days its author may show a reflection though not everybody wrote. */
export const SHOW_ALONE_DAYS = 7;
/** How long 'not now' to a suggestion is remembered. */
export const NOT_NOW_DAYS = 90;
/** Open steps in one answer; more is no small step any more. */
export const STEPS_OPEN_MAX = 100;
export const STEPS_PAGE = 30;

/** What a step came from. */
export const StepOriginKind = z.enum(['answer', 'offer', 'message', 'person', 'step', 'story', 'pairing']);
export type StepOriginKind = z.infer<typeof StepOriginKind>;
export const StepOrigin = z.object({ kind: StepOriginKind, id: Id });
export type StepOrigin = z.infer<typeof StepOrigin>;

/** `underWay`: everybody accepted and nobody ended it. */
export const StepState = z.enum(['proposed', 'underWay', 'ended']);
export type StepState = z.infer<typeof StepState>;
/** None of them is a failure. */
export const StepOutcome = z.enum(['done', 'changed', 'stopped']);
export type StepOutcome = z.infer<typeof StepOutcome>;
export const CheckInAnswer = z.enum(['fine', 'talk']);
export type CheckInAnswer = z.infer<typeof CheckInAnswer>;

/** One who takes part. Whether somebody declined is never said: they have not answered. */
export const StepPerson = z.object({
  person: PersonRef,
  accepted: z.boolean(),
  /** What is in it for them, in their own words. */
  benefit: z.string(),
  /** What is at stake for them, in their own words. */
  atStake: z.string(),
});
export type StepPerson = z.infer<typeof StepPerson>;

const summaryFields = {
  id: Id,
  title: z.string(),
  state: StepState,
  people: z.array(StepPerson),
  proposedBy: Id,
  proposedAt: Instant,
  /** When a proposal lapses. */
  lapsesAt: Instant,
  timeBox: TimeBox,
  /** Given where the day is agreed; otherwise it begins with the last acceptance. */
  startsAt: z.nullable(Instant),
  agreedAt: z.nullable(Instant),
  halfAt: z.nullable(Instant),
  dueAt: z.nullable(Instant),
  ending: z.nullable(z.object({ outcome: StepOutcome, at: Instant })),
  /** Where its participants talk, once all accepted. */
  spaceId: z.nullable(Id),
};
export const StepSummary = z.object(summaryFields);
export type StepSummary = z.infer<typeof StepSummary>;

/** A step as one of its participants has it. */
export const Step = z.object({
  ...summaryFields,
  purpose: z.string(),
  hoursLimit: z.int(),
  stakes: Stakes,
  /** No axis is above its second level. */
  nothingBig: z.boolean(),
  origin: z.nullable(StepOrigin),
  checkIn: z.object({
    mine: z.nullable(CheckInAnswer),
    /** Half of the time is over and I have not answered. */
    asked: z.boolean(),
    /** Who would like to talk. That somebody said 'fine' shows only when all did. */
    toTalk: z.array(Id),
    allFine: z.boolean(),
  }),
  /** Null until it has ended. */
  reflections: z.nullable(
    z.object({
      mine: z.nullable(z.string()),
      /** I can still write, or change what I wrote. */
      open: z.boolean(),
      /** From when on I may show mine though not everybody wrote; null where there is nothing of mine to show. */
      showableFrom: z.nullable(Instant),
      shownAlone: z.boolean(),
      /** Those of others and mine that are shown. */
      shown: z.array(z.object({ person: PersonRef, text: z.string() })),
    }),
  ),
});
export type Step = z.infer<typeof Step>;

const own = { params: { stepId: Id }, object: 'step', who: 'participant' } as const;

export const ProposalFields = {
  title: line(120),
  /** What it is for. */
  purpose: lines(1000),
  timeBox: TimeBox,
  /** The most hours that each gives. */
  hoursLimit: z.int().check(z.minimum(1), z.maximum(HOURS_MAX)),
  ...ChosenStakes,
  startsAt: z.nullable(Instant),
  /** What is in it for me. */
  benefit: lineOrNothing(300),
  /** What is at stake for me. */
  atStake: line(200),
  origin: z.nullable(z.strictObject({ kind: StepOriginKind, id: Id })),
  /** Made by the client: the same proposal sent again is the same step. */
  clientId: Id,
};

export const proposeStep = endpoint('proposeStep', {
  method: 'POST',
  path: '/steps',
  summary: 'Propose a small step to one or a few people I may see',
  who: 'person',
  object: 'none',
  idempotent: true,
  body: {
    ...ProposalFields,
    personIds: z.array(Id).check(z.minLength(1), z.maxLength(STEP_PEOPLE_MAX - 1)),
    /** The organisation of mine I act for; needed when I have several. */
    organisationId: z.optional(Id),
  },
  reply: Step,
});

export const listSteps = endpoint('listSteps', {
  method: 'GET',
  path: '/steps',
  summary: 'My steps: the open ones, or the past ones newest first',
  who: 'person',
  object: 'none',
  query: {
    when: z.enum(['open', 'past']),
    /** The `next` of the page before. */
    after: z.optional(z.string().check(z.maxLength(100))),
  },
  reply: z.object({ steps: z.array(StepSummary), next: z.nullable(z.string()) }),
});

export const getStep = endpoint('getStep', {
  method: 'GET',
  path: '/steps/:stepId',
  summary: 'One step of mine',
  ...own,
  reply: Step,
});

/** The step whose working space this is, for those who take part in it; null for others in the space. */
export const getStepOfSpace = endpoint('getStepOfSpace', {
  method: 'GET',
  path: '/spaces/:spaceId/step',
  summary: 'The step that this space was opened for',
  who: 'spaceMember',
  object: 'space',
  params: { spaceId: Id },
  reply: z.object({ step: z.nullable(StepSummary) }),
});

export const acceptStep = endpoint('acceptStep', {
  method: 'PUT',
  path: '/steps/:stepId/acceptance',
  summary: 'Accept a proposal; with the last acceptance the step begins and its space opens',
  ...own,
  idempotent: true,
  body: { benefit: lineOrNothing(300), atStake: line(200) },
  reply: Step,
});

/** The others see nothing of it: for them there is no answer yet. */
export const declineStep = endpoint('declineStep', {
  method: 'POST',
  path: '/steps/:stepId/decline',
  summary: 'Say no to a proposal; nobody is told',
  ...own,
  reply: Done,
});

export const withdrawStep = endpoint('withdrawStep', {
  method: 'POST',
  path: '/steps/:stepId/withdrawal',
  summary: 'Take my proposal back; it is gone for everybody',
  ...own,
  reply: Done,
});

export const changeMyWords = endpoint('changeMyWords', {
  method: 'PUT',
  path: '/steps/:stepId/words',
  summary: 'Change what is in it for me and what is at stake for me, until it has ended',
  ...own,
  idempotent: true,
  body: { benefit: lineOrNothing(300), atStake: line(200) },
  reply: Step,
});

export const checkIn = endpoint('checkIn', {
  method: 'PUT',
  path: '/steps/:stepId/check-in',
  summary: 'Say how it goes: fine, or let us talk; for the participants only',
  ...own,
  idempotent: true,
  body: { answer: CheckInAnswer },
  reply: Step,
});

/** The first ending holds; who it came from is not kept. */
export const endStep = endpoint('endStep', {
  method: 'PUT',
  path: '/steps/:stepId/ending',
  summary: 'End a step, without a reason',
  ...own,
  idempotent: true,
  body: { outcome: StepOutcome },
  reply: Step,
});

export const writeReflection = endpoint('writeReflection', {
  method: 'PUT',
  path: '/steps/:stepId/reflection',
  summary: 'Look back in at most three lines; shown when everybody wrote',
  ...own,
  idempotent: true,
  body: {
    text: z.string().check(z.trim(), z.minLength(1), z.maxLength(REFLECTION_MAX), z.regex(/^[^\u0000]*$/u)),
  },
  reply: Step,
});

export const removeReflection = endpoint('removeReflection', {
  method: 'DELETE',
  path: '/steps/:stepId/reflection',
  summary: 'Take my reflection back, or write none',
  ...own,
  reply: Step,
});

export const showReflection = endpoint('showReflection', {
  method: 'PUT',
  path: '/steps/:stepId/reflection/showing',
  summary: 'Show my reflection though not everybody wrote; seven days after I wrote it',
  ...own,
  idempotent: true,
  reply: Step,
});

export const listStepSuggestions = endpoint('listStepSuggestions', {
  method: 'GET',
  path: '/step-suggestions',
  summary: 'Next small steps that could follow from what I finished with somebody',
  who: 'person',
  object: 'none',
  reply: z.object({ suggestions: z.array(Suggestion) }),
});

/** Nobody learns of it; nothing is suggested with this person for 90 days. */
export const refuseSuggestion = endpoint('refuseSuggestion', {
  method: 'POST',
  path: '/step-suggestions/refusals',
  summary: 'Not now: leave out suggestions of a next step with this person for 90 days',
  who: 'person',
  object: 'none',
  idempotent: true,
  body: { personId: Id },
  reply: Done,
});

/** In the own feed of each participant: ask again for the step. */
export const stepChanged = liveMessage('stepChanged', { stepId: Id });

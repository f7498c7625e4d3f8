import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PersonRef } from './people.ts';

export const MATTER_MAX = 4000;
export const OUTCOME_MAX = 4000;
/** People a case is between, the one who opens it included. */
export const CASE_PEOPLE_MAX = 8;
/** Helpers of one stage. */
export const CASE_HELPERS_MAX = 4;
/** Open cases that one person opened. */
export const CASES_OPEN_MAX = 100;
/** Cases in one answer. */
export const CASES_MAX = 100;
/** People of a space that are offered as the other side, by name. */
export const CASE_CANDIDATES_MAX = 200;

export const CaseAboutKind = z.enum(['step', 'space', 'message']);
export type CaseAboutKind = z.infer<typeof CaseAboutKind>;

/** The stages of the agreed path, in order. Before them stands a talk between the people themselves, of which nothing is kept. */
export const CASE_STAGES = ['facilitator', 'onePersonEach', 'mediator', 'appeal'] as const;
export const CaseStageKind = z.enum(CASE_STAGES);
export type CaseStageKind = z.infer<typeof CaseStageKind>;

/** Where a case may go on from a stage: to the next one, or to the same one with other helpers. Only an appeal leads to an appeal. */
export function stagesAfter(stage: CaseStageKind): CaseStageKind[] {
  const next = CASE_STAGES[CASE_STAGES.indexOf(stage) + 1];
  return next === undefined || next === 'appeal' ? [stage] : [stage, next];
}

export const CaseHelper = z.object({
  person: PersonRef,
  /** False: there is no answer yet. That somebody said no is never shown. */
  accepted: z.boolean(),
});

export const CaseOutcome = z.object({ text: z.string(), writtenBy: PersonRef, writtenAt: Instant });

export const CaseStage = z.object({
  id: Id,
  kind: CaseStageKind,
  dueAt: Instant,
  openedBy: PersonRef,
  openedAt: Instant,
  helpers: z.array(CaseHelper),
  /** Set where this stage ended the case. */
  outcome: z.nullable(CaseOutcome),
});
export type CaseStage = z.infer<typeof CaseStage>;

/** What I am to this case. `asked`: named as a helper, and not answered yet. */
export const CaseRole = z.enum(['party', 'helper', 'asked', 'formerHelper']);
export type CaseRole = z.infer<typeof CaseRole>;

export const CaseSummary = z.object({
  id: Id,
  role: CaseRole,
  parties: z.array(PersonRef),
  openedBy: PersonRef,
  openedAt: Instant,
  /** Of its newest stage. */
  stage: CaseStageKind,
  dueAt: Instant,
  closedAt: z.nullable(Instant),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** A case as one of its people has it. */
export const Case = z.object({
  id: Id,
  role: CaseRole,
  /** Null for somebody who is asked to help and has not said yes: they see between whom it is, not what it is. */
  matter: z.nullable(z.string()),
  about: z.nullable(z.object({ kind: CaseAboutKind, id: Id })),
  parties: z.array(PersonRef),
  openedBy: PersonRef,
  openedAt: Instant,
  /** In the order in which they were opened; all but the newest are past. For somebody asked: only the one they are asked for. */
  stages: z.array(CaseStage),
  closedAt: z.nullable(Instant),
  /** I may still appeal, once. */
  mayAppeal: z.boolean(),
});
export type Case = z.infer<typeof Case>;

const About = { stepId: z.optional(Id), spaceId: z.optional(Id), messageId: z.optional(Id) };

/** The path as it stands for this step, space or message, and who could be the other side. Reading it stores nothing. */
export const getCasePath = endpoint('getCasePath', {
  method: 'GET',
  path: '/case-path',
  summary: 'How we deal with it when something is not going well',
  who: 'person',
  object: 'none',
  query: About,
  reply: z.object({
    kind: CaseAboutKind,
    /** The name of the space or the step; empty for a direct talk. */
    title: z.string(),
    /** The others in it, by name. */
    people: z.array(PersonRef),
    /** Stewards of the space, who are likely to help first. */
    stewards: z.array(Id),
  }),
});

const NewStage = {
  helperIds: z.array(Id).check(z.minLength(1), z.maxLength(CASE_HELPERS_MAX)),
  dueAt: Instant,
};

const words = (max: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\u0000]*$/u));

/** The first stage is a facilitator: somebody both sides know who is no party. The other parties are told. */
export const openCase = endpoint('openCase', {
  method: 'POST',
  path: '/cases',
  summary: 'Open a case between people of a step or space; they and the helper they name see it',
  who: 'person',
  object: 'none',
  idempotent: true,
  body: {
    ...About,
    /** The other parties. */
    partyIds: z.array(Id).check(z.minLength(1), z.maxLength(CASE_PEOPLE_MAX - 1)),
    matter: words(MATTER_MAX),
    ...NewStage,
    clientId: Id,
  },
  reply: Case,
});

export const listCases = endpoint('listCases', {
  method: 'GET',
  path: '/cases',
  summary: 'Cases I am a party of or help in, the newest first',
  who: 'person',
  object: 'none',
  reply: z.object({ cases: z.array(CaseSummary) }),
});

const own = { params: { caseId: Id }, object: 'case', who: 'participant' } as const;

export const getCase = endpoint('getCase', {
  method: 'GET',
  path: '/cases/:caseId',
  summary: 'One case of mine',
  ...own,
  reply: Case,
});

export const acceptCase = endpoint('acceptCase', {
  method: 'PUT',
  path: '/cases/:caseId/help',
  summary: 'Say yes to helping in this case',
  ...own,
  idempotent: true,
  reply: Case,
});

/** The parties see that there is no answer yet. From here on the case is not there for the one who says no. */
export const declineCase = endpoint('declineCase', {
  method: 'DELETE',
  path: '/cases/:caseId/help',
  summary: 'Say no to helping in this case; nobody is told',
  ...own,
  reply: Done,
});

/** The next stage of the path, or the same one with other helpers. */
export const openCaseStage = endpoint('openCaseStage', {
  method: 'POST',
  path: '/cases/:caseId/stages',
  summary: 'Go on to the next stage, with its helpers and a date',
  ...own,
  body: {
    kind: z.enum(['facilitator', 'onePersonEach', 'mediator', 'appeal']),
    ...NewStage,
    /** The stage that this was decided on; refused when another came between. */
    fromStageId: Id,
  },
  reply: Case,
});

export const closeCase = endpoint('closeCase', {
  method: 'PUT',
  path: '/cases/:caseId/outcome',
  summary: 'Close the case with its outcome, which every party is told',
  ...own,
  idempotent: true,
  body: { text: words(OUTCOME_MAX), fromStageId: Id },
  reply: Case,
});

/** To other people than those who helped before. */
export const appealCase = endpoint('appealCase', {
  method: 'POST',
  path: '/cases/:caseId/appeal',
  summary: 'Appeal against an outcome, once',
  ...own,
  body: NewStage,
  reply: Case,
});

/** In the own feed of each party and helper: ask again for the case. */
export const caseChanged = liveMessage('caseChanged', { caseId: Id });

import * as z from 'zod/mini';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant } from './kit/ids.ts';
import { PersonRef } from './people.ts';

/** What may wait for somebody. Each feature that lets something wait answers for its own kinds. */
export const WaitingKind = z.enum([
  'roundAnswer',
  'roundOutcome',
  'stepProposed',
  'stepCheckIn',
  'stepReflection',
  'agreementSignature',
  'policyAcceptance',
  'charterAcceptance',
  'normProposal',
  'thanksReceived',
  'goodWorkNamed',
  'pairingOffered',
  'caseStage',
]);
export type WaitingKind = z.infer<typeof WaitingKind>;

/** One thing that waits for the person who asks, and for nobody else. It goes away when they answer, refuse or let it pass. */
export const Waiting = z.object({
  kind: WaitingKind,
  /** What it is about: the round, step, agreement … */
  subjectId: Id,
  /** Its own title, in the words of whoever wrote it; empty where it has none. */
  title: z.string(),
  /** Who waits, where it is one person. */
  from: z.nullable(PersonRef),
  /** The address of the page of the client where it is answered. */
  href: z.string(),
  since: Instant,
  dueAt: z.nullable(Instant),
});
export type Waiting = z.infer<typeof Waiting>;

/** More than this is never shown at once; what is answered makes room for the next. */
export const WAITING_MAX = 50;

/** One small next step with the reason for it in words; the client builds the sentence from the kind and what is named. */
export const Suggestion = z.object({
  id: Id,
  kind: z.enum(['notchUp', 'thirdPerson', 'offerForAsk', 'again', 'firstStep']),
  with: PersonRef,
  /** The finished step, offer or space that the reason speaks of. */
  because: z.nullable(z.object({ kind: z.string(), id: Id, title: z.string() })),
  href: z.string(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const getHome = endpoint('getHome', {
  method: 'GET',
  path: '/home',
  summary: 'What waits for me, and one suggestion for a next small step',
  who: 'person',
  object: 'none',
  reply: z.object({ waiting: z.array(Waiting), suggestion: z.nullable(Suggestion) }),
});

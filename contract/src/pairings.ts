import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PersonRef } from './people.ts';

/** Days from one pairing to the next. */
export const FORTNIGHT_DAYS = 14;
/** The same two people are not brought together again within this many days: six months. */
export const NOT_AGAIN_DAYS = 183;
export const MEETING_MINUTES = 30;
/** Times offered at once; all of them suit both. */
export const TIMES_OFFERED = 3;
/** How often other times can be asked for in one pairing, by both together. */
export const OTHER_TIMES_MAX = 3;
/** People one person can keep on the avoid list. */
export const AVOIDED_MAX = 200;
/** Pairings of mine in one answer. */
export const PAIRINGS_MAX = 20;

/** A list beside its schema: the client's schemas know nothing of their values. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const Weekday = z.enum(WEEKDAYS);
export type Weekday = z.infer<typeof Weekday>;
export const HALF_DAYS = ['morning', 'afternoon'] as const;
export const HalfDay = z.enum(HALF_DAYS);
export type HalfDay = z.infer<typeof HalfDay>;
/** When a half-day begins and ends, on the clock of the person's own time zone. */
export const HALF_DAY_HOURS: Record<HalfDay, [from: number, to: number]> = {
  morning: [9, 12],
  afternoon: [13, 17],
};

/** Half a day of the week that suits me. */
export const SuitableHours = z.strictObject({ weekday: Weekday, half: HalfDay });
export type SuitableHours = z.infer<typeof SuitableHours>;

/** Somebody of another organisation I could meet. Whether they passed is never said: there is no answer yet. */
export const Pairing = z.object({
  id: Id,
  with: PersonRef,
  roleTitle: z.string(),
  offeredAt: Instant,
  /** Without a time by then it is over, and nobody is told. */
  endsAt: Instant,
  times: z.array(
    z.object({
      startsAt: Instant,
      /** That it suits me, I have said. */
      mine: z.boolean(),
      theirs: z.boolean(),
    }),
  ),
  /** Other times can be asked for. */
  moreTimes: z.boolean(),
  /** Once both said yes to the same time. */
  agreed: z.nullable(z.object({ startsAt: Instant, stepId: Id })),
});
export type Pairing = z.infer<typeof Pairing>;

export const Meetings = z.object({
  /** Null while I take no part. */
  participation: z.nullable(z.object({ joinedAt: Instant, hours: z.array(SuitableHours) })),
  /** When the next people are brought together. */
  nextAt: Instant,
  pairings: z.array(Pairing),
});
export type Meetings = z.infer<typeof Meetings>;

export const listPairings = endpoint('listPairings', {
  method: 'GET',
  path: '/pairings',
  summary: 'The chance meetings I am offered, and whether I take part',
  who: 'person',
  object: 'none',
  reply: Meetings,
});

export const joinPairings = endpoint('joinPairings', {
  method: 'PUT',
  path: '/pairings/participation',
  summary: 'Take part in chance meetings, or change the hours that suit me',
  who: 'member',
  object: 'none',
  idempotent: true,
  body: { hours: z.array(SuitableHours).check(z.minLength(1), z.maxLength(14)) },
  reply: Meetings,
});

/** What I had said about hours is deleted; open offers pass silently. */
export const leavePairings = endpoint('leavePairings', {
  method: 'DELETE',
  path: '/pairings/participation',
  summary: 'No more chance meetings',
  who: 'person',
  object: 'none',
  reply: Meetings,
});

const mine = { params: { pairingId: Id }, object: 'pairing', who: 'participant' } as const;

/** When both said yes to the same time, it becomes a step of 30 minutes. */
export const acceptPairing = endpoint('acceptPairing', {
  method: 'PUT',
  path: '/pairings/:pairingId/acceptance',
  summary: 'Say which of the times suit me',
  ...mine,
  idempotent: true,
  body: { times: z.array(Instant).check(z.minLength(1), z.maxLength(TIMES_OFFERED)) },
  reply: Pairing,
});

export const offerOtherTimes = endpoint('offerOtherTimes', {
  method: 'POST',
  path: '/pairings/:pairingId/other-times',
  summary: 'None of these times: offer other ones to both of us',
  ...mine,
  reply: Pairing,
});

/** The other sees nothing of it: for them there is no answer yet. */
export const skipPairing = endpoint('skipPairing', {
  method: 'PUT',
  path: '/pairings/:pairingId/skip',
  summary: 'Let this one pass; nobody is told',
  ...mine,
  idempotent: true,
  reply: Done,
});

/** Mine alone: nobody else can read it, administrators included. */
export const listAvoided = endpoint('listAvoided', {
  method: 'GET',
  path: '/avoided-people',
  summary: 'The people I would rather not be brought together with',
  who: 'person',
  object: 'none',
  reply: z.object({ people: z.array(PersonRef) }),
});

export const avoidPerson = endpoint('avoidPerson', {
  method: 'PUT',
  path: '/avoided-people/:personId',
  summary: 'Never bring me together with this person; they do not learn of it',
  who: 'person',
  // The list is what is changed, not the person.
  object: 'pairing',
  params: { personId: Id },
  idempotent: true,
  reply: Done,
});

export const stopAvoiding = endpoint('stopAvoiding', {
  method: 'DELETE',
  path: '/avoided-people/:personId',
  summary: 'Take a person off my list',
  who: 'person',
  // The list is what is changed, not the person.
  object: 'pairing',
  params: { personId: Id },
  reply: Done,
});

/** In my own feed: ask again for my pairings. Null: something else of mine about them. */
export const pairingChanged = liveMessage('pairingChanged', { pairingId: z.nullable(Id) });

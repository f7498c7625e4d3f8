import { randomUUID } from 'node:crypto';
import type { OfferAudience, OfferKind } from '@footbridge/contract/offers.ts';
import type { TimeBox, TimeStake } from '@footbridge/contract/steps/stakes.ts';
import type { CheckInAnswer, StepOutcome } from '@footbridge/contract/steps.ts';
import { lockOwnOffer } from '../src/features/offers/access.ts';
import { finishOffer, makeOffer } from '../src/features/offers/changes.ts';
import { lockOwnStep } from '../src/features/steps/access.ts';
import { acceptStep, endStep, proposeStep } from '../src/features/steps/changes.ts';
import { checkIn } from '../src/features/steps/checkIns/changes.ts';
import { writeReflection } from '../src/features/steps/reflections/changes.ts';
import { type Tx, change } from '../src/kit/activity/activity.ts';
import { DAY_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

type Parties = Record<CastName, { personId: string; organisationId: string }>;

interface StepStory {
  title: string;
  purpose: string;
  /** The first one proposes; each with what is in it for them. */
  people: [CastName, string][];
  timeBox: TimeBox;
  hours: number;
  reputation?: 'betweenUs' | 'ourTeams' | 'ourOrganisations';
  proposedDaysAgo: number;
  agreedDaysAgo?: number;
  checkIns?: Partial<Record<CastName, CheckInAnswer>>;
  ended?: { daysAgo: number; outcome: StepOutcome; reflections: Partial<Record<CastName, string>> };
}

/** Steps in every state: what waits for Amina, what is under way, and how some ended. */
const STEPS: StepStory[] = [
  {
    title: 'Read the tenant letter aloud together',
    purpose: 'Find the sentences that people stumble over before it goes to four hundred homes.',
    people: [
      ['amina', 'A letter that people understand.'],
      ['ana', 'Fewer calls about what the letter means.'],
    ],
    timeBox: 'day',
    hours: 1,
    proposedDaysAgo: 19,
    agreedDaysAgo: 18,
    ended: {
      daysAgo: 17,
      outcome: 'done',
      reflections: {
        amina: 'Ana heard in one minute what we had not seen in a week.\nThe word ‘eligible’ is gone.',
        ana: 'Amina changed the text while we sat there. They mean it when they ask.',
      },
    },
  },
  {
    title: 'Compare two lists of cold homes by hand',
    purpose: 'See whether our addresses and the meter data speak of the same homes.',
    people: [
      ['megan', 'I learn what the meters can and cannot say.'],
      ['sunil', 'I see what the data is used for.'],
    ],
    timeBox: 'week',
    hours: 4,
    reputation: 'ourTeams',
    proposedDaysAgo: 16,
    agreedDaysAgo: 15,
    ended: {
      daysAgo: 10,
      outcome: 'changed',
      reflections: { megan: 'We ended up with one street instead of the town, and that was right.' },
    },
  },
  {
    title: 'Share one noticeboard at Ferry Court',
    purpose: 'One place for repairs and for advice.',
    people: [
      ['rhys', 'Fewer posters that nobody reads.'],
      ['lena', 'A place for the dates of our visits.'],
    ],
    timeBox: 'twoWeeks',
    hours: 2,
    proposedDaysAgo: 14,
    agreedDaysAgo: 13,
    ended: { daysAgo: 11, outcome: 'stopped', reflections: {} },
  },
  {
    title: 'Sit in on one benefits check morning',
    purpose: 'See how a visit really goes, so that the winter list asks for the right things.',
    people: [
      ['amina', 'I understand the work that I plan for.'],
      ['tomasz', 'A person to call at the council.'],
    ],
    timeBox: 'twoWeeks',
    hours: 4,
    proposedDaysAgo: 10,
    agreedDaysAgo: 8,
  },
  {
    title: 'One afternoon of heating questions at the old library',
    purpose: 'Two of us answer, one listens and writes down what people really ask.',
    people: [
      ['grace', 'We hear what our bills leave unsaid.'],
      ['rhys', 'Tenants get an answer at once.'],
      ['ana', 'I can send people there.'],
    ],
    timeBox: 'fourWeeks',
    hours: 8,
    reputation: 'ourOrganisations',
    proposedDaysAgo: 6,
    agreedDaysAgo: 4,
    checkIns: { ana: 'talk' },
  },
  {
    title: 'Walk one street with the meter reader',
    purpose: 'See with my own eyes where the letters do not arrive.',
    people: [
      ['amina', 'I know the street that I write about.'],
      ['lena', ''],
    ],
    timeBox: 'twoWeeks',
    hours: 4,
    proposedDaysAgo: 2,
  },
  {
    title: 'Half an hour on who may be called at night',
    purpose: 'One list that both of us trust, for the cold nights.',
    people: [
      ['grace', 'Our night desk knows whom to wake.'],
      ['amina', ''],
    ],
    timeBox: 'week',
    hours: 1,
    proposedDaysAgo: 1,
  },
];

interface OfferStory {
  who: CastName;
  kind: OfferKind;
  text: string;
  details?: string;
  size: TimeStake;
  audience: OfferAudience;
  daysAgo: number;
  finishedDaysAgo?: number;
}

const OFFERS: OfferStory[] = [
  {
    who: 'tomasz',
    kind: 'bring',
    text: 'Sit in on a benefits check morning',
    details: 'Tuesdays from nine. One guest at a time, and no notes about people.',
    size: 'halfDay',
    audience: 'everyone',
    daysAgo: 18,
  },
  {
    who: 'megan',
    kind: 'bring',
    text: 'Turn a spreadsheet of addresses into a map',
    details: 'You bring the list without names, I bring the coffee.',
    size: 'hour',
    audience: 'everyone',
    daysAgo: 16,
  },
  {
    who: 'ana',
    kind: 'learn',
    text: 'How a heating plan of a house is read',
    size: 'hour',
    audience: 'everyone',
    daysAgo: 12,
  },
  {
    who: 'lena',
    kind: 'bring',
    text: 'Walk one street with the meter reader',
    size: 'halfDay',
    audience: 'everyone',
    daysAgo: 11,
  },
  {
    who: 'sunil',
    kind: 'learn',
    text: 'How the council decides which repair comes first',
    size: 'hour',
    audience: 'everyone',
    daysAgo: 9,
  },
  {
    who: 'grace',
    kind: 'bring',
    text: 'A room for twenty on Thursday evenings',
    details: 'With a kitchen, in the Meridian building by the station.',
    size: 'hour',
    audience: 'everyone',
    daysAgo: 8,
  },
  {
    who: 'bea',
    kind: 'bring',
    text: 'Two hours of phoning in Portuguese or Czech',
    size: 'halfDay',
    audience: 'sharedSpaces',
    daysAgo: 6,
  },
  {
    who: 'amina',
    kind: 'bring',
    text: 'Read a letter aloud and find where people stumble',
    size: 'hour',
    audience: 'everyone',
    daysAgo: 14,
  },
  {
    who: 'amina',
    kind: 'learn',
    text: 'How a night desk works',
    size: 'hour',
    audience: 'sharedSpaces',
    daysAgo: 5,
  },
  {
    who: 'amina',
    kind: 'bring',
    text: 'Show the new grant form before it is published',
    size: 'hour',
    audience: 'everyone',
    daysAgo: 20,
    finishedDaysAgo: 12,
  },
];

const NOTHING_BIG = 'Nothing big is at stake.';

/** What people do together in small steps, and what they bring; through the same changes as everybody's. */
export async function loadSteps(context: Context, people: Parties): Promise<void> {
  for (const story of STEPS) await tellStep(context, people, story);
  for (const story of OFFERS) await tellOffer(context, people, story);
}

/** The same server some days ago. */
function ago(context: Context, days: number): Context {
  const now = context.clock.now() - days * DAY_MS;
  return { ...context, clock: { now: () => now } };
}

async function tellStep(context: Context, people: Parties, story: StepStory): Promise<void> {
  const [first, ...others] = story.people.map(([name]) => people[name]) as [
    Parties[CastName],
    ...Parties[CastName][],
  ];
  const proposal = {
    title: story.title,
    purpose: story.purpose,
    timeBox: story.timeBox,
    hoursLimit: story.hours,
    money: 'none',
    reputation: story.reputation ?? 'betweenUs',
    data: 'none',
    startsAt: null,
    benefit: story.people[0]?.[1] ?? '',
    atStake: NOTHING_BIG,
    origin: null,
    clientId: randomUUID(),
  };
  const stepId = await change(ago(context, story.proposedDaysAgo), (tx) =>
    proposeStep(tx, proposal, first, others),
  );
  const as = (
    name: CastName,
    daysAgo: number,
    work: (tx: Tx, step: Awaited<ReturnType<typeof lockOwnStep>>) => Promise<void>,
  ) => change(ago(context, daysAgo), async (tx) => work(tx, await lockOwnStep(tx.db, people[name], stepId)));
  if (story.agreedDaysAgo === undefined) return;
  for (const [name, benefit] of story.people.slice(1)) {
    await as(name, story.agreedDaysAgo, (tx, step) =>
      acceptStep(tx, step, { benefit, atStake: NOTHING_BIG }),
    );
  }
  for (const [name, answer] of Object.entries(story.checkIns ?? {}) as [CastName, CheckInAnswer][]) {
    await as(name, 1, (tx, step) => checkIn(tx, step, answer));
  }
  const { ended } = story;
  if (ended === undefined) return;
  await as(story.people[0]?.[0] ?? 'amina', ended.daysAgo, (tx, step) => endStep(tx, step, ended.outcome));
  for (const [name, text] of Object.entries(ended.reflections) as [CastName, string][]) {
    await as(name, ended.daysAgo - 1, (tx, step) => writeReflection(tx, step, text));
  }
}

async function tellOffer(context: Context, people: Parties, story: OfferStory): Promise<void> {
  const { who, kind, text, details = '', size, audience } = story;
  const id = await change(ago(context, story.daysAgo), (tx) =>
    makeOffer(tx, kind, { text, details, size, audience }, people[who]),
  );
  const { finishedDaysAgo } = story;
  if (finishedDaysAgo === undefined) return;
  await change(ago(context, finishedDaysAgo), async (tx) =>
    finishOffer(tx, await lockOwnOffer(tx.db, people[who], id)),
  );
}

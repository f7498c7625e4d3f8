import { randomUUIDv7 } from 'node:crypto';
import type { OutcomeKind } from '@footbridge/contract/rounds.ts';
import { getLinkedRound, lockAskedRound, lockReadableAnswer } from '../src/features/rounds/access.ts';
import * as answers from '../src/features/rounds/answers/changes.ts';
import * as changes from '../src/features/rounds/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS, MINUTE_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import { hashSecret, newSecret } from '../src/kit/http/secret.ts';
import { words } from '../src/kit/text/words.ts';
import type { CastName } from './cast.ts';

type People = Record<CastName, { personId: string; organisationId: string }>;

interface Told {
  who: CastName;
  daysAgo: number;
  brings: string;
  bettersMe: string;
  easyBecause: string;
  yesFrom?: CastName[];
  outcome?: { kind: OutcomeKind; line: string };
}

/** What was answered when the question first went round, and what became of it. */
const FIRST: Told[] = [
  {
    who: 'tomasz',
    daysAgo: 18,
    brings:
      'Two seats in the minibus on our Tuesday visits, for anybody who wants to see a cold home with us.',
    bettersMe: 'Somebody from outside sees what our notes cannot say.',
    easyBecause: 'The bus drives anyway.',
    yesFrom: ['amina', 'grace'],
    outcome: { kind: 'becameSomething', line: 'Amina and Grace came along, and we changed the visit list.' },
  },
  {
    who: 'grace',
    daysAgo: 17,
    brings: 'A map of the streets with supply faults last winter, on paper, in the room.',
    bettersMe: 'We learn which of the faults people really feel.',
    easyBecause: 'The map exists. It takes one printout.',
    yesFrom: ['tomasz'],
    outcome: { kind: 'becameSomething', line: 'It hung in the old library all week, and people drew on it.' },
  },
  {
    who: 'rhys',
    daysAgo: 17,
    brings: 'An hour at the kitchen table: how a repair order really moves through the council.',
    bettersMe: 'Fewer calls that ask where it is.',
    easyBecause: 'I do it for new colleagues anyway.',
    yesFrom: ['ana'],
    outcome: { kind: 'stillOpen', line: 'Waiting for a free morning.' },
  },
  {
    who: 'amina',
    daysAgo: 16,
    brings: 'The small room in the old library, warm until six.',
    bettersMe: 'I hear what people ask for before it becomes a complaint.',
    easyBecause: 'It is heated, and nobody uses it after three.',
    yesFrom: ['lena'],
  },
  {
    who: 'lena',
    daysAgo: 15,
    brings: 'A box of draught strips, and ten minutes to show how they go in.',
    bettersMe: 'My team gets to know the houses before the frost.',
    easyBecause: 'They are left over from another job.',
  },
];

const SECOND: Told[] = [
  {
    who: 'tomasz',
    daysAgo: 2,
    brings: 'One of our volunteers for an afternoon at your front desk.',
    bettersMe: 'They hear what people ask before they come to us.',
    easyBecause: 'Two of them have asked for something new.',
  },
  {
    who: 'sunil',
    daysAgo: 2,
    brings: 'Half an hour on the phone: how to read a smart meter with somebody who cannot.',
    bettersMe: 'Fewer of our engineers drive out for nothing.',
    easyBecause: 'I can do it from my desk.',
  },
  {
    who: 'megan',
    daysAgo: 1,
    brings: 'A second pair of eyes on a table before you send it round.',
    bettersMe: 'I see what others count, and how.',
    easyBecause: 'I am good at finding the wrong row.',
  },
];

/** Somebody who has no account and answered by a link. */
const OUTSIDE = {
  email: 'dilys@fairfield.example',
  name: 'Dilys Hughes',
  organisation: 'Fairfield College',
  brings: 'Our teaching kitchen on Mondays.',
  bettersMe: 'Students cook for people, not for marks.',
  easyBecause: 'It stands empty then.',
};

const before = (context: Context, daysAgo: number, minutes = 0): Context => ({
  ...context,
  clock: { now: () => context.clock.now() - daysAgo * DAY_MS + minutes * MINUTE_MS },
});

/** A question that went round among the partners, was answered, and is being asked again. */
export async function tellRounds(context: Context, people: People): Promise<void> {
  const { id: spaceId } = await context.db
    .selectFrom('spaces')
    .select('id')
    .where('name', '=', 'Winter warmth')
    .executeTakeFirstOrThrow();
  const daysOn = (days: number) => new Date(context.clock.now() + days * DAY_MS).toISOString();
  const question = words('rounds.defaultQuestion', {});
  const opening = { question, emails: [], to: { spaceId } };
  const first = await change(before(context, 19), (tx) =>
    changes.openRound(tx, { ...opening, clientId: randomUUIDv7(), endsAt: daysOn(-5) }, people.tomasz),
  );
  for (const told of FIRST) await answer(context, first, told, people);
  await answerFromOutside(context, first, daysOn(85), people.tomasz.personId);
  const second = await change(before(context, 3), async (tx) =>
    changes.askAgain(tx, await lockAskedRound(tx.db, people.grace, first, tx.at), {
      question,
      emails: [],
      endsAt: daysOn(8),
    }),
  );
  for (const told of SECOND) await answer(context, second, told, people);
}

async function answer(context: Context, roundId: string, told: Told, people: People): Promise<void> {
  const author = people[told.who];
  const moment = before(context, told.daysAgo, -90);
  const answerId = await change(moment, async (tx) => {
    await answers.answerRound(tx, await lockAskedRound(tx.db, author, roundId, tx.at), told);
    const { id } = await tx.db
      .selectFrom('round_answers')
      .select('id')
      .where('round_id', '=', roundId)
      .where('person_id', '=', author.personId)
      .executeTakeFirstOrThrow();
    return id;
  });
  // After the end everybody reads all of it: that is when they said yes, and what became of it.
  for (const name of told.yesFrom ?? []) {
    await change(before(context, 4), async (tx) =>
      answers.sayYes(tx, await lockReadableAnswer(tx.db, people[name], answerId, tx.at)),
    );
  }
  const { outcome } = told;
  if (outcome === undefined) return;
  await change(before(context, 1), async (tx) => {
    const readable = await lockReadableAnswer(tx.db, author, answerId, tx.at);
    await answers.sayOutcome(tx, readable, { outcome: outcome.kind, line: outcome.line });
  });
}

/** The mail is left out: the story has no letterbox for somebody who does not exist. */
async function answerFromOutside(
  context: Context,
  roundId: string,
  expiresAt: string,
  askedBy: string,
): Promise<void> {
  const hash = hashSecret(newSecret());
  await change(before(context, 14), async (tx) => {
    await tx.db
      .insertInto('round_addressees')
      .values({
        id: randomUUIDv7(),
        round_id: roundId,
        email: OUTSIDE.email,
        token_hash: hash,
        asked_by: askedBy,
        asked_at: tx.at,
        expires_at: expiresAt,
      })
      .execute();
    await answers.answerLinkedRound(tx, await getLinkedRound(tx.db, hash, tx.at), OUTSIDE);
  });
}

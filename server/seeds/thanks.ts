import { randomUUID } from 'node:crypto';
import { getReceivedThanks } from '../src/features/thanks/access.ts';
import { giveThanks, showThanks } from '../src/features/thanks/changes.ts';
import { getGoodWorkOfMe } from '../src/features/thanks/work/access.ts';
import { agreeGoodWork, nameGoodWork } from '../src/features/thanks/work/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS, MINUTE_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

type Parties = Record<CastName, { personId: string; organisationId: string }>;

interface ThanksStory {
  from: CastName;
  to: CastName;
  act: string;
  helped: string;
  daysAgo: number;
  /** The beginning of the message it is about. */
  message?: string;
  /** Left out, the receiver has not decided. */
  shown?: 'us' | 'space' | 'card';
}

/** What waits for Amina, and what people show of theirs. */
const THANKS: ThanksStory[] = [
  {
    from: 'tomasz',
    to: 'lena',
    act: 'Moved the meter that Mr Jansen could not reach, and stayed for tea',
    helped: 'a man who now reads his own meter, and our visitors',
    daysAgo: 9,
    message: 'Moved this morning',
    shown: 'space',
  },
  {
    from: 'amina',
    to: 'bea',
    act: 'Went along and knocked first, because he knows you',
    helped: 'everybody who came after you to that door',
    daysAgo: 9,
    shown: 'us',
  },
  {
    from: 'grace',
    to: 'rhys',
    act: 'Found the dry room with a ramp, and the key to it, in one afternoon',
    helped: 'thirty radiators and whoever carried them',
    daysAgo: 8,
    shown: 'card',
  },
  {
    from: 'ana',
    to: 'amina',
    act: 'Changed the letter while we sat there, word by word',
    helped: 'four hundred homes that get it, and those of us who are asked what it means',
    daysAgo: 1,
  },
];

interface WorkStory {
  by: CastName;
  of: CastName;
  line: string;
  /** Agreed to before now; left out, they have not answered. */
  agreedMs?: number;
}

const GOOD_WORK: WorkStory[] = [
  {
    by: 'grace',
    of: 'ana',
    line: 'Ana keeps a note of every damp room, and this winter the notes chose our streets',
    agreedMs: 130 * MINUTE_MS,
  },
  {
    by: 'tomasz',
    of: 'sunil',
    line: 'Sunil left out the small streets before anybody had to ask twice',
    agreedMs: 95 * MINUTE_MS,
  },
  {
    by: 'rhys',
    of: 'lena',
    line: 'Lena’s team moved a meter in 45 minutes and listened for two hours',
    agreedMs: 8 * DAY_MS,
  },
  {
    by: 'tomasz',
    of: 'amina',
    line: 'Amina asked every team what they lose by sharing, before she asked for anything',
  },
];

export async function tellThanks(context: Context, people: Parties): Promise<void> {
  const spaceId = await findSpace(context, 'Winter warmth');
  for (const story of THANKS) await tellOne(context, people, spaceId, story);
  for (const work of GOOD_WORK) await tellWork(context, people, work);
}

/** The same server some time ago. */
const before = (context: Context, ms: number): Context => {
  const now = context.clock.now() - ms;
  return { ...context, clock: { now: () => now } };
};

const actorOf = ({ personId }: { personId: string }) => ({
  personId,
  name: '',
  administrator: false,
  guest: false,
  sessionId: null,
  tokenId: null,
});

async function findSpace({ db }: Context, name: string): Promise<string> {
  return (await db.selectFrom('spaces').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
}

async function findMessage({ db }: Context, beginning: string): Promise<string> {
  const found = db.selectFrom('messages').select('id').where('source', 'like', `${beginning}%`);
  return (await found.executeTakeFirstOrThrow()).id;
}

async function tellOne(
  context: Context,
  people: Parties,
  spaceId: string,
  story: ThanksStory,
): Promise<void> {
  const [giver, receiver] = [people[story.from], people[story.to]];
  const clientId = randomUUID();
  const messageId = story.message === undefined ? null : await findMessage(context, story.message);
  await change(before(context, story.daysAgo * DAY_MS - 30 * MINUTE_MS), (tx) =>
    giveThanks(tx, { ...story, clientId, giver, receiver, messageId, stepId: null }),
  );
  const { shown } = story;
  if (shown === undefined) return;
  await change(before(context, story.daysAgo * DAY_MS - 90 * MINUTE_MS), async (tx) => {
    const { id } = await tx.db
      .selectFrom('thanks')
      .select('id')
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow();
    const thanks = await getReceivedThanks(tx.db, actorOf(receiver), id);
    await showThanks(tx, thanks, shown, shown === 'space' ? spaceId : null);
  });
}

async function tellWork(context: Context, people: Parties, work: WorkStory): Promise<void> {
  const clientId = randomUUID();
  const { agreedMs = 0 } = work;
  await change(before(context, agreedMs + 60 * MINUTE_MS), (tx) =>
    nameGoodWork(tx, {
      by: people[work.by],
      person: people[work.of],
      clientId,
      line: work.line,
      messageId: null,
      storyId: null,
    }),
  );
  if (work.agreedMs === undefined) return;
  await change(before(context, agreedMs), async (tx) => {
    const { id } = await tx.db
      .selectFrom('good_works')
      .select('id')
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow();
    await agreeGoodWork(tx, await getGoodWorkOfMe(tx.db, actorOf(people[work.of]), id), work.line);
  });
}

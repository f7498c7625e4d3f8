import { randomUUID } from 'node:crypto';
import { getReadableMessage } from '../src/features/chat/access.ts';
import { getMemberSpace } from '../src/features/spaces/access.ts';
import { getEditableStory } from '../src/features/stories/access.ts';
import { changeStory, draftStory, publishStory } from '../src/features/stories/changes.ts';
import { keepMessage } from '../src/features/stories/drafting/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

type Parties = Record<CastName, { personId: string; organisationId: string }>;

/** Marked by those who were there, so that they are in the draft. */
const KEPT: [CastName, string][] = [
  ['ana', 'Moved this morning'],
  ['grace', 'Yes. Mill Lane and Canal Row first'],
  ['amina', 'What I learned on Friday'],
];

const METER = `A man in Canal Row had not read his own meter for six years: it hangs *outside*, behind a wall that he cannot climb any more. Three organisations knew a part of that. This is how one morning put the parts together.

## Who took part

- Ana Lima and Bea Novak, Harbour Care
- Lena Fischer and her field team, Meridian Energy
- Rhys Bevan, Northbrook Council

## What happened

Ana wrote three lines from her visits into *Winter warmth*, so that they would not sit in a folder. The third was about the meter.

Lena read it the same afternoon. A field team can move a meter in half a day, she wrote, **if somebody whom he trusts is there when we knock**.

He knows Bea. She went along on a Thursday, because he is up early.

> Moved this morning. He made us tea. 45 minutes of work and two of listening about the ferry strike of 1974.
>
> Lena Fischer

## What came of it

- He reads his meter himself, and called to say that the number is lower than he feared.
- Lena’s team now asks Harbour Care before it knocks on a door that stayed shut.
- Nobody handed over a list. One person went along.

## What we would do again

Write the small thing down where others can see it. Ask who is trusted at the door before asking who is responsible for the meter.
`;

const HEAT_MAP = `Fly over the three wards on a cold night and see which roofs lose most heat, so that the streets choose themselves.

## What we found out

- One flight over the three wards is quoted at £14,000, and needs a night with frost and no wind.
- A roof is a home: the pictures are personal data as soon as they are put beside addresses.
- Damp rooms, which Harbour Care sees on its visits, do not show from the air.

## What is there already

The outline for the flight, and the answers of the data-protection officer. Ask Megan for both.
`;

export async function tellStories(context: Context, people: Parties): Promise<void> {
  const space = await context.db
    .selectFrom('spaces')
    .select('id')
    .where('name', '=', 'Winter warmth')
    .executeTakeFirstOrThrow();
  for (const [who, beginning] of KEPT) await keep(context, people[who], beginning);
  await tell(before(context, 6), people, space.id, {
    by: 'ana',
    title: 'The meter he could not reach',
    source: METER,
    contacts: ['ana', 'lena'],
  });
  await tell(before(context, 12), people, space.id, {
    by: 'megan',
    title: 'A heat map of roofs from the air',
    source: HEAT_MAP,
    contacts: ['megan'],
    parking: {
      reason: 'A flight costs more than a winter of visits, and we would have learned less.',
      reviveIf: 'the county flies anyway, or somebody brings pictures that hold no addresses.',
    },
  });
  await change(before(context, 1), async (tx) =>
    draftStory(tx, await getMemberSpace(tx.db, people.amina, space.id), {
      kind: 'story',
      clientId: randomUUID(),
    }),
  );
}

/** The same server some days ago. */
const before = (context: Context, days: number): Context => {
  const now = context.clock.now() - days * DAY_MS;
  return { ...context, clock: { now: () => now } };
};

async function keep(context: Context, who: { personId: string }, beginning: string): Promise<void> {
  const found = await context.db
    .selectFrom('messages')
    .select('id')
    .where('source', 'like', `${beginning}%`)
    .executeTakeFirstOrThrow();
  await change(context, async (tx) => keepMessage(tx, await getReadableMessage(tx.db, who, found.id)));
}

interface StoryTold {
  by: CastName;
  title: string;
  source: string;
  contacts: CastName[];
  parking?: { reason: string; reviveIf: string };
}

/** Drafted, written and published for everyone here. */
async function tell(context: Context, people: Parties, spaceId: string, story: StoryTold): Promise<void> {
  const { by, title, source, parking } = story;
  await change(context, async (tx) => {
    const id = await draftStory(tx, await getMemberSpace(tx.db, people[by], spaceId), {
      clientId: randomUUID(),
      ...(parking === undefined ? { kind: 'story' } : { kind: 'plan', parking }),
    });
    const contacts = story.contacts.map((name) => people[name]);
    const edit = { title, source, contacts, fromVersion: 1 };
    await changeStory(tx, await getEditableStory(tx.db, people[by], id), edit);
    const publication = { audience: 'everyone' as const, organisationIds: [], version: 2 };
    await publishStory(tx, await getEditableStory(tx.db, people[by], id), publication);
  });
}

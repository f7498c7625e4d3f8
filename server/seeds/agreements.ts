import { sql } from 'kysely';
import type { AgreementText } from '@footbridge/contract/agreements.ts';
import { getPublishableAgreement, getChangeableAgreement } from '../src/features/agreements/access.ts';
import { publishAgreement, saveDraft, signAgreement } from '../src/features/agreements/changes.ts';
import { getMemberSpace } from '../src/features/spaces/access.ts';
import { proposeNorms } from '../src/features/charters/changes.ts';
import { change } from '../src/kit/activity/activity.ts';
import { DAY_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import type { CastName } from './cast.ts';

interface Person {
  personId: string;
}
type People = Record<CastName, Person>;

/** How Winter warmth began to work, and what three weeks taught them. */
const BEGINNING: AgreementText = {
  purpose: 'Nobody on the three estates sits in a cold home this winter.',
  deciding:
    'Each organisation decides for its own people. What concerns a household, the person who visits decides.',
  concerns: 'Whoever notices says so in the Monday call, before it is written down anywhere.',
  record: 'What we write in this space. No names of households, no addresses.',
  ownership: 'Each keeps what they brought. The visit sheet belongs to all three of us.',
  stopping: 'Each of us may stop without giving a reason. We tell the others a week ahead if we can.',
};
const LEARNT: AgreementText = {
  ...BEGINNING,
  concerns: 'Whoever notices says so to the one it concerns, the same day, and only then in the Monday call.',
  record:
    'What we write in this space. No names of households, no addresses. The visit sheet is shredded in April.',
};

/** For a step of two. */
const OF_STEP: AgreementText = {
  purpose: 'To see how the other side really works, so that our lists ask for the right things.',
  deciding: 'Each of us for our own day. We agree the hours beforehand.',
  concerns: 'We say it over tea. If that is hard, we ask Rhys or Ana to sit with us.',
  record: 'Nothing but this page. What is said in the room stays there.',
  ownership: 'What we learn we both may use. The lists stay with whoever keeps them.',
  stopping: 'Either of us may stop without giving a reason. Nobody is told.',
};

const at = (context: Context, daysAgo: number): Context => {
  const now = context.clock.now() - daysAgo * DAY_MS;
  return { ...context, clock: { now: () => now } };
};

/** An agreement of the shared space in two versions, one of a step that waits for Amina, and a proposal to change the norms. */
export async function tellAgreements(context: Context, people: People): Promise<void> {
  const spaceId = await findWinterWarmth(context);
  const steward = people.amina;
  await writeVersion(context, { id: spaceId, by: steward, daysAgo: 17, text: BEGINNING, material: true });
  for (const name of ['tomasz', 'grace', 'rhys'] as const) await sign(context, spaceId, people[name], 1, 16);
  await writeVersion(context, { id: spaceId, by: steward, daysAgo: 4, text: LEARNT, material: true });
  for (const name of ['tomasz', 'rhys'] as const) await sign(context, spaceId, people[name], 2, 3);
  await proposeQuietHours(context, spaceId, people.tomasz);
  await agreeOnStep(context, people);
  // Everybody in the story has been in their spaces for weeks: the charters are no news to them.
  await sql`
    insert into charter_readings (person_id, space_id, version, read_at)
    select m.person_id, s.id, s.charter_version, m.joined_at from memberships m join spaces s on s.id = m.space_id
    where m.to_seq is null and s.kind <> 'direct' on conflict do nothing`.execute(context.db);
}

async function findWinterWarmth(context: Context): Promise<string> {
  const { id } = await context.db
    .selectFrom('spaces')
    .select('id')
    .where('name', '=', 'Winter warmth')
    .executeTakeFirstOrThrow();
  return id;
}

interface Version {
  id: string;
  by: Person;
  daysAgo: number;
  text: AgreementText;
  material: boolean;
}

async function writeVersion(context: Context, { id, by, daysAgo, text, material }: Version): Promise<void> {
  const then = at(context, daysAgo);
  const known = await context.db
    .selectFrom('agreements')
    .select('revision')
    .where('id', '=', id)
    .executeTakeFirst();
  const revision = known?.revision ?? 0;
  const agreement = await getPublishableAgreement(context.db, by, id);
  await change(then, (tx) => saveDraft(tx, agreement, revision, text));
  await change(then, (tx) => publishAgreement(tx, agreement, revision + 1, material));
}

async function sign(
  context: Context,
  id: string,
  by: Person,
  version: number,
  daysAgo: number,
): Promise<void> {
  const agreement = await getChangeableAgreement(context.db, by, id);
  await change(at(context, daysAgo), (tx) => signAgreement(tx, agreement, version));
}

async function proposeQuietHours(context: Context, spaceId: string, by: Person): Promise<void> {
  const space = await getMemberSpace(context.db, by, spaceId);
  const { norms, charter_version: fromVersion } = await context.db
    .selectFrom('spaces as s')
    .innerJoin('charters as c', (join) =>
      join.onRef('c.space_id', '=', 's.id').onRef('c.version', '=', 's.charter_version'),
    )
    .select(['c.norms', 's.charter_version'])
    .where('s.id', '=', spaceId)
    .executeTakeFirstOrThrow();
  const proposed = {
    norms,
    channels: 'Urgent and about a person: call. Everything else: here.',
    answerTimes: 'Within a working day. Nobody need answer after six or at the weekend.',
    conflicts: '',
    reason: 'Two of us answered at eleven at night, and felt they had to.',
    fromVersion,
  };
  await change(at(context, 1), (tx) => proposeNorms(tx, space, proposed));
}

/** Of a step that Amina is in with somebody else: they changed a line yesterday, and it waits for her. */
async function agreeOnStep(context: Context, people: People): Promise<void> {
  const { rows } = await sql<{ id: string; other: string }>`
    select s.id, o.person_id as other from steps s join step_people me on me.step_id = s.id and me.person_id = ${people.amina.personId}
    join step_people o on o.step_id = s.id and o.person_id <> me.person_id
    where s.agreed_at is not null and not exists (select from step_endings e where e.step_id = s.id)
    order by s.agreed_at, s.id limit 1`.execute(context.db);
  const [step] = rows;
  if (step === undefined) return;
  const other = { personId: step.other };
  await writeVersion(context, { id: step.id, by: people.amina, daysAgo: 3, text: OF_STEP, material: true });
  await sign(context, step.id, other, 1, 3);
  const deciding = 'Each of us for our own day. We agree the hours the evening before, by phone.';
  await writeVersion(context, {
    id: step.id,
    by: other,
    daysAgo: 1,
    text: { ...OF_STEP, deciding },
    material: true,
  });
}

import { type RawBuilder, sql } from 'kysely';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { GOOD_WORK_LIST_MAX, type GoodWork, type MyGoodWork } from '@footbridge/contract/thanks.ts';
import type { Reader } from '../../../kit/db/database.ts';
import { getPersonRefs } from '../../people/queries.ts';
import { readableSpaces } from '../../spaces/access.ts';
import { type Week, weekOf } from './rules.ts';

interface WorkRow {
  id: string;
  personId: string;
  personOrganisationId: string;
  namedBy: string;
  organisationId: string;
  line: string;
  messageId: string | null;
  storyId: string | null;
  namedAt: string;
  agreedAt: string | null;
}

/** Over `g` (good work) and `a` (its agreement); the message only where this person may read it, the story only while everyone may. */
const columnsFor = (viewerId: string | null): RawBuilder<WorkRow> => sql`
  g.id, g.person_id as "personId", g.person_organisation_id as "personOrganisationId", g.named_by as "namedBy",
  g.organisation_id as "organisationId", coalesce(a.line, g.line) as line, g.named_at as "namedAt", a.agreed_at as "agreedAt",
  ${
    viewerId === null
      ? sql`null::uuid`
      : sql`(select m.id from messages m join (${readableSpaces(viewerId)}) r on r.space_id = m.space_id and m.seq >= r.visible_from
    where m.id = g.message_id and m.removed_at is null)`
  } as "messageId",
  (select p.story_id from story_publications p where p.story_id = g.story_id and p.audience = 'everyone') as "storyId"`;

const linkOf = (row: WorkRow) =>
  row.messageId !== null
    ? { kind: 'message' as const, id: row.messageId }
    : row.storyId !== null
      ? { kind: 'story' as const, id: row.storyId }
      : null;

async function shown(db: Reader, rows: WorkRow[]) {
  const refs = await getPersonRefs(
    db,
    rows.flatMap((row) => [
      { personId: row.personId, organisationId: row.personOrganisationId },
      { personId: row.namedBy, organisationId: row.organisationId },
    ]),
  );
  return rows.map((row, at) => ({
    row,
    work: {
      id: row.id,
      person: refs[2 * at] as PersonRef,
      namedBy: refs[2 * at + 1] as PersonRef,
      line: row.line,
      link: linkOf(row),
    },
  }));
}

/** Of one side: what was named of me and I did not refuse, or what I named, which looks the same whether it was refused or not answered. */
export async function listMine(
  db: Reader,
  personId: string,
  side: 'ofMe' | 'byMe',
  which?: { id: string } | { clientId: string },
): Promise<MyGoodWork[]> {
  const mine =
    side === 'ofMe'
      ? sql`g.person_id = ${personId} and not exists (select from good_work_refusals f where f.good_work_id = g.id)`
      : sql`g.named_by = ${personId}`;
  const one =
    which === undefined
      ? sql``
      : 'id' in which
        ? sql`and g.id = ${which.id}`
        : sql`and g.client_id = ${which.clientId}`;
  const { rows } = await sql<WorkRow>`
    select ${columnsFor(personId)} from good_works g left join good_work_agreements a on a.good_work_id = g.id
    where ${mine} ${one} order by g.named_at desc, g.id desc limit ${sql.lit(GOOD_WORK_LIST_MAX)}`.execute(
    db,
  );
  return (await shown(db, rows)).map(({ row, work }) => ({
    ...work,
    namedAt: row.namedAt,
    week: row.agreedAt === null ? null : weekOf(row.agreedAt),
  }));
}

/** From the first moment of the week to the last before the next. */
const within = ({ from, to }: Week) =>
  sql<boolean>`a.agreed_at >= ${`${from}T00:00:00Z`}::timestamptz and a.agreed_at < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`;

/**
 * The page of a week, by day and then name.
 * @param viewerId who reads; null for the mail, whose links lead to what everyone may read
 */
export async function listWeek(db: Reader, viewerId: string | null, week: Week): Promise<GoodWork[]> {
  const { rows } = await sql<WorkRow>`
    select ${columnsFor(viewerId)} from good_work_agreements a join good_works g on g.id = a.good_work_id join people p on p.id = g.person_id
    where ${within(week)} order by (a.agreed_at at time zone 'UTC')::date, lower(p.name), p.id, g.id limit ${sql.lit(GOOD_WORK_LIST_MAX)}`.execute(
    db,
  );
  return (await shown(db, rows)).map(({ row, work }) => ({
    ...work,
    day: (row.agreedAt ?? '').slice(0, 10),
  }));
}

/** The nearest moments before and after a week at which somebody agreed. */
export async function findNeighbours(db: Reader, { from, to }: Week) {
  const { rows } = await sql<{ earlier: string | null; later: string | null }>`
    select (select max(agreed_at) from good_work_agreements where agreed_at < ${`${from}T00:00:00Z`}::timestamptz) as earlier,
      (select min(agreed_at) from good_work_agreements where agreed_at >= ${`${to}T00:00:00Z`}::timestamptz + interval '1 day') as later`.execute(
    db,
  );
  return { earlier: rows[0]?.earlier ?? null, later: rows[0]?.later ?? null };
}

export async function wantsMail(db: Reader, personId: string): Promise<boolean> {
  const refused = await db
    .selectFrom('good_work_mail_refusals')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return refused === undefined;
}

/** Members of the server with a confirmed address who did not say no; one of them when `personId` is given. */
export async function listMailReaders(
  db: Reader,
  personId: string | null,
): Promise<{ id: string; name: string; email: string }[]> {
  const { rows } = await sql<{ id: string; name: string; email: string }>`
    select p.id, p.name, p.email from people p
    where p.kind = 'person' and p.deactivated_at is null and p.email is not null and p.email_confirmed_at is not null
      and (${personId}::uuid is null or p.id = ${personId})
      and exists (select from affiliations f where f.person_id = p.id and f.role <> 'guest')
      and not exists (select from good_work_mail_refusals r where r.person_id = p.id)
    order by p.id`.execute(db);
  return rows;
}

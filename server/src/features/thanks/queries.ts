import { type RawBuilder, sql } from 'kysely';
import type { Waiting } from '@footbridge/contract/home.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { type ReceivedThanks, THANKS_LIST_MAX, type Thanks } from '@footbridge/contract/thanks.ts';
import type { Reader } from '../../kit/db/database.ts';
import { visibleTo } from '../people/access.ts';
import { getPersonRefs } from '../people/queries.ts';
import { readableSpaces } from '../spaces/access.ts';
import { type ReceivedRow, type ThanksRow, pairsOf, toThanks } from './rules.ts';

/** The message of the alias `m`, where this person may read it; the step of `t`, where they take part in it. */
const columnsFor = (viewerId: string): RawBuilder<ThanksRow> => sql`
  t.id, t.giver_id as "giverId", t.organisation_id as "organisationId", t.receiver_id as "receiverId",
  t.receiver_organisation_id as "receiverOrganisationId", t.act, t.helped, t.given_at as "givenAt",
  (select m.id from messages m join (${readableSpaces(viewerId)}) r on r.space_id = m.space_id and m.seq >= r.visible_from
    where m.id = t.message_id and m.removed_at is null) as "messageId",
  (select s.step_id from step_people s where s.step_id = t.step_id and s.person_id = ${viewerId}) as "stepId"`;

async function withPeople<Row extends ThanksRow>(
  db: Reader,
  rows: Row[],
): Promise<{ row: Row; thanks: Thanks }[]> {
  const refs = await getPersonRefs(db, rows.flatMap(pairsOf));
  return rows.map((row, at) => ({
    row,
    thanks: toThanks(row, refs[2 * at] as PersonRef, refs[2 * at + 1] as PersonRef),
  }));
}

async function listRows(db: Reader, viewerId: string, chosen: RawBuilder<unknown>): Promise<Thanks[]> {
  const { rows } = await sql<ThanksRow>`select ${columnsFor(viewerId)} from thanks t ${chosen}`.execute(db);
  return (await withPeople(db, rows)).map(({ thanks }) => thanks);
}

const newest = sql`order by t.given_at desc, t.id desc limit ${sql.lit(THANKS_LIST_MAX)}`;

/** As the one who gave it has it. */
export const listGiven = (db: Reader, personId: string, thanksId?: string): Promise<Thanks[]> =>
  listRows(
    db,
    personId,
    sql`where t.giver_id = ${personId} ${thanksId === undefined ? sql`` : sql`and t.id = ${thanksId}`} ${newest}`,
  );

export const findGivenBefore = (db: Reader, giverId: string, clientId: string): Promise<Thanks[]> =>
  listRows(db, giverId, sql`where t.giver_id = ${giverId} and t.client_id = ${clientId}`);

/** What somebody received, with what they decided; one of it when `thanksId` is given. */
export async function listReceived(
  db: Reader,
  personId: string,
  thanksId?: string,
): Promise<ReceivedThanks[]> {
  const { rows } = await sql<ReceivedRow>`
    select ${columnsFor(personId)}, case when h.thanks_id is not null then 'hidden' else w.audience end as decision,
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as "shownIn",
      (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by lower(b.name), b.id), '[]')
        from memberships mine join memberships theirs on theirs.space_id = mine.space_id and theirs.person_id = t.giver_id and theirs.to_seq is null
        join spaces b on b.id = mine.space_id and b.kind <> 'direct'
        where mine.person_id = t.receiver_id and mine.to_seq is null) as spaces
    from thanks t left join thanks_hidings h on h.thanks_id = t.id left join thanks_showings w on w.thanks_id = t.id
    left join spaces s on s.id = w.space_id
    where t.receiver_id = ${personId} ${thanksId === undefined ? sql`` : sql`and t.id = ${thanksId}`} ${newest}`.execute(
    db,
  );
  return (await withPeople(db, rows)).map(({ row, thanks }) => ({
    ...thanks,
    decision: row.decision,
    shownIn: row.shownIn,
    spaces: row.spaces,
  }));
}

/** Shown in a space to those who are in it, as long as its receiver is: over `t` (thanks) and `w` (its showing). */
const shownInSpaces = (viewerId: string): RawBuilder<boolean> => sql`
  (w.audience = 'space' and exists (
    select from memberships mine join memberships theirs on theirs.space_id = mine.space_id and theirs.person_id = t.receiver_id and theirs.to_seq is null
    join spaces s on s.id = mine.space_id
    where mine.space_id = w.space_id and mine.person_id = ${viewerId} and mine.to_seq is null
      and (s.history_rule = 'all' or mine.joined_at <= w.shown_at)))`;

/** Nobody learns of a person by thanks: where the giver is not theirs to see, neither is what they wrote. */
const givenBySomebodySeen = (viewer: Viewer): RawBuilder<boolean> => sql`
  exists (select from ${visibleTo(viewer, true)} seen where seen.person_id = t.giver_id)`;

interface Viewer {
  personId: string;
  administrator: boolean;
}

/**
 * What a person shows to somebody. Hidden, taken back, undecided and never given are the same here: no row.
 * @param viewer has been shown to see the person
 */
export const listShownBy = (db: Reader, viewer: Viewer, personId: string): Promise<Thanks[]> =>
  listRows(
    db,
    viewer.personId,
    sql`join thanks_showings w on w.thanks_id = t.id where t.receiver_id = ${personId}
      and (t.receiver_id = ${viewer.personId} or t.giver_id = ${viewer.personId} or ${shownInSpaces(viewer.personId)}
        or (w.audience = 'card' and ${givenBySomebodySeen(viewer)})) ${newest}`,
  );

export const listShownIn = (db: Reader, space: { spaceId: string; personId: string }): Promise<Thanks[]> =>
  listRows(
    db,
    space.personId,
    sql`join thanks_showings w on w.thanks_id = t.id where w.space_id = ${space.spaceId} and ${shownInSpaces(space.personId)} ${newest}`,
  );

/** Between two people, once its receiver has decided to show it to the other at least; for the page of the two. */
export const listBetween = (db: Reader, personId: string, otherId: string): Promise<Thanks[]> =>
  listRows(
    db,
    personId,
    sql`join thanks_showings w on w.thanks_id = t.id
      where (t.giver_id = ${personId} and t.receiver_id = ${otherId}) or (t.giver_id = ${otherId} and t.receiver_id = ${personId}) ${newest}`,
  );

/** Thanks that I have not decided on, and good work of mine that somebody named. */
export async function listWaiting(db: Reader, personId: string): Promise<Waiting[]> {
  const { rows } = await sql<{
    kind: 'thanksReceived' | 'goodWorkNamed';
    id: string;
    title: string;
    fromId: string;
    organisationId: string;
    since: string;
  }>`
    (select 'thanksReceived' as kind, t.id, t.act as title, t.giver_id as "fromId", t.organisation_id as "organisationId", t.given_at as since
      from thanks t where t.receiver_id = ${personId}
        and not exists (select from thanks_showings w where w.thanks_id = t.id) and not exists (select from thanks_hidings h where h.thanks_id = t.id)
      order by t.given_at desc limit 20)
    union all
    (select 'goodWorkNamed', g.id, g.line, g.named_by, g.organisation_id, g.named_at
      from good_works g where g.person_id = ${personId}
        and not exists (select from good_work_agreements a where a.good_work_id = g.id) and not exists (select from good_work_refusals f where f.good_work_id = g.id)
      order by g.named_at desc limit 20)`.execute(db);
  const refs = await getPersonRefs(
    db,
    rows.map((row) => ({ personId: row.fromId, organisationId: row.organisationId })),
  );
  return rows.map((row, at) => ({
    kind: row.kind,
    subjectId: row.id,
    title: row.title,
    from: refs[at] ?? null,
    href: row.kind === 'thanksReceived' ? '/thanks' : '/thanks/good-work',
    since: row.since,
    dueAt: null,
  }));
}

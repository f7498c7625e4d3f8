import { sql } from 'kysely';
import type { Waiting } from '@footbridge/contract/home.ts';
import {
  type Meetings,
  NOT_AGAIN_DAYS,
  PAIRINGS_MAX,
  type Pairing,
  type SuitableHours,
} from '@footbridge/contract/pairings.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import { bothSides } from './access.ts';
import { daysAfter, fortnightOf } from './rules.ts';

type PairingRow = PersonRefRow & {
  id: string;
  role_title: string;
  offer: number;
  offered_at: string;
  ends_at: string;
  starts_at: string | null;
  step_id: string | null;
};

interface TimeRow {
  pairing_id: string;
  offer: number;
  starts_at: string;
  mine: boolean;
  theirs: boolean;
}

/** Over `pr`, `me` and `other`: those that are there for me. Whether the other passed makes no difference. */
const isOpenTo = (personId: string) => sql<boolean>`
  (pr.first_person_id = ${personId} or pr.second_person_id = ${personId}) and me.person_id = ${personId}
  and not exists (select from pairing_skips k where k.pairing_id = pr.id and k.person_id = ${personId})`;

/** The pairings of a person that are not over, the newest first; one of them when `pairingId` is given. */
export async function listPairingsOf(
  db: Reader,
  personId: string,
  now: string,
  pairingId?: string,
): Promise<Pairing[]> {
  const { rows } = await sql<PairingRow>`
    select pr.id, pr.offer, pr.offered_at, pr.ends_at, g.starts_at, g.step_id, ${personRefColumns}, coalesce(f.role_title, '') as role_title
    from pairings pr ${bothSides}
    join people p on p.id = other.person_id join organisations o on o.id = other.organisation_id
    left join affiliations f on f.person_id = p.id and f.organisation_id = o.id
    left join pairing_agreements g on g.pairing_id = pr.id
    where ${isOpenTo(personId)} and pr.ends_at > ${now} and (p.deactivated_at is null or g.step_id is not null)
      and (${pairingId ?? null}::uuid is null or pr.id = ${pairingId ?? null})
    order by pr.offered_at desc, pr.id limit ${PAIRINGS_MAX}`.execute(db);
  const times = await listTimes(
    db,
    personId,
    rows.map(({ id }) => id),
    now,
  );
  return rows.map((row) => toPairing(row, times));
}

async function listTimes(db: Reader, personId: string, ids: string[], now: string): Promise<TimeRow[]> {
  const { rows } = await sql<TimeRow>`
    select t.pairing_id, t.offer, t.starts_at, coalesce(bool_or(a.person_id = ${personId}), false) as mine, coalesce(bool_or(a.person_id <> ${personId}), false) as theirs
    from pairing_times t left join pairing_acceptances a on a.pairing_id = t.pairing_id and a.starts_at = t.starts_at
    where t.pairing_id = any(${ids}::uuid[]) and t.starts_at > ${now}
    group by t.pairing_id, t.offer, t.starts_at order by t.starts_at`.execute(db);
  return rows;
}

function toPairing(row: PairingRow, all: TimeRow[]): Pairing {
  const times = all.filter(({ pairing_id: id }) => id === row.id);
  return {
    id: row.id,
    with: toPersonRef(row),
    roleTitle: row.role_title,
    offeredAt: row.offered_at,
    endsAt: row.ends_at,
    times: times
      .filter(({ offer }) => offer === row.offer)
      .map(({ starts_at: startsAt, mine, theirs }) => ({ startsAt, mine, theirs })),
    moreTimes: row.step_id === null && times.some(({ offer }) => offer > row.offer),
    agreed:
      row.starts_at === null || row.step_id === null
        ? null
        : { startsAt: row.starts_at, stepId: row.step_id },
  };
}

export async function readMeetings(db: Reader, personId: string, now: string): Promise<Meetings> {
  const joined = await db
    .selectFrom('pairing_participants')
    .select('joined_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const hours = await db
    .selectFrom('pairing_hours')
    .select(['weekday', 'half'])
    .where('person_id', '=', personId)
    .orderBy('weekday')
    .orderBy('half')
    .execute();
  return {
    participation:
      joined === undefined ? null : { joinedAt: joined.joined_at, hours: hours as SuitableHours[] },
    nextAt: fortnightOf(now).nextAt,
    pairings: await listPairingsOf(db, personId, now),
  };
}

/** For nobody but the person themselves. */
export async function listAvoidedOf(db: Reader, personId: string): Promise<PersonRef[]> {
  const { rows } = await sql<PersonRefRow>`
    select ${personRefColumns} from avoided_people a
    join people p on p.id = a.avoided_person_id
    join lateral (select organisation_id from affiliations f where f.person_id = p.id order by f.role = 'guest', f.since, f.organisation_id limit 1) f on true
    join organisations o on o.id = f.organisation_id
    where a.person_id = ${personId} order by lower(p.name), p.id`.execute(db);
  return rows.map(toPersonRef);
}

/** Two people I have not answered yet are two things that wait. */
export async function listWaiting(db: Reader, personId: string, now: string): Promise<Waiting[]> {
  const { rows } = await sql<PersonRefRow & { id: string; offered_at: string; due_at: string }>`
    select pr.id, pr.offered_at, t.due_at, ${personRefColumns}
    from pairings pr ${bothSides}
    join people p on p.id = other.person_id and p.deactivated_at is null join organisations o on o.id = other.organisation_id
    join lateral (select max(t.starts_at) as due_at from pairing_times t where t.pairing_id = pr.id and t.offer = pr.offer and t.starts_at > ${now}) t on t.due_at is not null
    where ${isOpenTo(personId)} and pr.ends_at > ${now}
      and not exists (select from pairing_agreements g where g.pairing_id = pr.id)
      and not exists (select from pairing_acceptances a join pairing_times at on at.pairing_id = a.pairing_id and at.starts_at = a.starts_at
        where a.pairing_id = pr.id and a.person_id = ${personId} and at.offer = pr.offer)
    order by pr.offered_at desc, pr.id limit ${PAIRINGS_MAX}`.execute(db);
  return rows.map((row) => ({
    kind: 'pairingOffered',
    subjectId: row.id,
    title: '',
    from: toPersonRef(row),
    href: '/meetings',
    since: row.offered_at,
    dueAt: row.due_at,
  }));
}

export interface CandidateRow {
  personId: string;
  timeZone: string;
  hours: SuitableHours[];
  organisationIds: string[];
  /** The one they meet for. */
  organisationId: string;
  ties: number;
}

/**
 * Whoever takes part and may be introduced: real people with an open account who are members somewhere, not guests. Their ties are how many
 * people of other organisations they share spaces with, and steps that they finished with such; read here for the order, and kept nowhere.
 *
 * @param since who was offered somebody since then is left out
 */
export async function listCandidates(db: Reader, since: string): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with seats as (
      select space_id, organisation_id, count(*) as own, sum(count(*)) over (partition by space_id) as everybody
      from memberships where to_seq is null group by space_id, organisation_id),
    met as (
      select m.person_id, sum(s.everybody - s.own) as people from pairing_participants pp
      join memberships m on m.person_id = pp.person_id and m.to_seq is null
      join seats s on s.space_id = m.space_id and s.organisation_id = m.organisation_id group by m.person_id),
    finished as (
      select me.person_id, count(distinct e.step_id) as steps from pairing_participants pp
      join step_people me on me.person_id = pp.person_id join step_endings e on e.step_id = me.step_id
      join step_people them on them.step_id = me.step_id and them.organisation_id <> me.organisation_id group by me.person_id)
    select p.id as "personId", p.time_zone as "timeZone", own.ids as "organisationIds", own.acting as "organisationId",
      (coalesce(met.people, 0) + coalesce(finished.steps, 0))::int as ties,
      (select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'half', h.half)) from pairing_hours h where h.person_id = p.id) as hours
    from pairing_participants pp join people p on p.id = pp.person_id and p.kind = 'person' and p.deactivated_at is null
    join lateral (
      select array_agg(f.organisation_id) as ids, (array_agg(f.organisation_id order by f.since, f.organisation_id) filter (where f.role <> 'guest'))[1] as acting
      from affiliations f where f.person_id = p.id) own on own.acting is not null
    left join met on met.person_id = p.id left join finished on finished.person_id = p.id
    where not exists (select from pairings pr where pr.first_person_id = p.id and pr.offered_at >= ${since})
      and not exists (select from pairings pr where pr.second_person_id = p.id and pr.offered_at >= ${since})
    order by p.id`.execute(db);
  return rows;
}

/** Who must not be brought together now: one avoids the other, or they were brought together within six months. */
export async function listForbidden(db: Reader, now: string): Promise<[string, string][]> {
  const { rows } = await sql<{ one: string; other: string }>`
    select a.person_id as one, a.avoided_person_id as other from avoided_people a
    join pairing_participants mine on mine.person_id = a.person_id or mine.person_id = a.avoided_person_id
    union
    select first_person_id, second_person_id from pairings where offered_at > ${daysAfter(now, -NOT_AGAIN_DAYS)}`.execute(
    db,
  );
  return rows.map(({ one, other }) => [one, other]);
}

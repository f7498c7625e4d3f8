import { sql } from 'kysely';
import type { Waiting } from '@footbridge/contract/home.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { ROUNDS_PAGE, ROUND_PEOPLE_MAX, type Round, type RoundSummary } from '@footbridge/contract/rounds.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import { type AskedRound, endOf, findAskedRound, isAsked, placeOf } from './access.ts';
import { listAddressees } from './addressees/queries.ts';
import { listAnswers } from './answers/queries.ts';
import { mayReadAnswers } from './rules.ts';

interface SummaryRow extends PersonRefRow {
  id: string;
  question: string;
  space_id: string | null;
  space_name: string | null;
  opened_at: string;
  ends_at: string;
  over: boolean;
  previous_id: string | null;
  next_id: string | null;
  answered: boolean;
  waved_away: boolean;
}

const summaryColumns = (personId: string, at: string) => sql<SummaryRow>`
  r.id, r.question, r.space_id, s.name as space_name, r.opened_at, ${endOf} as ends_at, ${endOf} <= ${at} as over, r.previous_id,
  (select n.id from rounds n where n.previous_id = r.id) as next_id, ${personRefColumns},
  exists (select from round_answers a where a.round_id = r.id and a.person_id = ${personId}) as answered,
  exists (select from round_wavings w where w.round_id = r.id and w.person_id = ${personId}) as waved_away`;

const facilitatorJoin = sql`join people p on p.id = r.facilitator_id join organisations o on o.id = r.organisation_id`;

/** Rounds that may be a person's, found by the indexes, without old ones where `openAt` is given; `isAsked` decides. */
const candidates = (personId: string, openAt?: string) => sql`
  select round_id from round_people where person_id = ${personId}
  union all
  select sr.id from memberships sm join rounds sr on sr.space_id = sm.space_id where sm.person_id = ${personId} and sm.to_seq is null
    ${openAt === undefined ? sql`` : sql`and sr.ends_at > ${openAt}`}`;

function toSummary(row: SummaryRow, personId: string): RoundSummary {
  return {
    id: row.id,
    question: row.question,
    facilitator: toPersonRef(row),
    space: row.space_id === null ? null : { id: row.space_id, name: row.space_name ?? '' },
    openedAt: row.opened_at,
    endsAt: row.ends_at,
    over: row.over,
    previousId: row.previous_id,
    nextId: row.next_id,
    facilitating: row.person_id === personId,
    answered: row.answered,
    wavedAway: row.waved_away,
  };
}

export interface RoundsWanted {
  which: 'open' | 'mine' | 'over';
  /** The `next` of the page before. */
  after?: string | undefined;
}

/** Newest first; `next` is where the next page begins. */
export async function listRounds(
  db: Reader,
  personId: string,
  { which, after }: RoundsWanted,
  at: string,
): Promise<{ rounds: RoundSummary[]; next: string | null }> {
  const wanted = {
    open: sql`${endOf} > ${at}`,
    mine: sql`r.facilitator_id = ${personId}`,
    over: sql`${endOf} <= ${at}`,
  }[which];
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns(personId, at)} from rounds r ${placeOf(personId)} ${facilitatorJoin}
    where r.id in (${candidates(personId, which === 'open' ? at : undefined)}) and ${isAsked} and ${wanted}
      and (${after ?? null}::uuid is null or r.id < ${after ?? null}::uuid)
    order by r.id desc limit ${ROUNDS_PAGE + 1}`.execute(db);
  const page = rows.slice(0, ROUNDS_PAGE);
  return {
    rounds: page.map((row) => toSummary(row, personId)),
    next: rows.length > ROUNDS_PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

async function listRoundPeople(db: Reader, roundId: string): Promise<PersonRef[]> {
  const { rows } = await sql<PersonRefRow>`
    select ${personRefColumns} from round_people rp
    join people p on p.id = rp.person_id join organisations o on o.id = rp.organisation_id
    where rp.round_id = ${roundId} order by lower(p.name), p.id limit ${ROUND_PEOPLE_MAX + 1}`.execute(db);
  return rows.map(toPersonRef);
}

/** The round before, for those who were asked in it too. */
async function listLastTime(db: Reader, round: AskedRound, at: string) {
  if (round.previousId === null) return null;
  const before = await findAskedRound(db, round, round.previousId, at);
  return before === undefined ? null : listAnswers(db, before.roundId, { personId: round.personId });
}

/** A round with what its reader may see of it now. */
export async function readRound(db: Reader, round: AskedRound, at: string): Promise<Round> {
  const { roundId, personId, spaceId } = round;
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns(personId, at)} from rounds r ${placeOf(personId)} ${facilitatorJoin} where r.id = ${roundId}`.execute(
    db,
  );
  const summary = rows.map((row) => toSummary(row, personId))[0] as RoundSummary;
  const { facilitating, over, nextId } = summary;
  return {
    ...summary,
    people: spaceId === null ? await listRoundPeople(db, roundId) : [],
    // By the row that was just read: an answer taken back meanwhile shows nothing any more.
    answers: mayReadAnswers(summary) ? await listAnswers(db, roundId, { personId }) : null,
    lastTime: await listLastTime(db, round, at),
    addressees: facilitating ? await listAddressees(db, roundId) : null,
    mayAskAgain: over && nextId === null && !round.archived && (facilitating || spaceId !== null),
  };
}

type WaitingRow = PersonRefRow & {
  kind: 'roundAnswer' | 'roundOutcome';
  id: string;
  question: string;
  since: string;
  due_at: string;
};

/** Open rounds to answer, and those that ask what became of my answer of last time; neither after 'not this time'. */
export async function listWaiting(db: Reader, personId: string, at: string): Promise<Waiting[]> {
  const { rows } = await sql<WaitingRow>`
    select waits.kind, r.id, r.question, r.opened_at as since, r.ends_at as due_at, ${personRefColumns}
    from rounds r ${placeOf(personId)} ${facilitatorJoin}
    cross join lateral (
      select 'roundAnswer' as kind where not exists (select from round_answers a where a.round_id = r.id and a.person_id = ${personId})
      union all
      select 'roundOutcome' from round_answers a where a.round_id = r.previous_id and a.person_id = ${personId}
        and not exists (select from round_outcomes u where u.answer_id = a.id)) waits
    where r.id in (${candidates(personId, at)}) and ${isAsked} and ${endOf} > ${at} and s.archived_at is null
      and not exists (select from round_wavings w where w.round_id = r.id and w.person_id = ${personId})
    order by r.ends_at, r.id limit ${ROUNDS_PAGE}`.execute(db);
  return rows.map((row) => ({
    kind: row.kind,
    subjectId: row.id,
    title: row.question,
    from: row.person_id === personId ? null : toPersonRef(row),
    href: `/rounds/${row.id}`,
    since: row.since,
    dueAt: row.due_at,
  }));
}

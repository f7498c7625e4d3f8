import { sql } from 'kysely';
import { NOT_NOW_DAYS, PROPOSAL_DAYS, type StepOutcome } from '@footbridge/contract/steps.ts';
import { TOGETHER_MAX, type Together } from '@footbridge/contract/together.ts';
import type { Reader } from '../../kit/db/database.ts';
import { isAsked, placeOf } from '../rounds/access.ts';
import { listBetween } from '../thanks/queries.ts';

/** Two people who may see each other. */
export interface Pair {
  me: string;
  other: string;
}

async function listSteps(db: Reader, { me, other }: Pair): Promise<Together['steps']> {
  const { rows } = await sql<{
    id: string;
    title: string;
    agreedAt: string;
    outcome: StepOutcome | null;
    endedAt: string;
  }>`
    select s.id, s.title, s.agreed_at as "agreedAt", e.outcome, e.ended_at as "endedAt"
    from step_people mine join step_people theirs on theirs.step_id = mine.step_id and theirs.person_id = ${other}
    join steps s on s.id = mine.step_id left join step_endings e on e.step_id = s.id
    where mine.person_id = ${me} and s.agreed_at is not null
    order by e.ended_at desc nulls first, s.agreed_at desc, s.id limit ${TOGETHER_MAX}`.execute(db);
  return rows.map(({ outcome, endedAt, ...step }) => ({
    ...step,
    ending: outcome === null ? null : { outcome, at: endedAt },
  }));
}

/** Somebody who has left the space of a round reads it no more: then it stands on the page of neither. */
async function listRounds(db: Reader, { me, other }: Pair): Promise<Together['rounds']> {
  const { rows } = await sql<Together['rounds'][number]>`
    select r.id, r.question, coalesce(e.ended_at, r.ends_at) as "endsAt"
    from round_answers mine join round_answers theirs on theirs.round_id = mine.round_id and theirs.person_id = ${other}
    join rounds r on r.id = mine.round_id ${placeOf(me)}
    where mine.person_id = ${me} and ${isAsked} and r.id in (
      select r.id from round_answers asked join rounds r on r.id = asked.round_id ${placeOf(other)}
      where asked.person_id = ${other} and ${isAsked})
    order by r.id desc limit ${TOGETHER_MAX}`.execute(db);
  return rows;
}

async function listSpaces(db: Reader, { me, other }: Pair): Promise<Together['spaces']> {
  const { rows } = await sql<Together['spaces'][number]>`
    select s.id, s.name, s.kind
    from memberships mine join memberships theirs on theirs.space_id = mine.space_id and theirs.person_id = ${other} and theirs.to_seq is null
    join spaces s on s.id = mine.space_id and s.kind <> 'direct' and s.archived_at is null
    where mine.person_id = ${me} and mine.to_seq is null
    order by lower(s.name), s.id limit ${TOGETHER_MAX}`.execute(db);
  return rows;
}

export async function readTogether(
  db: Reader,
  pair: Pair,
): Promise<Pick<Together, 'steps' | 'rounds' | 'thanks' | 'spaces'>> {
  const [steps, rounds, thanks, spaces] = await Promise.all([
    listSteps(db, pair),
    listRounds(db, pair),
    listBetween(db, pair.me, pair.other),
    listSpaces(db, pair),
  ]);
  return { steps, rounds, thanks: thanks.slice(0, TOGETHER_MAX), spaces };
}

/** I said 'not now' to a next step with them, or one is proposed already and waits. */
export async function isSilent(db: Reader, { me, other }: Pair, at: string): Promise<boolean> {
  const { rows } = await sql<{ silent: boolean }>`
    select exists (select from step_not_nows n where n.person_id = ${me} and n.with_person_id = ${other}
        and n.said_at > ${at}::timestamptz - make_interval(days => ${NOT_NOW_DAYS}))
      or exists (select from step_people mine join step_people theirs on theirs.step_id = mine.step_id and theirs.person_id = ${other}
        join steps s on s.id = mine.step_id and s.agreed_at is null
        where mine.person_id = ${me} and not exists (select from step_withdrawals w where w.step_id = s.id)
          and not exists (select from step_declines d where d.step_id = s.id and d.person_id = ${me})
          and s.proposed_at > ${at}::timestamptz - make_interval(days => ${PROPOSAL_DAYS})) as silent`.execute(
    db,
  );
  return rows[0]?.silent ?? false;
}

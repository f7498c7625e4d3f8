import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { badInput, conflict, notAllowed, notFound, refusal } from '../../kit/http/problem.ts';
import { visibleTo } from '../people/access.ts';
import { isPossibleEnd, mayReadAnswers } from './rules.ts';

declare const brand: unique symbol;

type Asker = Pick<Actor, 'personId'>;

/** A round that the person is asked in. Only this file makes one. */
export interface AskedRound {
  readonly [brand]: 'asked';
  roundId: string;
  question: string;
  /** Null where it is put to a list of people. */
  spaceId: string | null;
  facilitatorId: string;
  previousId: string | null;
  endsAt: string;
  over: boolean;
  /** Its space is archived. */
  archived: boolean;
  personId: string;
  /** The one that the person acts for in this round. */
  organisationId: string;
  answered: boolean;
}

export type FacilitatedRound = AskedRound & { readonly facilitated: true };

/** The end as it is: the date, or the moment somebody ended it. Over the aliases `r` (rounds) and `e` (round_endings). */
export const endOf = sql<string>`coalesce(e.ended_at, r.ends_at)`;

/** Of `r`: the place of a person in it, as the aliases `e`, `rp`, `s` and `m` that `isAsked` speaks of. */
export const placeOf = (personId: string): RawBuilder<unknown> => sql`
  left join round_endings e on e.round_id = r.id
  left join round_people rp on rp.round_id = r.id and rp.person_id = ${personId}
  left join spaces s on s.id = r.space_id
  left join memberships m on m.space_id = r.space_id and m.person_id = ${personId} and m.to_seq is null`;

/** Named in the list, or in the space now; where a space shows newcomers no past, not the rounds that were over when they joined. */
export const isAsked = sql<boolean>`(rp.person_id is not null
  or (m.id is not null and (s.history_rule = 'all' or m.joined_at <= ${endOf})))`;

export async function findAskedRound(
  db: Reader,
  { personId }: Asker,
  roundId: string,
  at: string,
): Promise<AskedRound | undefined> {
  const { rows } = await sql<Omit<AskedRound, typeof brand>>`
    select r.id as "roundId", r.question, r.space_id as "spaceId", r.facilitator_id as "facilitatorId", r.previous_id as "previousId",
      ${endOf} as "endsAt", ${endOf} <= ${at} as over, s.archived_at is not null as archived, ${personId} as "personId",
      coalesce(m.organisation_id, rp.organisation_id) as "organisationId",
      exists (select from round_answers a where a.round_id = r.id and a.person_id = ${personId}) as answered
    from rounds r ${placeOf(personId)}
    where r.id = ${roundId} and ${isAsked}`.execute(db);
  return rows[0] as AskedRound | undefined;
}

/** Who is not asked in it learns nothing: not even that it exists. */
export async function getAskedRound(
  db: Reader,
  asker: Asker,
  roundId: string,
  at: string,
): Promise<AskedRound> {
  const round = await findAskedRound(db, asker, roundId, at);
  if (round === undefined) throw notFound();
  return round;
}

/** The same, and neither the round nor the membership changes until this transaction ends. */
export async function lockAskedRound(
  db: Reader,
  asker: Asker,
  roundId: string,
  at: string,
): Promise<AskedRound> {
  await sql`
    select from memberships m join rounds r on r.space_id = m.space_id
    where r.id = ${roundId} and m.person_id = ${asker.personId} and m.to_seq is null for share of m`.execute(
    db,
  );
  await lockRound(db, roundId);
  return getAskedRound(db, asker, roundId, at);
}

const lockRound = (db: Reader, roundId: string) =>
  db.selectFrom('rounds').select('id').where('id', '=', roundId).forUpdate().execute();

export function requireFacilitator(round: AskedRound): FacilitatedRound {
  if (round.facilitatorId !== round.personId) {
    throw notAllowed(
      'Only the person who opened this round can do that. Nothing was changed. They are named at the top of the round.',
    );
  }
  return round as FacilitatedRound;
}

/** In a space anybody may carry a round on; a list of people is for the one who made it. */
export function requireMayAskAgain(round: AskedRound): void {
  if (round.spaceId === null) requireFacilitator(round);
  if (!round.over) {
    throw conflict(
      'roundOpen',
      'This round is still open, so it cannot be asked again yet. Nothing was changed. It can be ended before its date.',
    );
  }
  requireWritable(round);
}

export function requireOpen(round: Pick<AskedRound, 'over' | 'archived'>): void {
  if (round.over) {
    throw conflict(
      'roundOver',
      'This round is over, so answers stay as they are. Nothing was changed. You can still take yours back.',
    );
  }
  requireWritable(round);
}

function requireWritable({ archived }: { archived: boolean }): void {
  if (!archived) return;
  throw conflict(
    'archived',
    'The space of this round is archived: it can be read, not written to. Nothing was changed. A steward can open it again.',
  );
}

export function requirePossibleEnd(endsAt: string, at: string): void {
  if (isPossibleEnd(endsAt, at)) return;
  throw badInput(
    'body.endsAt',
    'A round ends after now and within three months. Nothing was opened. Choose another day.',
  );
}

/** People to put a question to: each must be visible to the one who asks, with an open account of a person. The asker is among them. */
export async function getAskable(
  db: Reader,
  actor: Actor,
  personIds: string[],
  organisationId: string,
): Promise<{ personId: string; organisationId: string }[]> {
  const wanted = [...new Set(personIds)].filter((id) => id !== actor.personId);
  if (wanted.length === 0) {
    throw badInput(
      'body.personIds',
      'A round needs somebody else to ask. Nothing was opened. Choose at least one person.',
    );
  }
  const { rows } = await sql<{ personId: string; organisationId: string }>`
    select distinct on (seen.person_id) seen.person_id as "personId", seen.organisation_id as "organisationId"
    from ${visibleTo(actor, false)} seen join people p on p.id = seen.person_id
    where seen.person_id = any(${wanted}::uuid[]) and p.kind = 'person' and p.deactivated_at is null
    order by seen.person_id, seen.since, seen.organisation_id`.execute(db);
  if (rows.length !== wanted.length) throw notFound();
  return [{ personId: actor.personId, organisationId }, ...rows];
}

/** An answer that the person may read. */
export interface ReadableAnswer {
  readonly [brand]: 'answer';
  answerId: string;
  round: AskedRound;
  /** Null for somebody without an account. */
  authorId: string | null;
  /** Where a mail to its author goes through; null with an account, and once the address was forgotten. */
  addresseeId: string | null;
}

/** With its round locked. An answer that is not shown yet answers as one that does not exist. */
export async function lockReadableAnswer(
  db: Reader,
  asker: Asker,
  answerId: string,
  at: string,
): Promise<ReadableAnswer> {
  const find = () =>
    db
      .selectFrom('round_answers')
      .select(['round_id as roundId', 'person_id as authorId', 'addressee_id as addresseeId'])
      .where('id', '=', answerId)
      .executeTakeFirst();
  const before = await find();
  if (before === undefined) throw notFound();
  const round = await lockAskedRound(db, asker, before.roundId, at);
  // It may have been taken back while the round was being locked.
  const answer = await find();
  if (answer === undefined || !mayReadAnswers(round)) throw notFound();
  const { authorId, addresseeId } = answer;
  return { answerId, round, authorId, addresseeId } as ReadableAnswer;
}

export const requireAuthor = (answer: ReadableAnswer): void => {
  if (answer.authorId === answer.round.personId) return;
  throw notAllowed('Only the person who gave this answer can say what became of it. Nothing was changed.');
};

/** Of a round that the person opened, with the round locked; for everybody else there is none. */
export async function lockOwnAddressee(
  db: Reader,
  asker: Asker,
  addresseeId: string,
  at: string,
): Promise<{ addresseeId: string; round: FacilitatedRound }> {
  const addressee = await db
    .selectFrom('round_addressees')
    .select('round_id as roundId')
    .where('id', '=', addresseeId)
    .executeTakeFirst();
  if (addressee === undefined) throw notFound();
  const round = await lockAskedRound(db, asker, addressee.roundId, at);
  if (round.facilitatorId !== asker.personId) throw notFound();
  return { addresseeId, round: requireFacilitator(round) };
}

/** A round as somebody without an account reaches it, by the secret of a link. */
export interface LinkedRoundSubject {
  readonly [brand]: 'linked';
  roundId: string;
  spaceId: string | null;
  previousId: string | null;
  addresseeId: string;
  email: string;
  expiresAt: string;
  over: boolean;
  archived: boolean;
  answered: boolean;
}

/** One answer for a link that never was, ran out, or was taken back. */
export async function getLinkedRound(
  db: Reader,
  secretHash: Buffer,
  at: string,
): Promise<LinkedRoundSubject> {
  const { rows } = await sql<Omit<LinkedRoundSubject, typeof brand>>`
    select r.id as "roundId", r.space_id as "spaceId", r.previous_id as "previousId", d.id as "addresseeId", d.email,
      d.expires_at as "expiresAt", ${endOf} <= ${at} as over, s.archived_at is not null as archived,
      exists (select from round_answers a where a.addressee_id = d.id) as answered
    from round_addressees d join rounds r on r.id = d.round_id left join round_endings e on e.round_id = r.id
    left join spaces s on s.id = r.space_id
    where d.token_hash = ${secretHash} and d.expires_at > ${at}`.execute(db);
  if (rows[0] === undefined) {
    throw refusal(
      410,
      'linkSpent',
      'This link does not work any more: it ran out, was taken back, or a newer one was sent. Nothing was changed. Ask the person who sent it for a new one.',
    );
  }
  return rows[0] as LinkedRoundSubject;
}

export async function lockLinkedRound(
  db: Reader,
  secretHash: Buffer,
  at: string,
): Promise<LinkedRoundSubject> {
  const { roundId } = await getLinkedRound(db, secretHash, at);
  await lockRound(db, roundId);
  return getLinkedRound(db, secretHash, at);
}

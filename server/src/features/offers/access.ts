import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notFound } from '../../kit/http/problem.ts';

declare const brand: unique symbol;

/** An offer or ask that is shown to the person. Only this file makes one. */
export interface VisibleOffer {
  readonly [brand]: 'visible';
  offerId: string;
  ownerId: string;
  /** The one its owner acts for. */
  organisationId: string;
  text: string;
}

export type OwnOffer = VisibleOffer & { readonly own: true };

/** The condition, over the alias `f` (offers), under which it is shown: to its owner always, to others while it stands and as its owner chose. */
export function isShownTo(personId: string): RawBuilder<boolean> {
  return sql<boolean>`(f.person_id = ${personId} or (f.finished_at is null
    and not exists (select from people closed where closed.id = f.person_id and closed.deactivated_at is not null)
    and (
      (f.audience = 'organisation' and exists (
        select from affiliations a where a.person_id = ${personId} and a.organisation_id = f.organisation_id and a.role <> 'guest'))
      or (f.audience = 'everyone' and exists (
        select from affiliations a where a.person_id = ${personId} and a.role <> 'guest'))
      or (f.audience <> 'organisation' and exists (
        select from memberships mine join memberships theirs on theirs.space_id = mine.space_id and theirs.to_seq is null
        where mine.person_id = ${personId} and mine.to_seq is null and theirs.person_id = f.person_id)))))`;
}

/** What is not shown to somebody, is finished or never was answers alike. */
export async function getVisibleOffer(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  offerId: string,
): Promise<VisibleOffer> {
  const { rows } = await sql<Omit<VisibleOffer, typeof brand>>`
    select f.id as "offerId", f.person_id as "ownerId", f.organisation_id as "organisationId", f.text
    from offers f where f.id = ${offerId} and ${isShownTo(actor.personId)}`.execute(db);
  if (rows[0] === undefined) throw notFound();
  return rows[0] as VisibleOffer;
}

/** Its owner's, and locked until the transaction ends. */
export async function lockOwnOffer(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  offerId: string,
): Promise<OwnOffer> {
  const row = await db
    .selectFrom('offers')
    .select(['id', 'person_id', 'organisation_id', 'text'])
    .where('id', '=', offerId)
    .where('person_id', '=', actor.personId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return {
    offerId: row.id,
    ownerId: row.person_id,
    organisationId: row.organisation_id,
    text: row.text,
  } as unknown as OwnOffer;
}

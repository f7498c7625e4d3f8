import { sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notFound } from '../../kit/http/problem.ts';
import { visibleTo } from '../people/access.ts';

declare const brand: unique symbol;

/** A pairing as one of the two has it. Only this file makes one. */
export interface OwnPairing {
  readonly [brand]: 'own';
  pairingId: string;
  /** Which set of times is offered. */
  offer: number;
  endsAt: string;
  personId: string;
  organisationId: string;
  otherId: string;
  otherOrganisationId: string;
  skipped: boolean;
  otherSkipped: boolean;
  agreed: boolean;
}

/** One of the two, and nobody else; nobody changes it until this transaction ends. */
export async function lockOwnPairing(
  db: Reader,
  actor: Pick<Actor, 'personId'>,
  pairingId: string,
): Promise<OwnPairing> {
  await db.selectFrom('pairings').select('id').where('id', '=', pairingId).forUpdate().execute();
  const me = actor.personId;
  const skippedBy = (who: ReturnType<typeof sql>) =>
    sql`exists (select from pairing_skips k where k.pairing_id = pr.id and k.person_id = ${who})`;
  const { rows } = await sql<Omit<OwnPairing, typeof brand>>`
    select pr.id as "pairingId", pr.offer, pr.ends_at as "endsAt", me.person_id as "personId", me.organisation_id as "organisationId",
      other.person_id as "otherId", other.organisation_id as "otherOrganisationId",
      ${skippedBy(sql`me.person_id`)} as skipped, ${skippedBy(sql`other.person_id`)} as "otherSkipped",
      exists (select from pairing_agreements g where g.pairing_id = pr.id) as agreed
    from pairings pr ${bothSides}
    where pr.id = ${pairingId} and me.person_id = ${me}`.execute(db);
  if (rows[0] === undefined) throw notFound();
  return rows[0] as OwnPairing;
}

/** Over the alias `pr` (pairings): `me` and `other`, once each way round. */
export const bothSides = sql`
  cross join lateral (values
    (pr.first_person_id, pr.first_organisation_id, pr.second_person_id, pr.second_organisation_id),
    (pr.second_person_id, pr.second_organisation_id, pr.first_person_id, pr.first_organisation_id)) side(person_id, organisation_id, other_id, other_organisation_id)
  cross join lateral (select side.person_id, side.organisation_id) me
  cross join lateral (select side.other_id as person_id, side.other_organisation_id as organisation_id) other`;

/** Somebody I see, was brought together with, or keep on my list already; everybody else answers as somebody who does not exist. */
export async function requireKnown(db: Reader, viewer: Actor, personId: string): Promise<void> {
  const { rows } = await sql`
    select from people p where p.id = ${personId} and (
      exists (select from ${visibleTo(viewer, true)} seen where seen.person_id = p.id)
      or exists (select from avoided_people a where a.person_id = ${viewer.personId} and a.avoided_person_id = p.id)
      or exists (select from pairings pr where pr.first_person_id = least(p.id, ${viewer.personId}::uuid)
        and pr.second_person_id = greatest(p.id, ${viewer.personId}::uuid)))`.execute(db);
  if (rows.length === 0) throw notFound();
}

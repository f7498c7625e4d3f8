import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { OFFERS_STANDING_MAX, type OfferAudience, type OfferKind } from '@footbridge/contract/offers.ts';
import type { TimeStake } from '@footbridge/contract/steps/stakes.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { refusal } from '../../kit/http/problem.ts';
import type { OwnOffer } from './access.ts';

export interface OfferText {
  text: string;
  details: string;
  size: TimeStake;
  audience: OfferAudience;
}

interface By {
  personId: string;
  organisationId: string;
}

export async function makeOffer(tx: Tx, kind: OfferKind, offer: OfferText, by: By): Promise<string> {
  await keepOffersFew(tx, by.personId);
  const id = randomUUIDv7();
  await tx.db
    .insertInto('offers')
    .values({
      id,
      kind,
      ...offer,
      person_id: by.personId,
      organisation_id: by.organisationId,
      created_at: tx.at,
    })
    .execute();
  await record(tx, [changed({ offerId: id, ownerId: by.personId, organisationId: by.organisationId })]);
  return id;
}

async function keepOffersFew(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`offers of ${personId}`}, 0))`.execute(tx.db);
  const { rows } = await sql<{ standing: number }>`
    select count(*)::int as standing from offers where person_id = ${personId} and finished_at is null`.execute(
    tx.db,
  );
  if ((rows[0]?.standing ?? 0) < OFFERS_STANDING_MAX) return;
  throw refusal(
    409,
    'tooManyOffers',
    'Many offers and asks of yours stand already. Nothing was added. Say of one that it is finished, then there is room.',
    { limit: OFFERS_STANDING_MAX },
  );
}

export async function changeOffer(tx: Tx, offer: OwnOffer, text: OfferText): Promise<void> {
  await tx.db.updateTable('offers').set(text).where('id', '=', offer.offerId).execute();
  await record(tx, [changed(offer)]);
}

export async function finishOffer(tx: Tx, offer: OwnOffer): Promise<void> {
  const finished = await tx.db
    .updateTable('offers')
    .set({ finished_at: tx.at })
    .where('id', '=', offer.offerId)
    .where('finished_at', 'is', null)
    .returning('id')
    .execute();
  if (finished.length > 0) await record(tx, [changed(offer)]);
}

export async function renewOffer(tx: Tx, offer: OwnOffer): Promise<void> {
  await keepOffersFew(tx, offer.ownerId);
  await tx.db.updateTable('offers').set({ finished_at: null }).where('id', '=', offer.offerId).execute();
  await record(tx, [changed(offer)]);
}

/** Steps that came from it stay: they are between their people. */
export async function removeOffer(tx: Tx, offer: OwnOffer): Promise<void> {
  await tx.db.deleteFrom('offers').where('id', '=', offer.offerId).execute();
  await record(tx, [changed(offer)]);
}

const changed = (offer: Pick<OwnOffer, 'offerId' | 'ownerId' | 'organisationId'>): NewActivity => ({
  feedId: offer.ownerId,
  kind: 'offerChanged',
  subjectId: offer.offerId,
  personId: offer.ownerId,
  organisationId: offer.organisationId,
});

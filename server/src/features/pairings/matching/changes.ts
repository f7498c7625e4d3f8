import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { type Tx, record } from '../../../kit/activity/activity.ts';
import { type CandidateRow, listCandidates, listForbidden } from '../queries.ts';
import { daysAfter, firstDayAfter, fortnightOf } from '../rules.ts';
import { SLOT_DAYS, type Slots, randomOf, slotsOfAll, timesFor } from '../times/rules.ts';
import { pairPeople } from './rules.ts';

/** Two people, in the order of their ids, and the times that suit both, in sets as they are offered. */
export interface Offer {
  people: [Met, Met];
  times: string[][];
}

export type Met = Pick<CandidateRow, 'personId' | 'organisationId'>;

/** Brings people together once in each fortnight: whichever process comes first does it, and the others find it done. */
export async function bringTogether(tx: Tx): Promise<void> {
  const { beginsAt } = fortnightOf(tx.at);
  const begun = await sql`
    insert into pairing_fortnights (begins_at, paired_at) values (${beginsAt}, ${tx.at}) on conflict do nothing returning begins_at`.execute(
    tx.db,
  );
  if (begun.rows.length > 0) await offerAmongUnmet(tx, () => true);
}

/** Whoever begins to take part need not wait for the next fortnight when somebody else is still without a meeting in this one. */
export async function bringTogetherNow(tx: Tx, personId: string): Promise<void> {
  await offerAmongUnmet(tx, (pair) => pair.includes(personId));
}

/** Among those who were offered nobody since this fortnight began. One at a time, so that nobody is offered twice. */
async function offerAmongUnmet(tx: Tx, wanted: (pair: [string, string]) => boolean): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('pairing', 0))`.execute(tx.db);
  const { beginsAt } = fortnightOf(tx.at);
  const candidates = await listCandidates(tx.db, beginsAt);
  const from = firstDayAfter(tx.at);
  const slots = slotsOfAll(candidates, from);
  const seed = Date.parse(beginsAt) / 86_400_000;
  const { pairs } = pairPeople(
    candidates.map((candidate, at) => ({ ...candidate, slots: slots[at] as Slots })),
    await listForbidden(tx.db, tx.at),
    seed,
  );
  const places = new Map(candidates.map(({ personId }, at) => [personId, at]));
  const random = randomOf(seed);
  const offers = pairs.filter(wanted).map(([one, other]): Offer => {
    const [a, b] = [places.get(one) ?? 0, places.get(other) ?? 0];
    return {
      people: [candidates[a] as CandidateRow, candidates[b] as CandidateRow],
      times: timesFor(slots[a] as Slots, slots[b] as Slots, from, random),
    };
  });
  await offerPairings(tx, offers, daysAfter(new Date(from).toISOString(), SLOT_DAYS));
}

/** Tells each of them of the other. @returns the ids, in order */
export async function offerPairings(tx: Tx, offers: Offer[], endsAt: string): Promise<string[]> {
  if (offers.length === 0) return [];
  const rows = offers.map(({ people, times }) => {
    const [first, second] = people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)) as [Met, Met];
    return { id: randomUUIDv7(), first, second, times };
  });
  await sql`
    insert into pairings (id, first_person_id, first_organisation_id, second_person_id, second_organisation_id, offered_at, ends_at)
    select id, first, first_for, second, second_for, ${tx.at}::timestamptz, ${endsAt}::timestamptz
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ first }) => first.personId)}::uuid[], ${rows.map(({ first }) => first.organisationId)}::uuid[],
      ${rows.map(({ second }) => second.personId)}::uuid[], ${rows.map(({ second }) => second.organisationId)}::uuid[]) o(id, first, first_for, second, second_for)`.execute(
    tx.db,
  );
  const times = rows.flatMap(({ id, times: sets }) =>
    sets.flatMap((set, at) => set.map((startsAt) => ({ id, offer: at + 1, startsAt }))),
  );
  await sql`
    insert into pairing_times (pairing_id, offer, starts_at)
    select * from unnest(${times.map(({ id }) => id)}::uuid[], ${times.map(({ offer }) => offer)}::int[], ${times.map(({ startsAt }) => startsAt)}::timestamptz[])`.execute(
    tx.db,
  );
  await record(
    tx,
    rows.flatMap(({ id, first, second }) =>
      [first, second].map(({ personId }) => ({ feedId: personId, kind: 'pairingChanged', subjectId: id })),
    ),
  );
  return rows.map(({ id }) => id);
}

import { type RawBuilder, sql } from 'kysely';
import type { Suggestion } from '@footbridge/contract/home.ts';
import { MY_OFFERS_MAX, OFFERS_PAGE, type Offer, type OfferKind } from '@footbridge/contract/offers.ts';
import type { TimeStake } from '@footbridge/contract/steps/stakes.ts';
import type { Reader } from '../../kit/db/database.ts';
import { derivedId } from '../../kit/db/derivedId.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import { peopleLeftInPeace } from '../steps/queries.ts';
import { isShownTo } from './access.ts';
import { queryOf, readPlace } from './rules.ts';

const SUGGESTIONS_MAX = 3;

export interface OffersWanted {
  kind?: OfferKind | undefined;
  words?: string | undefined;
  organisationId?: string | undefined;
  size?: TimeStake | undefined;
  personId?: string | undefined;
  after?: string | undefined;
}

type OfferRow = PersonRefRow & {
  id: string;
  kind: OfferKind;
  text: string;
  details: string;
  size: TimeStake;
  audience: NonNullable<Offer['mine']>['audience'];
  created_at: string;
  finished_at: string | null;
};

const select = (where: RawBuilder<unknown>) => sql<OfferRow>`
  select ${personRefColumns}, f.id, f.kind, f.text, f.details, f.size, f.audience, f.created_at, f.finished_at
  from offers f join people p on p.id = f.person_id join organisations o on o.id = f.organisation_id where ${where}`;

const toOffer =
  (viewerId: string) =>
  (row: OfferRow): Offer => ({
    id: row.id,
    kind: row.kind,
    text: row.text,
    details: row.details,
    size: row.size,
    person: toPersonRef(row),
    createdAt: row.created_at,
    mine: row.person_id === viewerId ? { audience: row.audience, finishedAt: row.finished_at } : null,
  });

const indexedWords = sql`to_tsvector('simple', f.text || ' ' || f.details)`;

/** A page of what stands and is shown to this person, the newest first. */
export async function listVisibleOffers(
  db: Reader,
  viewerId: string,
  wanted: OffersWanted,
): Promise<{ offers: Offer[]; next: string | null }> {
  const after = readPlace(wanted.after ?? '');
  const words = queryOf(wanted.words);
  const conditions = [
    sql`f.finished_at is null and ${isShownTo(viewerId)}`,
    ...(wanted.kind === undefined ? [] : [sql`f.kind = ${wanted.kind}`]),
    ...(wanted.organisationId === undefined ? [] : [sql`f.organisation_id = ${wanted.organisationId}`]),
    ...(wanted.size === undefined ? [] : [sql`f.size = ${wanted.size}`]),
    ...(wanted.personId === undefined ? [] : [sql`f.person_id = ${wanted.personId}`]),
    ...(words === undefined ? [] : [sql`${indexedWords} @@ to_tsquery('simple', ${words})`]),
    ...(after === undefined
      ? []
      : [sql`(f.created_at, f.id) < (${after.at}::timestamptz, ${after.id}::uuid)`]),
  ];
  const { rows } = await sql<OfferRow>`
    ${select(sql.join(conditions, sql` and `))} order by f.created_at desc, f.id desc limit ${OFFERS_PAGE + 1}`.execute(
    db,
  );
  const page = rows.slice(0, OFFERS_PAGE);
  const last = page.at(-1);
  return {
    offers: page.map(toOffer(viewerId)),
    next: rows.length > OFFERS_PAGE && last !== undefined ? `${last.created_at} ${last.id}` : null,
  };
}

/** What stands first, then what is finished, each the newest first. */
export async function listOwnOffers(db: Reader, personId: string): Promise<Offer[]> {
  const { rows } = await sql<OfferRow>`
    ${select(sql`f.person_id = ${personId}`)}
    order by f.finished_at is not null, f.created_at desc, f.id desc limit ${sql.lit(MY_OFFERS_MAX)}`.execute(
    db,
  );
  return rows.map(toOffer(personId));
}

export async function findOffer(db: Reader, viewerId: string, offerId: string): Promise<Offer | undefined> {
  const { rows } = await select(sql`f.id = ${offerId} and ${isShownTo(viewerId)}`).execute(db);
  return rows.map(toOffer(viewerId))[0];
}

/** What others can bring of what I would like to learn: they share a longer word, and people of other organisations come first. */
export async function listSuggestions(db: Reader, personId: string): Promise<Suggestion[]> {
  const { rows } = await sql<OfferRow>`
    ${select(sql`f.kind = 'bring' and f.finished_at is null and f.person_id <> ${personId} and ${isShownTo(personId)}
      and f.person_id not in (${peopleLeftInPeace(personId)})
      and exists (
        select from offers mine where mine.person_id = ${personId} and mine.kind = 'learn' and mine.finished_at is null
          and ${indexedWords} @@ to_tsquery('simple', nullif((
            select string_agg(quote_literal(word), ' | ')
            from regexp_split_to_table(lower(mine.text), '[^[:alnum:]]+') as word where length(word) >= 5), '')))`)}
    order by exists (select from affiliations a where a.person_id = ${personId} and a.organisation_id = f.organisation_id),
      f.created_at desc, f.id desc limit ${sql.lit(SUGGESTIONS_MAX)}`.execute(db);
  return rows.map((row) => ({
    id: derivedId(`offerForAsk ${row.id}`),
    kind: 'offerForAsk',
    with: toPersonRef(row),
    because: { kind: 'offer', id: row.id, title: row.text },
    href: `/steps/new?with=${row.person_id}&from=offer:${row.id}`,
  }));
}

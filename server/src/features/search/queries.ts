import { sql } from 'kysely';
import type { FileCard } from '@footbridge/contract/chat.ts';
import type { RichText } from '@footbridge/contract/kit/richtext.ts';
import type { MessageHit, SearchReply } from '@footbridge/contract/search.ts';
import { TookTooLong } from '../../kit/db/bounded.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';
import { type Asked, type Found, findNewest } from './asking/queries.ts';
import { HITS, type Sought } from './asking/rules.ts';
import { readFilters } from './filters/queries.ts';
import { type Place, type Question, type Reach, type Term, writePlace } from './rules.ts';
import { type MessageText, cutSnippet, isFoundBy, wordsFound } from './snippets/rules.ts';
import { type Readable, readReadable, readStore } from './terrain/queries.ts';
import { listWordsLike, listWordsWith } from './widening/queries.ts';

type MessagesFound = Pick<SearchReply, 'messages' | 'next' | 'mended'>;

const NOTHING: MessagesFound = { messages: [], next: null, mended: [] };
const END = { at: '9999-12-31T23:59:59.999999Z', messageId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** All statements of one question together, in milliseconds. */
export const LIMIT_MS = 2000;

/** A page of messages that a person may read, newest first. */
export async function findMessages(
  db: Reader,
  personId: string,
  question: Question,
  place: Place | undefined,
): Promise<MessagesFound> {
  if (question.terms.length + question.filters.length === 0) return NOTHING;
  const readable = await readReadable(db, personId);
  const filtered =
    readable.spaces.size === 0 ? undefined : await readFilters(db, personId, question.filters, readable);
  if (filtered === undefined) return NOTHING;
  const store = await readStore(db);
  const upTo = place ?? (filtered.before === null ? END : { at: filtered.before, messageId: FIRST_ID });
  const within = { store, readable: filtered.readable, narrowed: filtered.narrowed, upTo };
  const page = await findPage(db, within, question.terms, place?.reach);
  const shown = page.found.slice(0, HITS);
  const last = shown.at(-1);
  const messages = await readHits(db, personId, shown, page.terms, readable);
  return {
    messages: messages.map(({ hit }) => hit),
    next:
      page.found.length > HITS && last !== undefined
        ? writePlace({ at: last.at, messageId: last.message_id, reach: page.reach })
        : null,
    mended: page.reach === 'mended' ? mendedIn(messages, page) : [],
  };
}

interface Page {
  found: Found[];
  terms: Sought[];
  reach: Reach;
}

type Within = Omit<Asked, 'terms'>;

/** As written first; inside of words where that fills no page; with typos mended where nothing is found at all. */
async function findPage(db: Reader, within: Within, terms: Term[], given: Reach | undefined): Promise<Page> {
  const started = performance.now();
  const find = async (sought: Sought[], reach: Reach): Promise<Page> => {
    if (performance.now() - started > LIMIT_MS) throw new TookTooLong('Stretching the words took too long.');
    return { found: await findNewest(db, { ...within, terms: sought }), terms: sought, reach };
  };
  if (given !== undefined) return find(await stretch(db, within, terms, given), given);
  const written = await find(await stretch(db, within, terms, 'written'), 'written');
  if (written.found.length > HITS || !terms.some(canStretch)) return written;
  const inParts = await stretch(db, within, terms, 'parts');
  const parts = inParts.some(({ others, part }) => others.length > 0 && !part)
    ? await find(inParts, 'parts')
    : written;
  if (parts.found.length > 0) return parts;
  return find(await stretch(db, within, terms, 'mended'), 'mended');
}

/** Words that stand alone and are wanted; a phrase means itself. */
const canStretch = (term: Term): boolean => !term.negated && !term.exact && term.words.length === 1;

async function stretch(db: Reader, within: Within, terms: Term[], reach: Reach): Promise<Sought[]> {
  const stretched: Sought[] = [];
  for (const term of terms) {
    const [word = ''] = term.words;
    const inside =
      canStretch(term) && (term.part || reach !== 'written') ? await listWordsWith(db, word) : [];
    const sought = { ...term, others: inside, mended: false };
    const mended = reach === 'mended' && canStretch(term) && !(await standsSomewhere(db, within, sought));
    stretched.push(mended ? { ...sought, others: await listWordsLike(db, word), mended } : sought);
  }
  return stretched;
}

/** Whether a term alone is found where this person may read. What stands only elsewhere is as unknown as a typo. */
async function standsSomewhere(db: Reader, { store, readable }: Within, term: Sought): Promise<boolean> {
  const narrowed = { authors: null, notAuthors: null, since: null, marks: [], reaction: null, thread: null };
  return (await findNewest(db, { terms: [term], store, readable, narrowed, upTo: END })).length > 0;
}

interface HitRow extends PersonRefRow {
  id: string;
  space_id: string;
  space_name: string;
  seq: number;
  thread_root_id: string | null;
  created_at: string;
  title: string | null;
  body: string;
  files: string | null;
}

interface Hit {
  hit: MessageHit;
  text: MessageText;
}

/** The messages as they are now: one that was removed, or edited so that it no longer fits, is left out whatever is stored for searching. */
async function readHits(
  db: Reader,
  personId: string,
  found: Found[],
  terms: Sought[],
  readable: Readable,
): Promise<Hit[]> {
  const ids = found.map((entry) => entry.message_id);
  const { rows } = await sql<HitRow>`
    select m.id, m.space_id, m.seq, m.thread_root_id, m.created_at, m.title, m.body, m.files, ${personRefColumns},
      case when s.kind <> 'direct' then s.name else coalesce((select string_agg(op.name, ', ' order by op.name, op.id) from memberships om join people op on op.id = om.person_id
        where om.space_id = s.id and om.to_seq is null and om.person_id <> ${personId}), '') end as space_name
    from messages m join spaces s on s.id = m.space_id join people p on p.id = m.author_id join organisations o on o.id = m.organisation_id
    where m.id = any(${ids}::uuid[]) and m.removed_at is null`.execute(db);
  const hits = new Map(
    rows
      .filter((row) => row.seq >= (readable.spaces.get(row.space_id) ?? Infinity))
      .map((row) => [row.id, toHit(row, terms)]),
  );
  return ids.flatMap((id) => hits.get(id) ?? []).filter(({ text }) => isFoundBy(terms, text));
}

function toHit(row: HitRow, terms: Sought[]): Hit {
  const files = JSON.parse(row.files ?? '[]') as FileCard[];
  const text = {
    title: row.title,
    body: JSON.parse(row.body) as RichText,
    fileNames: files.map(({ name }) => name),
  };
  const {
    id,
    space_id: spaceId,
    space_name: spaceName,
    seq,
    thread_root_id: threadRootId,
    created_at: createdAt,
    title,
  } = row;
  return {
    text,
    hit: {
      messageId: id,
      spaceId,
      spaceName,
      seq,
      threadRootId,
      author: toPersonRef(row),
      createdAt,
      title,
      snippet: cutSnippet(terms, text),
    },
  };
}

/** Names a word only where a message that is shown holds it: the words of others are nobody's business. */
function mendedIn(hits: Hit[], page: Page): SearchReply['mended'] {
  return page.terms
    .filter(({ mended }) => mended)
    .flatMap((term) => {
      const found = new Set(hits.flatMap(({ text }) => wordsFound(term, text)));
      const used = term.others.filter((word) => found.has(word));
      return used.length === 0 ? [] : [{ written: term.written, used }];
    });
}

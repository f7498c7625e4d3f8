import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Dataset FB, whole or a tenth: seeded, so that every run measures the same rows. */
export interface Size {
  people: number;
  organisations: number;
  /** How many members each space has. */
  spaceSizes: number[];
  messages: number;
}

export const WHOLE: Size = {
  people: 5000,
  organisations: 40,
  spaceSizes: [...Array<number>(10).fill(5000), ...Array<number>(90).fill(500), ...Array<number>(900).fill(30)],
  messages: 1_000_000,
};

export const TENTH: Size = {
  people: 1000,
  organisations: 8,
  spaceSizes: [...Array<number>(2).fill(1000), ...Array<number>(8).fill(200), ...Array<number>(90).fill(30)],
  messages: 100_000,
};

export interface Dataset {
  size: Size;
  people: { id: string; token: string }[];
  organisations: string[];
  spaces: { id: string; members: number[]; lastSeq: number }[];
  /** The words messages are made of, most frequent first. */
  words: string[];
}

/** A small, fast, seeded generator (mulberry32): good enough to spread, the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Ids that sort like the server's own (version 7), made from the generator. */
function idMaker(random: () => number) {
  let count = 0;
  const hex = (digits: number) => Math.floor(random() * 16 ** digits).toString(16).padStart(digits, '0');
  return () => {
    count += 1;
    const time = (1_760_000_000_000 + count).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
  };
}

function makeWords(random: () => number, count: number): string[] {
  const syllables = ['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'wa', 'ster', 'ling', 'ham', 'by', 'dor', 'fen', 'gal', 'hil', 'jor', 'quin'];
  const words = new Set<string>();
  while (words.size < count) words.add(Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(''));
  return [...words];
}

/** Words as people use them: few of them often (Zipf). */
export function zipfWord(words: string[], random: () => number): string {
  return words[Math.floor(words.length ** random()) - 1] ?? words[0] ?? '';
}

async function copy(pool: pg.Pool, target: string, rows: Iterable<string>): Promise<void> {
  const client = await pool.connect();
  try {
    const stream = client.query(copyFrom(`copy ${target} from stdin`));
    let block = '';
    for (const row of rows) {
      block += row;
      if (block.length < 1 << 18) continue;
      if (!stream.write(block)) await once(stream, 'drain');
      block = '';
    }
    stream.end(block);
    await once(stream, 'finish');
  } finally {
    client.release();
  }
}

const line = (...values: (string | number | boolean | null)[]) => `${values.map((value) => (value === null ? '\\N' : String(value))).join('\t')}\n`;
const AT = '2026-10-01T08:00:00Z';

/** Fills an empty, migrated database. Indexes that cost most are built after the rows. */
export async function loadDataset(pool: pg.Pool, size: Size): Promise<Dataset> {
  const random = seeded(20_261_121);
  const nextId = idMaker(random);
  const organisations = Array.from({ length: size.organisations }, nextId);
  const people = Array.from({ length: size.people }, () => ({ id: nextId(), token: createHash('sha256').update(`bench ${nextId()}`).digest('base64url') }));
  const spaces = size.spaceSizes.map((members) => ({ id: nextId(), members: pick(random, size.people, members), lastSeq: 0 }));
  const dataset: Dataset = { size, people: people.map(({ id, token }) => ({ id, token: `fbt_${token}` })), organisations, spaces, words: makeWords(random, 30_000) };
  await copyPeople(pool, dataset, people, nextId);
  await copySpaces(pool, dataset, nextId);
  await copyMessages(pool, dataset, random, nextId);
  await pool.query('vacuum analyze');
  return dataset;
}

function pick(random: () => number, from: number, count: number): number[] {
  if (count >= from) return Array.from({ length: from }, (_, at) => at);
  const picked = new Set<number>();
  while (picked.size < count) picked.add(Math.floor(random() * from));
  return [...picked];
}

const organisationOf = (dataset: Dataset, person: number) => dataset.organisations[person % dataset.organisations.length] ?? '';

async function copyPeople(pool: pg.Pool, dataset: Dataset, people: { id: string; token: string }[], nextId: () => string): Promise<void> {
  const { organisations } = dataset;
  await copy(pool, 'feeds (id, kind)', [...organisations.map((id) => line(id, 'organisation')), ...people.map(({ id }) => line(id, 'person')), ...dataset.spaces.map(({ id }) => line(id, 'space'))]);
  await copy(pool, 'organisations (id, name, short_name, hue, created_at)', organisations.map((id, at) => line(id, `Organisation ${at}`, `O${at}`, (at * 9) % 360, AT)));
  await copy(pool, 'people (id, name, email, created_at)', people.map(({ id }, at) => line(id, `Person Number ${at}`, `person${at}@bench.example`, AT)));
  await copy(pool, 'affiliations (person_id, organisation_id, role, since)', people.map(({ id }, at) => line(id, organisationOf(dataset, at), 'member', AT)));
  const hash = (token: string) => `\\\\x${createHash('sha256').update(token).digest('hex')}`;
  await copy(pool, 'tokens (id, person_id, name, token_hash, created_at)', people.map(({ id, token }) => line(nextId(), id, 'bench', hash(token), AT)));
}

async function copySpaces(pool: pg.Pool, dataset: Dataset, nextId: () => string): Promise<void> {
  const { spaces, people } = dataset;
  const lead = dataset.organisations[0] ?? '';
  await copy(pool, 'spaces (id, kind, reach, name, lead_organisation_id, history_rule, created_at)', spaces.map(({ id }, at) => line(id, 'working', 'shared', `Space ${at}`, lead, 'all', AT)));
  await copy(pool, 'charters (space_id, version, purpose, norms, kept_days, disclosable, changed_at)', spaces.map(({ id }) => line(id, 1, 'Measure', '', 730, true, AT)));
  await copy(pool, 'memberships (id, space_id, person_id, organisation_id, role, from_seq, joined_at)', (function* rows() {
    for (const space of spaces) for (const member of space.members) yield line(nextId(), space.id, people[member]?.id ?? '', organisationOf(dataset, member), 'member', 0, AT);
  })());
}

/** The words of a message, 6 to 40 of them. */
export function sentence(words: string[], random: () => number): string {
  return Array.from({ length: 6 + Math.floor(random() * 35) }, () => zipfWord(words, random)).join(' ');
}

async function copyMessages(pool: pg.Pool, dataset: Dataset, random: () => number, nextId: () => string): Promise<void> {
  const { spaces, people, size, words } = dataset;
  await pool.query('alter table messages disable trigger all; drop index messages_external, messages_client');
  const started = Date.parse(AT);
  await copy(pool, 'messages (id, space_id, seq, author_id, organisation_id, author_role, client_id, source, body, created_at)', (function* rows() {
    for (let at = 0; at < size.messages; at += 1) {
      const space = spaces[Math.floor(random() * spaces.length)] as Dataset['spaces'][number];
      const author = space.members[Math.floor(random() * space.members.length)] ?? 0;
      space.lastSeq += 1;
      const text = sentence(words, random);
      const body = `{"blocks":[{"type":"paragraph","children":[{"type":"text","text":"${text}"}]}]}`;
      yield line(nextId(), space.id, space.lastSeq, people[author]?.id ?? '', organisationOf(dataset, author), 'member', randomUUID(), text, body, new Date(started + at * 1000).toISOString());
    }
  })());
  await pool.query('create unique index messages_client on messages (author_id, client_id) where client_id is not null; create unique index messages_external on messages (space_id, external_ref) where external_ref is not null; alter table messages enable trigger all');
  await pool.query(`insert into activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at) select space_id, seq, 'messagePosted', id, author_id, organisation_id, created_at from messages`);
  await pool.query('update feeds set last_seq = counted.last from (select space_id, max(seq) as last from messages group by 1) counted where feeds.id = counted.space_id');
}

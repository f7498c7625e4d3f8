import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { createCast } from '../../../../test/cast.ts';
import { createSearching } from '../../../../test/searching.ts';
import { startTestServer } from '../../../../test/server.ts';
import { openSpace } from '../../../../test/spaces.ts';
import { findMessages } from '../queries.ts';
import { type Question, readQuestion } from '../rules.ts';
import { isFoundBy } from '../snippets/rules.ts';
import { readFrequencies, readReadable, readStore } from '../terrain/queries.ts';
import { type Asked, tryWay } from './queries.ts';
import type { Way } from './rules.ts';

/** Worlds in which a few people are in some of a few spaces, by both history rules, and say things in few words over some months. */
const server = await startTestServer();
const cast = await createCast(server);
const { settled } = createSearching(server, cast);
const { db } = server.context;
const PEOPLE = [cast.rhys, cast.megan, cast.ana, cast.grace];
const WORDS = ['winter', 'warmth', 'warm', 'rota', 'boiler', 'grant', 'grants', 'café'];
const END = { at: '9999-12-31T23:59:59.999999Z', messageId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const NO_FILTERS = { authors: null, notAuthors: null, since: null, marks: [], reaction: null, thread: null };
let spaces: string[] = [];

interface Said {
  id: string;
  space: number;
  seq: number;
  author: number;
  text: string;
  month: number;
  removed: boolean;
}

beforeAll(async () => {
  const histories = ['all', 'sinceJoining', 'all', 'sinceJoining', 'all'] as const;
  spaces = await Promise.all(
    histories.map(async (historyRule) => (await openSpace(cast, cast.amina, [], { historyRule })).id),
  );
});

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const message = fc.record({
  space: fc.nat(4),
  author: fc.nat(3),
  text,
  month: fc.nat(5),
  removed: fc.boolean(),
});
/** For each person and space the position from which they are members; 0 for not at all. */
const from = fc.oneof(fc.constant(0), fc.nat(8));
const memberships = fc.array(fc.array(from, { minLength: 5, maxLength: 5 }), { minLength: 4, maxLength: 4 });
const question = fc
  .array(
    fc.oneof(
      fc.constantFrom(...WORDS, 'win*', '-rota', '-"warm rota"', 'g'),
      text.map((words) => `"${words}"`),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(' '));
const world = fc.record({
  messages: fc.array(message, { maxLength: 30 }),
  memberships,
  asker: fc.nat(3),
  question,
});

async function build(messages: Omit<Said, 'id' | 'seq'>[], joined: number[][]): Promise<Said[]> {
  await sql`truncate messages, search_entries, search_words, search_queue, threads, thread_followings, message_mentions, reactions, message_versions cascade`.execute(
    db,
  );
  await sql`delete from memberships`.execute(db);
  const places = new Map<number, number>();
  const said = messages.map((one) => {
    const seq = (places.get(one.space) ?? 0) + 1;
    places.set(one.space, seq);
    return { ...one, id: randomUUID(), seq };
  });
  await sql`update feeds set last_seq = ${messages.length} where id = any(${spaces}::uuid[])`.execute(db);
  for (const [person, froms] of joined.entries()) {
    for (const [space, from] of froms.entries()) {
      if (from === 0) continue;
      await sql`insert into memberships (id, space_id, person_id, organisation_id, role, from_seq, joined_at)
        values (${randomUUID()}, ${spaces[space]}, ${PEOPLE[person]?.id}, ${PEOPLE[person]?.organisationId}, 'member', ${from}, now())`.execute(
        db,
      );
    }
  }
  for (const one of said) {
    const body = JSON.stringify({
      blocks: [{ type: 'paragraph', children: [{ type: 'text', text: one.text }] }],
    });
    await sql`insert into messages (id, space_id, seq, author_id, organisation_id, author_role, source, body, created_at, removed_at) values (${one.id}, ${spaces[one.space]}, ${one.seq},
      ${PEOPLE[one.author]?.id}, ${PEOPLE[one.author]?.organisationId}, 'member', ${one.text}, ${body}, ${`2026-0${one.month + 1}-10T00:00:00Z`}, ${one.removed ? '2026-09-01T00:00:00Z' : null})`.execute(
      db,
    );
  }
  if (said.length > 0) {
    await sql`insert into search_queue (message_id) select unnest(${said.map(({ id }) => id)}::uuid[])`.execute(
      db,
    );
  }
  await settled();
  return said;
}

/** What should be found, by the rules alone. */
function expected(said: Said[], joined: number[][], asker: number, asked: Question): string[] {
  const sought = asked.terms.map((term) => ({ ...term, others: [], mended: false }));
  const readable = said.filter(({ space, seq }) => {
    const from = joined[asker]?.[space] ?? 0;
    return from > 0 && (space % 2 === 0 || seq >= from);
  });
  return readable
    .filter(
      (one) =>
        !one.removed &&
        isFoundBy(sought, {
          title: null,
          fileNames: [],
          body: { blocks: [{ type: 'paragraph', children: [{ type: 'text', text: one.text }] }] },
        }),
    )
    .toSorted((a, b) => b.month - a.month || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

const WAYS: Way[] = [
  { kind: 'newest', of: 'all', rows: 1000 },
  { kind: 'newest', of: 'spaces', rows: 1000 },
  { kind: 'indexed', months: null, bySpaces: false },
  { kind: 'indexed', months: null, bySpaces: true },
  {
    kind: 'indexed',
    months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
    bySpaces: false,
  },
];

it(
  'finds exactly what the asker may read and the question says, by every way of looking',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ messages, memberships: joined, asker, question: typed }) => {
        const said = await build(messages, joined);
        const asked = readQuestion(typed);
        const personId = PEOPLE[asker]?.id ?? '';
        const right = expected(said, joined, asker, asked);
        const found = await findMessages(db, personId, asked, undefined);
        const ids = found.messages.map(({ messageId }) => messageId);
        // Where few are found as written, words inside of others are found as well: those too must be readable.
        const may = expected(said, joined, asker, { terms: [], filters: [] });
        expect(may).toEqual(expect.arrayContaining(ids));
        if (found.next === null) expect(ids).toEqual(expect.arrayContaining(right));
        for (const way of WAYS) {
          expect(await look(personId, asked, way), JSON.stringify(way)).toEqual(right.slice(0, 21));
        }
      }),
      { numRuns: 40 },
    );
  },
);

async function look(personId: string, asked: Question, way: Way): Promise<string[]> {
  const store = await readStore(db);
  const readable = await readReadable(db, personId);
  if (readable.spaces.size === 0) return [];
  const terms = asked.terms.map((term) => ({ ...term, others: [], mended: false }));
  const whole: Asked = { terms, store, readable, narrowed: NO_FILTERS, upTo: END };
  const frequencies = await readFrequencies(db, terms, store);
  return (await db.transaction().execute((tx) => tryWay(tx, whole, way, frequencies))).map(
    (found) => found.message_id,
  );
}

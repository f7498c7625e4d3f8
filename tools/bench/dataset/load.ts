import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startLoading } from '../../../server/src/features/search/changes.ts';
import {
  type Person,
  type Plan,
  type PlannedMessage,
  type Size,
  type Space,
  bodyOf,
  makePlan,
  organisationOf,
  planMessages,
  searchedSpaces,
} from './plan.ts';
import { idMaker, seeded } from './random.ts';

export interface Dataset extends Plan {
  spaces: (Space & { lastSeq: number })[];
}

const AT = '2022-10-01T08:00:00Z';
const TOGETHER = 20_000;

/** Fills an empty, migrated database and makes everything findable, as an import does. Indexes that cost most are built after the rows. */
export async function loadDataset(pool: pg.Pool, size: Size): Promise<Dataset> {
  const plan = makePlan(size);
  const nextId = idMaker(seeded(size.people));
  await withClient(pool, (client) => copyPeople(client, plan, nextId));
  await withClient(pool, (client) => copySpaces(client, plan, nextId));
  await copyMessages(pool, plan);
  await pool.query('vacuum analyze');
  const { rows } = await pool.query<{ id: string; last_seq: string }>('select id, last_seq::text from feeds');
  const heads = new Map(rows.map((row) => [row.id, Number(row.last_seq)]));
  return { ...plan, spaces: plan.spaces.map((space) => ({ ...space, lastSeq: heads.get(space.id) ?? 0 })) };
}

async function withClient(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}

async function copy(client: pg.PoolClient, target: string, rows: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inBlocks(rows)), client.query(copyFrom(`copy ${target} from stdin`)));
}

function* inBlocks(rows: Iterable<string>): Generator<string> {
  let block = '';
  for (const row of rows) {
    block += row;
    if (block.length < 1 << 18) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

const line = (...values: (string | number | boolean | null)[]) =>
  `${values.map((value) => (value === null ? '\\N' : String(value))).join('\t')}\n`;

async function copyPeople(client: pg.PoolClient, plan: Plan, nextId: () => string): Promise<void> {
  const people = [...plan.people, plan.searcher];
  const hash = ({ token }: Person) => `\\\\x${createHash('sha256').update(token.slice(4)).digest('hex')}`;
  const feeds = Object.entries({
    organisation: plan.organisations,
    person: people.map(({ id }) => id),
    space: plan.spaces.map(({ id }) => id),
  });
  await copy(
    client,
    'feeds (id, kind)',
    feeds.flatMap(([kind, ids]) => ids.map((id) => line(id, kind))),
  );
  await copy(
    client,
    'organisations (id, name, short_name, hue, created_at)',
    plan.organisations.map((id, at) => line(id, `Organisation ${at}`, `O${at}`, (at * 9) % 360, AT)),
  );
  await copy(
    client,
    'people (id, name, email, created_at)',
    people.map(({ id }, at) => line(id, `Person Number${at}`, `person${at}@bench.example`, AT)),
  );
  await copy(
    client,
    'affiliations (person_id, organisation_id, role, since)',
    people.map(({ id }, at) => line(id, organisationOf(plan, at), 'member', AT)),
  );
  await copy(
    client,
    'tokens (id, person_id, name, token_hash, created_at, last_used_at)',
    people.map((person) => line(nextId(), person.id, 'bench', hash(person), AT, new Date().toISOString())),
  );
}

async function copySpaces(client: pg.PoolClient, plan: Plan, nextId: () => string): Promise<void> {
  const [lead = ''] = plan.organisations;
  const member = (space: Space, person: Person, at: number) =>
    line(nextId(), space.id, person.id, organisationOf(plan, at), 'member', 0, AT);
  await copy(
    client,
    'spaces (id, kind, reach, name, lead_organisation_id, history_rule, created_at)',
    plan.spaces.map(({ id }, at) => line(id, 'working', 'shared', `Space${at}`, lead, 'all', AT)),
  );
  await copy(
    client,
    'charters (space_id, version, purpose, norms, kept_days, disclosable, changed_at)',
    plan.spaces.map(({ id }) => line(id, 1, 'Measure', '', 730, true, AT)),
  );
  await copy(
    client,
    'memberships (id, space_id, person_id, organisation_id, role, from_seq, joined_at)',
    (function* rows() {
      for (const space of plan.spaces) {
        for (const at of space.members) yield member(space, plan.people[at] as Person, at);
      }
      for (const space of searchedSpaces(plan)) yield member(space, plan.searcher, plan.people.length);
    })(),
  );
}

const LEFT_BEHIND = `alter table messages disable trigger all; alter table threads disable trigger all; drop index messages_external, messages_client`;
const MENDED = `
  create unique index messages_client on messages (author_id, client_id) where client_id is not null;
  create unique index messages_external on messages (space_id, external_ref) where external_ref is not null;
  alter table messages enable trigger all`;
const ACTIVITY = `
  insert into activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at)
  select space_id, seq, 'messagePosted', id, author_id, organisation_id, created_at from messages`;
const HEADS = `
  update feeds set last_seq = counted.last from (select space_id, max(seq) as last from messages group by 1) counted where feeds.id = counted.space_id`;
const THREADS = `
  insert into threads (root_id, space_id, replies, last_reply_at, last_reply_seq, people)
  select thread_root_id, space_id, count(*), max(created_at), max(seq), json_build_array(json_build_array(min(author_id::text), min(organisation_id::text)))
  from messages where thread_root_id is not null group by 1, 2;
  alter table threads enable trigger all`;

async function copyMessages(pool: pg.Pool, plan: Plan): Promise<void> {
  await pool.query(LEFT_BEHIND);
  await withClient(pool, async (searching) => {
    const loading = await startLoading(searching, plan.size.messages);
    await withClient(pool, async (client) => {
      for (const group of inGroups(planMessages(plan))) {
        await Promise.all([
          copy(
            client,
            'messages (id, space_id, seq, author_id, organisation_id, author_role, client_id, thread_root_id, has_replies, source, body, created_at)',
            messageLines(plan, group),
          ),
          loading.load(group.map((message) => toIndexed(plan, message))),
        ]);
      }
    });
    for (const statement of [MENDED, ACTIVITY, HEADS, THREADS]) await pool.query(statement);
    await loading.finish();
  });
}

function* inGroups(messages: Iterable<PlannedMessage>): Generator<PlannedMessage[]> {
  let group: PlannedMessage[] = [];
  for (const message of messages) {
    group.push(message);
    if (group.length < TOGETHER) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function* messageLines(plan: Plan, group: PlannedMessage[]): Generator<string> {
  for (const { id, space, seq, author, clientId, rootId, hasReplies, text, createdAt } of group) {
    yield line(
      id,
      space.id,
      seq,
      plan.people[author]?.id ?? '',
      organisationOf(plan, author),
      'member',
      clientId,
      rootId,
      hasReplies,
      text,
      bodyOf(text),
      createdAt,
    );
  }
}

const toIndexed = (plan: Plan, { id, space, seq, author, text, createdAt }: PlannedMessage) => ({
  id,
  spaceId: space.id,
  seq,
  authorId: plan.people[author]?.id ?? '',
  createdAt,
  title: null,
  body: bodyOf(text),
  files: null,
});

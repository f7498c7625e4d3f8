import type pg from 'pg';
import { type Message, getThread, listMessages } from '../../contract/src/chat.ts';
import { type Call, createCaller } from '../../web/src/kit/api/call.ts';
import type { Tab } from './clients.ts';
import type { World } from './nemesis/fault.ts';
import { signedIn, signIn } from './people.ts';
import { onDatabase } from './postgres.ts';
import { compareScreens } from './screens.ts';
import { untilQuiet } from './quiet.ts';

/** One row of the log that everything is delivered from. `at` in milliseconds since 1970. */
export interface LogRow {
  feed: string;
  seq: number;
  kind: string;
  subject: string | null;
  at: number;
}

/** A message as the database holds it. */
export interface Stored {
  id: string;
  spaceId: string;
  seq: number;
  authorId: string;
  clientId: string | null;
  source: string;
  removed: boolean;
}

/** A message as the API shows it to somebody who may see everything. */
export interface Shown {
  id: string;
  spaceId: string;
  seq: number;
  clientId: string | null;
  source: string;
  removed: boolean;
  reactions: { emoji: string; personIds: string[] }[];
}

/** What a client shows at the end, against one that has just been opened. */
export interface Screen {
  proc: string;
  /** In words, a few of them; empty when both show the same. */
  differences: string[];
  /** False when it was still asking, sending or waiting after all patience. */
  settled: boolean;
}

/** Everything that is read once the run is over. */
export interface FinalRead {
  spaces: { id: string; historyRule: 'all' | 'sinceJoining' }[];
  feeds: { id: string; lastSeq: number }[];
  log: LogRow[];
  stored: Stored[];
  shown: Shown[];
  screens: Screen[];
  /** How far each client has come in each feed it follows. */
  positions: { proc: string; feed: string; seq: number }[];
}

/** Waits until all is quiet, then reads everything in three ways: by fresh clients, by the API page by page, and by SQL. */
export async function readAll(world: World, patienceMs: number): Promise<FinalRead> {
  const { cast, tabs } = world;
  const restless = await untilQuiet(world, patienceMs);
  const open = [...tabs.open];
  const screens = await compareScreens(world, open, restless);
  const spaces = [...cast.spaces, cast.reports];
  const secret = await signIn(world.server.origin, cast.witness);
  const call = createCaller({ origin: world.server.origin, headers: signedIn(world.server.origin, secret) });
  const shown: Shown[] = [];
  for (const { id } of spaces) shown.push(...(await readSpace(call, id)));
  const positions = open.flatMap((tab) => positionsOf(tab));
  return {
    spaces: spaces.map(({ id, historyRule }) => ({ id, historyRule })),
    shown,
    screens,
    positions,
    ...(await onDatabase(world.server, readTables)),
  };
}

function positionsOf({ proc, person, client }: Tab): FinalRead['positions'] {
  const feeds = [person.id, ...Object.keys(client.spaces.store.get().spaces ?? {})];
  return feeds.map((feed) => ({ proc, feed, seq: client.live.last(feed) ?? -1 }));
}

const PAGE = 100;

/** The whole of a space as somebody scrolls through it, and every thread in it. */
async function readSpace(call: Call, spaceId: string): Promise<Shown[]> {
  const found: Message[] = [];
  for (let before: number | undefined; ; before = found.at(-1)?.seq) {
    const page = await call(listMessages, {
      params: { spaceId },
      query: { size: PAGE, ...(before === undefined ? {} : { before }) },
    });
    found.push(...page.messages.toReversed());
    if (!page.hasBefore || page.messages.length === 0) break;
  }
  const roots = found.filter((message) => message.thread !== null);
  for (const { id } of roots) found.push(...(await readReplies(call, id)));
  return found.map(shownOf);
}

async function readReplies(call: Call, messageId: string): Promise<Message[]> {
  const found: Message[] = [];
  for (let before: number | undefined; ; before = found.at(-1)?.seq) {
    const page = await call(getThread, {
      params: { messageId },
      query: { size: PAGE, ...(before === undefined ? {} : { before }) },
    });
    found.push(...page.replies.toReversed());
    if (!page.hasBefore || page.replies.length === 0) return found;
  }
}

const shownOf = ({ id, spaceId, seq, clientId, source, removed, reactions }: Message): Shown => ({
  id,
  spaceId,
  seq,
  clientId,
  source,
  removed: removed !== null,
  reactions: reactions.map(({ emoji, people }) => ({ emoji, personIds: people.map((person) => person.id) })),
});

/** The driver gives whole numbers of this size as text unless told otherwise, so they are asked for as such. */
async function readTables(client: pg.Client): Promise<Pick<FinalRead, 'feeds' | 'log' | 'stored'>> {
  const feeds = await client.query<FinalRead['feeds'][number]>(
    'select id, last_seq::float8 as "lastSeq" from feeds',
  );
  const log = await client.query<LogRow>(
    'select feed_id as feed, seq::float8 as seq, kind, subject_id as subject, extract(epoch from at)::float8 * 1000 as at from activity order by feed_id, seq',
  );
  const stored = await client.query<Stored>(
    `select id, space_id as "spaceId", seq::float8 as seq, author_id as "authorId", client_id as "clientId", source, removed_at is not null as removed
     from messages order by space_id, seq`,
  );
  return { feeds: feeds.rows, log: log.rows, stored: stored.rows };
}

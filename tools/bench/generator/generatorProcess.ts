import { setTimeout as wait } from 'node:timers/promises';
import { answerMeasuring } from '../measured.ts';
import { noFaults } from './audit.ts';
import type { Commands, Name, Question, Target } from './commands.ts';
import { FeedTrack } from './feedTrack.ts';
import { LiveClient } from './liveClient.ts';
import { ConnectionPool, post } from './posting.ts';

/** Handshakes under way together: fewer than a listening socket keeps waiting, or the network's own retries would be measured. */
const OPENING = 256;
/** Each source address has some 28,000 ports. */
const SOURCES = 200;
const PATIENCE_MS = 20_000;

const groups = new Map<string, LiveClient[]>();
const tracks = new Map<string, FeedTrack>();
const faults = new Map<string, ReturnType<typeof noFaults>>();

const track = (id: string) => tracks.getOrInsertComputed(id, () => new FeedTrack(id));
const faultsOf = (group: string) => faults.getOrInsertComputed(group, noFaults);
const source = (at: number) => `127.0.0.${2 + (at % SOURCES)}`;

async function openAll(clients: LiveClient[], port: number): Promise<{ ms: number }> {
  const started = performance.now();
  let next = 0;
  const catchingUp: Promise<void>[] = [];
  const opening = async () => {
    for (let at = next++; at < clients.length; at = next++) {
      const opened = await clients[at]?.open(port, source(at));
      if (opened !== undefined) catchingUp.push(opened.caughtUp);
    }
  };
  await Promise.all(Array.from({ length: OPENING }, opening));
  await Promise.all(catchingUp);
  return { ms: performance.now() - started };
}

const perform: { [Key in Name]: (asked: Commands[Key]['asked']) => Promise<Commands[Key]['answer']> } = {
  connect: ({ group, port, clients: plans }) => {
    const clients = plans.map(({ token, feeds }) => {
      const subscriptions = feeds.map(([id, last]) => ({ track: track(id), last }));
      for (const subscription of subscriptions) subscription.track.followers += 1;
      return new LiveClient(token, subscriptions, faultsOf(group));
    });
    groups.set(group, [...(groups.get(group) ?? []), ...clients]);
    return openAll(clients, port);
  },

  reconnect: ({ group, port }) => openAll(groups.get(group) ?? [], port),

  untilClosed: async ({ group }) => {
    while (groups.get(group)?.some((client) => client.isOpen)) await wait(10);
    faultsOf(group).closed = 0;
    return {};
  },

  disconnect: async ({ group }) => {
    for (const client of groups.get(group) ?? []) {
      client.close();
      for (const subscription of client.subscriptions) subscription.track.followers -= 1;
    }
    groups.delete(group);
    return {};
  },

  fanOut: async ({ port, target, seconds, inFlight }) => {
    const pool = new ConnectionPool(port);
    const spans: number[] = [];
    const started = performance.now();
    let last = started;
    const poster = async () => {
      while (performance.now() < started + seconds * 1000) {
        const sent = performance.now();
        last = await allHeard(pool, target);
        spans.push(last - sent);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, poster));
    pool.close();
    return { posts: spans.length, ms: last - started, spans };
  },

  byClock: async ({ port, targets, perSecond, seconds }) => {
    const pool = new ConnectionPool(port);
    await pool.warm(16);
    const started = performance.now() + 50;
    const posts: Promise<number>[] = [];
    let late = 0;
    for (let at = 0; at < perSecond * seconds; at += 1) {
      const intended = started + (at / perSecond) * 1000;
      const early = intended - performance.now();
      if (early > 0) await wait(early);
      if (performance.now() - intended > 5) late += 1;
      const target = targets[at % targets.length] as Target;
      posts.push(allHeard(pool, target).then((heard) => heard - intended));
    }
    const spans = await Promise.all(posts);
    pool.close();
    return { spans, late };
  },

  audit: async ({ group, heads }) => {
    const places = (groups.get(group) ?? []).flatMap(({ subscriptions }) => subscriptions);
    const behind = places.filter((place) => place.last !== (heads[place.track.id] ?? place.last)).length;
    const found = { ...faultsOf(group) };
    Object.assign(faultsOf(group), noFaults());
    return { faults: found, behind };
  },

  sample: async ({ group }) => ({
    text: groups.get(group)?.find((client) => client.sample !== undefined)?.sample,
  }),
};

async function allHeard(pool: ConnectionPool, target: Target): Promise<number> {
  const seq = await pool.use((connection) => post(connection, target));
  const tooLong = Promise.withResolvers<never>();
  const patience = setTimeout(
    () => tooLong.reject(new Error(`Position ${seq} was not heard by all in ${PATIENCE_MS / 1000} s.`)),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([track(target.feedId).untilAllHeard(seq), tooLong.promise]);
  } finally {
    clearTimeout(patience);
  }
}

process.on('message', (question: Question) => {
  if (!('name' in question)) return;
  const run = perform[question.name] as (asked: Question) => Promise<object>;
  run(question).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String((error as Error).stack ?? error) }),
  );
});
answerMeasuring(0, () => undefined);

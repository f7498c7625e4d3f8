import { expect, vi } from 'vitest';
import type { CastPerson } from '../../server/test/cast.ts';
import { credentialOf } from '../../server/test/client.ts';
import type { TestServer } from '../../server/test/server.ts';
import { type Client, createClient, snapshot } from '../../web/src/client.ts';
import { createCaller } from '../../web/src/kit/api/call.ts';
import { type Wire, type WireOptions, createWire, impatientClock } from './wire.ts';

/** One device of a person: the product's own client without a screen, on a wire that can be cut. */
export interface Device {
  client: Client;
  wire: Wire;
  personId: string;
}

type Owner = Pick<CastPerson, 'id' | 'secret'>;

const PATIENCE_MS = 60_000;

export function createDevice(
  server: TestServer,
  { id, secret }: Owner,
  options: Partial<WireOptions> = {},
): Device {
  const wire = createWire({ url: server.url, secret, ...options });
  const call = createCaller({
    origin: server.url,
    headers: credentialOf({ secret }, server.url),
    fetch: wire.fetch,
  });
  return {
    client: createClient({ call, openSocket: wire.openSocket, clock: impatientClock, random: () => 0.01 }),
    wire,
    personId: id,
  };
}

/** A device with everything on its screen: all that can be loaded of each space. */
export async function openDevice(
  server: TestServer,
  owner: Owner,
  options: Partial<WireOptions> = {},
): Promise<Device> {
  const device = createDevice(server, owner, options);
  await device.client.start();
  await lookAtEverything(device);
  await untilCaughtUp(server, [device]);
  return device;
}

const spaceIds = ({ client }: Device) => Object.keys(client.spaces.store.get().spaces ?? {});

async function lookAtEverything(device: Device): Promise<void> {
  const { spaces, chat } = device.client;
  for (const id of spaceIds(device)) {
    await Promise.all([spaces.loadMembers(id), spaces.loadCharter(id), chat.loads.newest(id)]);
    const roots =
      chat.store.get().timelines[id]?.entries.filter(({ message }) => message.thread !== null) ?? [];
    await Promise.all(roots.map(({ message }) => chat.loads.thread(message.id, id)));
  }
  await chat.loads.followed();
}

/** What a client still waits for, as far as it tells. */
function unsettled({ live, chat, spaces }: Client): string {
  const { followedStale } = chat.store.get();
  return JSON.stringify({
    live: live.settled(),
    state: live.state.get(),
    followedStale,
    saysWhatIsRead: spaces.isSaying(),
    outbox: chat.outbox.store.get(),
  });
}

/** Why the client does not have all that the server has for it. */
async function whyBehind({ context: { pool } }: TestServer, device: Device): Promise<string | undefined> {
  const { client, personId } = device;
  if (!client.settled()) return `it is not settled: ${unsettled(client)}`;
  const { rows } = await pool.query<{ id: string; head: number }>(
    'select id, last_seq as head from feeds where id = any($1)',
    [[personId, ...spaceIds(device)]],
  );
  const late = rows.find(({ id, head }) => (client.live.last(id) ?? -1) < head);
  return late && `feed ${late.id} stands at ${client.live.last(late.id)} and not at ${late.head}`;
}

/** Waits until each has all that the server has for it, and none has anything left to say that another would hear. */
export async function untilCaughtUp(
  server: TestServer,
  devices: Device[],
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const whyNot = async (): Promise<string | undefined> => {
    for (const device of devices) {
      const why = await whyBehind(server, device);
      if (why !== undefined) return why;
    }
    return undefined;
  };
  const since = Date.now();
  for (;;) {
    const why = await whyNot();
    // Looked at twice: what was heard or loaded a moment ago may itself have asked for more.
    if (why === undefined && (await whyNot()) === undefined) return;
    if (Date.now() - since > patienceMs) throw new Error(`The client does not catch up: ${why}`);
    await new Promise((resolve) => void setTimeout(resolve, 10));
  }
}

export function cut({ wire }: Device): void {
  wire.cut();
}

export async function mend({ wire, client }: Device): Promise<void> {
  wire.mend();
  client.live.retryNow();
  await vi.waitUntil(() => client.live.state.get().is !== 'waiting', { timeout: PATIENCE_MS });
}

/** What is loaded only as far as somebody scrolled is loaded to its beginning, so that two clients can be compared. */
async function loadToTheBeginning({ client: { chat } }: Device): Promise<void> {
  for (const id of Object.keys(chat.store.get().timelines)) {
    while (chat.store.get().timelines[id]?.hasBefore === true) await chat.loads.before(id);
  }
  for (const id of Object.keys(chat.store.get().threads)) {
    while (chat.store.get().threads[id]?.hasBefore === true) await chat.loads.threadBefore(id);
  }
}

/** A new client of the same person, shown exactly what the other one is showing. */
async function openLike(server: TestServer, stale: Device, owner: Owner): Promise<Device> {
  const fresh = createDevice(server, owner);
  await fresh.client.start();
  const shown = stale.client.spaces.store.get();
  const { timelines, threads, followed } = stale.client.chat.store.get();
  const { spaces, chat } = fresh.client;
  await Promise.all([
    ...Object.keys(shown.members).map((id) => spaces.loadMembers(id)),
    ...Object.keys(shown.charters).map((id) => spaces.loadCharter(id)),
    ...Object.keys(timelines).map((id) => chat.loads.newest(id)),
    ...Object.entries(threads).map(([id, { root }]) => chat.loads.thread(id, root.message.spaceId)),
    followed === null ? undefined : chat.loads.followed(),
  ]);
  return fresh;
}

/** The promise itself: what a client shows that heard of every change is what one shows that has just been opened. */
export async function expectAsFresh(
  server: TestServer,
  stale: Device,
  owner: Owner,
  about: string,
): Promise<void> {
  await untilCaughtUp(server, [stale]);
  const fresh = await openLike(server, stale, owner);
  try {
    await Promise.all([loadToTheBeginning(stale), loadToTheBeginning(fresh)]);
    expect(snapshot(stale.client), about).toEqual(snapshot(fresh.client));
  } finally {
    fresh.client.stop();
  }
}

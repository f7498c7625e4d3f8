import { setTimeout as sleep } from 'node:timers/promises';
import { editMessage, postMessage } from '../../../contract/src/chat.ts';
import { KEPT_BYTES } from '../checkers/slowReader.ts';
import type { Tab } from '../clients.ts';
import { type Event, now } from '../history.ts';
import { type Fault, type World, happened } from './fault.ts';

const SAID_BYTES = KEPT_BYTES + 2 * 1024 * 1024;
const CALM_MS = 2500;
/** Shorter than two heartbeats, after which the server would close the socket for another reason. */
const SLOW_MAX_MS = 22_000;
const READ_MAX_MS = 15_000;
/** Words in emphasis: the tree of a text is many times as large as its source. */
const WORDS = 1300;
const REPORTS = 3;

/**
 * One client of a space of long texts stops reading. Before that the same is written for a while with everybody reading, so that what
 * the others then wait for can be compared.
 */
export const slowReader: Fault = {
  name: 'stop reading',
  async run(world) {
    const { history, cast } = world;
    const [slow, writer] = cast.reports.memberIds.map((id) =>
      [...world.tabs.open].find((tab) => tab.person.id === id),
    );
    if (slow === undefined || writer === undefined) return { bit: false, detail: 'somebody was not there' };
    world.load.leave(slow);
    const writing = await startWriting(world, writer);
    history.add('nemesis', { type: 'fault', f: 'calm', value: { stage: 'begin' } });
    await sleep(CALM_MS);
    history.add('nemesis', { type: 'fault', f: 'calm', value: { stage: 'end' } });
    const since = now();
    history.add(slow.proc, { type: 'fault', f: 'slow', value: { stage: 'begin' } });
    slow.wire.pause();
    for (let waited = 0; waited < SLOW_MAX_MS && writing.said(since) < SAID_BYTES; waited += 200) {
      await sleep(200);
    }
    await writing.stop();
    const said = writing.said(since);
    history.add(slow.proc, { type: 'fault', f: 'slow', value: { stage: 'end', detail: String(said) } });
    slow.wire.resume();
    const answered = await untilTold(world, slow, since);
    slow.close();
    world.load.join(await world.tabs.openTab(slow.person, slow.session));
    return {
      bit: said > KEPT_BYTES,
      detail: `${(said / 2 ** 20).toFixed(1)} MB were said to a client that did not read; then it ${answered}`,
    };
  },
};

/**
 * A few long reports whose titles are changed again and again: little work for writer and server, and each time the whole report is
 * told to everybody in the space.
 */
async function startWriting({ cast, load, history }: World, { call, proc }: Tab) {
  const spaceId = cast.reports.id;
  const state = { stopped: false };
  const write = async (messageId: string) => {
    for (let version = 1; !state.stopped; version += 1) {
      const body = { title: `Report, version ${version}` };
      await call(editMessage, { params: { messageId }, body }).catch(() => sleep(100));
    }
  };
  const source = () => `${Array.from({ length: WORDS }, () => '*a* street').join(' ')} ${load.write(1)}`;
  const reports = Array.from({ length: REPORTS }, () =>
    call(postMessage, { params: { spaceId }, body: { clientId: crypto.randomUUID(), source: source() } }),
  );
  const done = (await Promise.all(reports)).map(({ id }) => write(id));
  return {
    /** What a member who reads was told is what the slow one should have been told too. */
    said: (since: number) =>
      happened(history, since, isHeardBy(proc, spaceId)).reduce((sum, event) => sum + bytesOf(event), 0),
    stop: async () => {
      state.stopped = true;
      await Promise.all(done);
    },
  };
}

const isHeardBy = (proc: string, spaceId: string) => (event: Event) =>
  event.proc === proc && event.type === 'wire' && event.f === 'heard' && event.value.feed === spaceId;

const bytesOf = (event: Event): number =>
  event.type === 'wire' && event.f === 'heard' ? event.value.bytes : 0;

/** After it reads again: whether it was told that it missed something, or its connection was closed. */
async function untilTold({ history }: World, { proc }: Tab, since: number): Promise<string> {
  const told = (f: 'resync' | 'close') =>
    happened(history, since, (event) => event.proc === proc && event.type === 'wire' && event.f === f)
      .length > 0;
  for (let waited = 0; waited < READ_MAX_MS; waited += 100) {
    if (told('resync')) return 'was told to catch up';
    if (told('close')) return 'was cut off';
    await sleep(100);
  }
  return 'was told nothing';
}

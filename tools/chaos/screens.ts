import { type Client, snapshot } from '../../web/src/client.ts';
import type { Tab } from './clients.ts';
import type { Screen } from './final.ts';
import type { World } from './nemesis/fault.ts';

type Snapshot = ReturnType<typeof snapshot>;
type Timeline = Snapshot['timelines'][string];

/** Pages that a fresh client goes back to cover what an old one has scrolled to. */
const PAGES_MAX = 40;
const TOLD = 5;

/** Opens a fresh client beside each one that has been through the run, lets it load the same and compares what both show. */
export async function compareScreens(world: World, tabs: Tab[], restless: Tab[]): Promise<Screen[]> {
  const screens: Screen[] = [];
  for (const tab of tabs) {
    const fresh = await world.tabs.openTab(tab.person, tab.session);
    await loadSame(tab.client, fresh.client);
    const differences = differencesBetween(snapshot(tab.client), snapshot(fresh.client));
    fresh.close();
    screens.push({ proc: tab.proc, differences, settled: !restless.includes(tab) });
  }
  return screens;
}

async function loadSame(old: Client, fresh: Client): Promise<void> {
  const { timelines, threads, followed } = old.chat.store.get();
  const { members, charters } = old.spaces.store.get();
  for (const [spaceId, { entries }] of Object.entries(timelines)) {
    await loadBack(fresh, spaceId, entries[0]?.message.seq ?? 0);
  }
  await Promise.all([
    ...Object.values(threads).map(({ root }) =>
      fresh.chat.loads.thread(root.message.id, root.message.spaceId),
    ),
    ...Object.keys(members).map((id) => fresh.spaces.loadMembers(id)),
    ...Object.keys(charters).map((id) => fresh.spaces.loadCharter(id)),
    followed === null ? undefined : fresh.chat.loads.followed(),
  ]);
}

async function loadBack({ chat }: Client, spaceId: string, firstSeq: number): Promise<void> {
  await chat.loads.newest(spaceId);
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const timeline = chat.store.get().timelines[spaceId];
    if (
      timeline === undefined ||
      !timeline.hasBefore ||
      (timeline.entries[0]?.message.seq ?? 0) <= firstSeq
    ) {
      return;
    }
    await chat.loads.before(spaceId);
  }
}

/** In words, at most a few; empty when both show the same as far as both have loaded. */
export function differencesBetween(old: Snapshot, fresh: Snapshot): string[] {
  const found: string[] = [];
  differ(found, 'me', old.me, fresh.me);
  differ(found, 'spaces', old.spaces, fresh.spaces);
  differ(found, 'members', old.members, fresh.members);
  differ(found, 'charters', old.charters, fresh.charters);
  differ(found, 'followed', old.followed, fresh.followed);
  for (const [id, timeline] of Object.entries(old.timelines)) {
    const [left, right] = asFarAsBoth(timeline, fresh.timelines[id]);
    differ(found, `timeline of ${id}`, left, right);
  }
  for (const [id, thread] of Object.entries(old.threads)) {
    differ(found, `thread ${id}`, threadOf(thread, fresh.threads[id]), threadOf(fresh.threads[id], thread));
  }
  return found.slice(0, TOLD);
}

/** One may have scrolled further back than the other; from where both have loaded on they must be the same. */
function asFarAsBoth(old: Timeline, fresh: Timeline | undefined): [unknown, unknown] {
  if (fresh === undefined) return [old, fresh];
  const from = Math.max(old.messages[0]?.seq ?? 0, fresh.messages[0]?.seq ?? 0);
  const cut = ({ messages, hasAfter }: Timeline) => ({
    hasAfter,
    messages: bySeq(messages.filter(({ seq }) => seq >= from)),
  });
  return [cut(old), cut(fresh)];
}

function threadOf(
  thread: Snapshot['threads'][string] | undefined,
  other: Snapshot['threads'][string] | undefined,
): unknown {
  if (thread === undefined || other === undefined) return thread;
  const from = Math.max(thread.replies[0]?.seq ?? 0, other.replies[0]?.seq ?? 0);
  return {
    root: thread.root,
    following: thread.following,
    replies: bySeq(thread.replies.filter(({ seq }) => seq >= from)),
  };
}

/** By place, so that one that is missing is told as that and not as all later ones being others. */
const bySeq = (messages: Timeline['messages']) =>
  Object.fromEntries(messages.map((message) => [String(message.seq), message]));

function differ(found: string[], path: string, old: unknown, fresh: unknown): void {
  if (Object.is(old, fresh) || found.length >= TOLD) return;
  if (!isTree(old) || !isTree(fresh)) {
    found.push(`${path}: ${brief(old)} against ${brief(fresh)} afresh`);
    return;
  }
  for (const key of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    differ(found, `${path}.${key}`, old[key], fresh[key]);
  }
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const brief = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);

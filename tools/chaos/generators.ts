import { postMessage, type Message } from '../../contract/src/chat.ts';
import type { Tab } from './clients.ts';
import { canary } from './history.ts';
import type { Random } from './random.ts';

/** One person at work: what they may do is decided by what their own client shows them. */
export interface Actor {
  tab: Tab;
  random: Random;
  /** A new text with a mark of its own. */
  write(words?: number): string;
  /** Messages with a change of this actor under way, so that the order of two changes of one message is never in doubt. */
  busy: Set<string>;
}

interface Action {
  name: string;
  weight: number;
  run(actor: Actor): Promise<unknown> | undefined;
}

const EMOJI = ['👍', '🙏', '💡', '🎉'];
/** How many unsent messages a person puts up with before they stop writing. */
const BACKLOG_MAX = 4;
const WORDS =
  'we looked at another street and wrote down what we saw there before the cold comes back to the houses by the canal'.split(
    ' ',
  );

/** Numbers texts from 1 on. */
export function createWriting(random: Random): Actor['write'] {
  let written = 0;
  return (words = random.whole(4, 40)) => {
    written += 1;
    const text = Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
    return `${text} ${canary(written)}`;
  };
}

const spaceIds = ({ tab }: Actor): string[] =>
  Object.values(tab.client.spaces.store.get().spaces ?? {}).flatMap(({ space }) =>
    space.name === 'Field reports' ? [] : [space.id],
  );

function pickSpace(actor: Actor): string | undefined {
  const ids = spaceIds(actor);
  return ids.length === 0 ? undefined : actor.random.pick(ids);
}

/** One of the newest messages of a loaded space that `fits`. */
function pickMessage(actor: Actor, fits: (message: Message) => boolean): Message | undefined {
  const spaceId = pickSpace(actor);
  const timeline = spaceId === undefined ? undefined : actor.tab.client.chat.store.get().timelines[spaceId];
  const found = (timeline?.entries ?? [])
    .slice(-60)
    .map(({ message }) => message)
    .filter((message) => message.removed === null && fits(message));
  return found.length === 0 ? undefined : actor.random.pick(found);
}

/** Nothing else is done by this actor to the same thing until it is over. */
async function alone(actor: Actor, key: string, work: () => Promise<unknown>): Promise<void> {
  if (actor.busy.has(key)) return;
  actor.busy.add(key);
  await work().finally(() => actor.busy.delete(key));
}

function post(actor: Actor, threadRootId: string | null, spaceId: string | undefined): undefined {
  const { chat } = actor.tab.client;
  const backlog = chat.outbox.store.get().filter((one) => one.state === 'waiting').length;
  if (spaceId === undefined || backlog >= BACKLOG_MAX) return;
  chat.post({ spaceId, threadRootId, title: null, source: actor.write() });
}

const isMine =
  ({ tab }: Actor) =>
  (message: Message) =>
    message.author.id === tab.person.id;

/** What people do, about as often as they do it. */
const ACTIONS: Action[] = [
  { name: 'post', weight: 50, run: (actor) => post(actor, null, pickSpace(actor)) },
  {
    name: 'reply',
    weight: 12,
    run: (actor) => {
      // A few roots only, so that threads get long.
      const root = pickMessage(actor, (message) => message.seq % 9 === 0);
      return post(actor, root?.id ?? null, root?.spaceId);
    },
  },
  {
    name: 'edit',
    weight: 7,
    run: (actor) => {
      const message = pickMessage(actor, isMine(actor));
      return (
        message &&
        alone(actor, message.id, () =>
          actor.tab.client.chat.messages.edit(message, actor.write(), message.title),
        )
      );
    },
  },
  {
    name: 'remove',
    weight: 2,
    run: (actor) => {
      const message = pickMessage(actor, isMine(actor));
      return message && alone(actor, message.id, () => actor.tab.client.chat.messages.remove(message));
    },
  },
  {
    name: 'react',
    weight: 14,
    run: (actor) => {
      const message = pickMessage(actor, () => true);
      const emoji = actor.random.pick(EMOJI);
      return (
        message &&
        alone(actor, `${message.id} ${emoji}`, () => actor.tab.client.chat.messages.react(message, emoji))
      );
    },
  },
  {
    name: 'read',
    weight: 10,
    run: (actor) => {
      const message = pickMessage(actor, () => true);
      if (message === undefined) return undefined;
      if (actor.random.chance(0.1)) {
        return Promise.resolve(actor.tab.client.spaces.markUnreadFrom(message.spaceId, message.seq));
      }
      const entries = actor.tab.client.chat.store.get().timelines[message.spaceId]?.entries;
      return Promise.resolve(
        actor.tab.client.spaces.markRead(message.spaceId, entries?.at(-1)?.message.seq ?? message.seq),
      );
    },
  },
  {
    name: 'retry',
    weight: 2,
    run: (actor) => {
      const message = pickMessage(actor, isMine(actor));
      if (message?.clientId === undefined || message.clientId === null) return undefined;
      const { spaceId, clientId, threadRootId } = message;
      return actor.tab.call(postMessage, {
        params: { spaceId },
        body: { clientId, source: actor.write(), ...(threadRootId === null ? {} : { threadRootId }) },
      });
    },
  },
  {
    name: 'open',
    weight: 3,
    run: (actor) => {
      const spaceId = pickSpace(actor);
      return spaceId === undefined ? undefined : actor.tab.client.chat.loads.newest(spaceId);
    },
  },
  {
    name: 'scroll',
    weight: 1,
    run: (actor) => {
      const spaceId = pickSpace(actor);
      return spaceId === undefined ? undefined : actor.tab.client.chat.loads.before(spaceId);
    },
  },
  {
    name: 'thread',
    weight: 2,
    run: (actor) => {
      const root = pickMessage(actor, (message) => message.thread !== null);
      return root && actor.tab.client.chat.loads.thread(root.id, root.spaceId);
    },
  },
  {
    name: 'follow',
    weight: 1,
    run: (actor) => {
      const root = pickMessage(actor, (message) => message.thread !== null);
      return (
        root &&
        alone(actor, root.id, () =>
          actor.tab.client.chat.messages.setFollowing(root.id, actor.random.chance(0.6)),
        )
      );
    },
  },
  {
    name: 'type',
    weight: 3,
    run: (actor) => {
      const spaceId = pickSpace(actor);
      if (spaceId !== undefined) actor.tab.client.chat.typing.say(spaceId, null);
      return undefined;
    },
  },
];

const WEIGHT = ACTIONS.reduce((sum, { weight }) => sum + weight, 0);

/** Does one thing, picked at random. What is refused or cut off is written down by the call and is no error here. */
export async function act(actor: Actor): Promise<void> {
  let place = actor.random() * WEIGHT;
  const action = ACTIONS.find(({ weight }) => (place -= weight) < 0) ?? ACTIONS[0];
  await Promise.resolve(action?.run(actor)).catch(() => undefined);
}

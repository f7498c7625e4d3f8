import * as agreements from '@footbridge/contract/agreements.ts';
import * as auth from '@footbridge/contract/auth.ts';
import * as cases from '@footbridge/contract/cases.ts';
import * as charters from '@footbridge/contract/charters.ts';
import * as chat from '@footbridge/contract/chat.ts';
import * as imports from '@footbridge/contract/imports.ts';
import {
  type ActivityFrame,
  type ServerFrame,
  Goodbye,
  Heads,
  Hello,
  CaughtUp,
  LIVE_PATH,
  Reset,
  Resync,
} from '@footbridge/contract/kit/live.ts';
import * as offers from '@footbridge/contract/offers.ts';
import * as organisations from '@footbridge/contract/organisations.ts';
import * as pairings from '@footbridge/contract/pairings.ts';
import * as people from '@footbridge/contract/people.ts';
import * as policies from '@footbridge/contract/policies.ts';
import * as rounds from '@footbridge/contract/rounds.ts';
import * as search from '@footbridge/contract/search.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import * as steps from '@footbridge/contract/steps.ts';
import * as stories from '@footbridge/contract/stories.ts';
import * as thanks from '@footbridge/contract/thanks.ts';
import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { type Identity, credentialOf, strictly } from './client.ts';

/** Any frame as it came; activity has the fields of its kind beside those of `ActivityFrame`. */
export type Frame = { type: string; feed?: string; seq?: number; kind?: string } & Record<string, unknown>;

export interface LiveClient {
  frames: Frame[];
  say(frame: object): void;
  /** Follows feeds and waits until each is caught up or reset. */
  follow(...feeds: [feedId: string, after: number][]): Promise<void>;
  /** The first frame that fits and was not taken yet; waited for. A text means activity of that kind, else a frame of that type. */
  next(wanted: string | ((frame: Frame) => boolean)): Promise<Frame>;
  /** Waits and answers what came meanwhile that fits. */
  during(ms: number, wanted?: string): Promise<Frame[]>;
  close(): Promise<void>;
  /** Resolves when the server has closed the socket. */
  closed: Promise<void>;
}

/** Long, because a busy machine is no defect; what comes ends the wait. */
const PATIENCE_MS = 15_000;
const CONTROL: Record<string, z.core.$ZodType> = {
  hello: Hello,
  caughtUp: CaughtUp,
  reset: Reset,
  resync: Resync,
  heads: Heads,
  goodbye: Goodbye,
} satisfies Record<ServerFrame['type'], z.core.$ZodType>;
const SCHEMAS = schemasOf([
  agreements,
  auth,
  cases,
  charters,
  chat,
  imports,
  organisations,
  pairings,
  people,
  policies,
  search,
  rounds,
  spaces,
  steps,
  stories,
  offers,
  thanks,
]);

/** Every live message and signal that the contract declares, by its kind or type. */
function schemasOf(modules: object[]): Map<string, z.core.$ZodType> {
  const found = new Map(Object.entries(CONTROL));
  for (const value of modules.flatMap((module) => Object.values(module) as unknown[])) {
    if (!(value instanceof z.ZodMiniObject)) continue;
    const { type, kind } = value.shape as Record<string, z.core.$ZodType | undefined>;
    const name = literalOf(kind) ?? literalOf(type);
    if (name !== undefined) found.set(name, value);
  }
  return found;
}

function literalOf(schema: z.core.$ZodType | undefined): string | undefined {
  return schema instanceof z.ZodMiniLiteral ? String([...schema._zod.def.values][0]) : undefined;
}

const nameOf = (frame: Frame) => (frame.type === 'activity' ? String(frame.kind) : frame.type);

/** A frame must be of the shape that the contract gives its kind. `hidden` has none: it only takes its place. */
function check(frame: Frame): Frame {
  const name = nameOf(frame);
  if (name === 'hidden') return frame;
  const schema = SCHEMAS.get(name);
  if (schema === undefined) throw new Error(`The contract knows no live frame ${name}.`);
  return strictly(schema, frame, name) as Frame;
}

/** Opens the live socket of a server as its own page would; resolves after `hello`. */
export async function openLive(url: string, identity: Identity): Promise<LiveClient> {
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}${LIVE_PATH}`, {
    headers: credentialOf(identity, url),
  });
  const frames: Frame[] = [];
  const taken = new Set<Frame>();
  const waiting = new Set<() => void>();
  let failure: unknown;
  const closed = new Promise<void>((resolve) => ws.on('close', () => resolve()));
  ws.on('message', (data) => {
    try {
      frames.push(check(JSON.parse((data as Buffer).toString('utf8')) as Frame));
    } catch (error) {
      failure ??= error;
    }
    for (const look of waiting) look();
  });
  const fits = (wanted: string | ((frame: Frame) => boolean)) =>
    typeof wanted === 'string' ? (frame: Frame) => nameOf(frame) === wanted : wanted;
  const client: LiveClient = {
    frames,
    closed,
    say: (frame) => ws.send(JSON.stringify(frame)),
    next: (wanted) =>
      waitFor(
        () => {
          if (failure !== undefined) throw failure as Error;
          const frame = frames.find((one) => !taken.has(one) && fits(wanted)(one));
          if (frame !== undefined) taken.add(frame);
          return frame;
        },
        () => `no ${String(wanted)} among ${frames.map(nameOf).join(', ')}`,
        waiting,
      ),
    follow: async (...feeds) => {
      client.say({ type: 'follow', feeds });
      for (const [feedId] of feeds) {
        await client.next(
          (frame) => frame.feed === feedId && (frame.type === 'caughtUp' || frame.type === 'reset'),
        );
      }
    },
    during: async (ms, wanted) => {
      const before = frames.length;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return frames.slice(before).filter((frame) => wanted === undefined || nameOf(frame) === wanted);
    },
    close: async () => {
      ws.close();
      await closed;
    },
  };
  await new Promise<void>((resolve, reject) => {
    ws.on('open', () => resolve());
    ws.on('error', reject);
  });
  await client.next('hello');
  return client;
}

function waitFor<T>(look: () => T | undefined, describe: () => string, waiting: Set<() => void>): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(timer);
      waiting.delete(attempt);
      done();
    };
    const attempt = () => {
      try {
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(new Error('A live frame was not as it should be.', { cause: error })));
      }
    };
    const timer = setTimeout(
      () => settle(() => reject(new Error(`Waited in vain: ${describe()}.`))),
      PATIENCE_MS,
    );
    waiting.add(attempt);
    attempt();
  });
}

/** Activity frames of a feed, in order, without holes from `after` on. */
export function activityOf(frames: Frame[], feedId: string): ActivityFrame[] {
  return frames.filter(
    (frame) => frame.type === 'activity' && frame.feed === feedId,
  ) as unknown as ActivityFrame[];
}

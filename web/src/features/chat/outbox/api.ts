import { postMessage, type Message } from '@footbridge/contract/chat.ts';
import type { CallInput } from '@footbridge/contract/kit/endpoint.ts';
import type { Call } from '../../../kit/api/call.ts';
import { ProblemError } from '../../../kit/api/problemError.ts';
import { retryDelay } from '../../../kit/live/backoff.ts';
import type { Clock } from '../../../kit/live/clock.ts';
import type { Keep } from '../../../kit/live/keep.ts';
import { newId } from '../../../kit/live/newId.ts';
import { createStore, type Store } from '../../../kit/store.ts';
import { SENT_UNASKED_MS, afterFailure } from './rules.ts';
import {
  changeOutgoing,
  nextToSend,
  withoutArrived,
  withoutOutgoing,
  type Outgoing,
  type OutboxState,
} from './store.ts';

export type Written = Pick<Outgoing, 'spaceId' | 'threadRootId' | 'title' | 'source'>;

/** Sends what was written, one after the other per space, the same client id at every try, until it is on the server or refused. */
export interface Outbox {
  store: Store<OutboxState>;
  send: (written: Written) => Outgoing;
  /** Tries a failed one again, after the others that wait. */
  retry: (clientId: string) => void;
  /** Takes a failed or waiting one back; its text goes back to the caller. */
  discard: (clientId: string) => Outgoing | undefined;
  /** Tries at once what waits: we are connected, or signed in again. */
  resume: () => void;
  /** These came back from the server. */
  arrived: (messages: readonly Message[]) => void;
  /** Takes up what an earlier page of this person left behind. */
  restore: () => void;
  stop: () => void;
}

export interface OutboxOptions {
  call: Call;
  clock: Clock;
  random: () => number;
  keep: Keep;
  /** Separates people who share a device. */
  myId: () => string;
  onSent: (sent: Outgoing) => void;
}

const PREFIX = 'footbridge.outbox.';
/** A request may hang for many minutes on a line that died silently. After this it is given up, and the message sent again. */
const ANSWER_MS = 20_000;

function postInTime(
  { call, clock }: OutboxOptions,
  spaceId: string,
  body: CallInput<typeof postMessage>['body'],
) {
  const deadline = new AbortController();
  const end = clock.after(ANSWER_MS, () => deadline.abort());
  return call(postMessage, { params: { spaceId }, body, signal: deadline.signal }).finally(end);
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { clock, random, keep } = options;
  const store = createStore<OutboxState>([]);
  /** Spaces with a request under way, or waiting to try again; the function ends the wait. */
  const busy = new Map<string, { attempt: number; endWait: (() => void) | null }>();
  let stopped = false;

  // One key each: two windows of one person must not write over each other's list.
  const keyOf = (clientId: string): string => `${PREFIX}${options.myId()}.${clientId}`;
  const set = (clientId: string, fields: Partial<Outgoing>): void => {
    store.set((state) => changeOutgoing(state, clientId, fields));
    const now = store.get().find((one) => one.clientId === clientId);
    if (now && now.state !== 'sent') keep.set(keyOf(clientId), JSON.stringify(now));
    else keep.remove(keyOf(clientId));
  };
  const drop = (clientId: string): void => {
    keep.remove(keyOf(clientId));
    store.set((state) => withoutOutgoing(state, clientId));
  };

  const failed = (one: Outgoing, error: unknown, attempt: number): void => {
    const next = afterFailure(error instanceof ProblemError ? error.problem : null);
    busy.delete(one.spaceId);
    if (next.do === 'giveUp') {
      set(one.clientId, { state: 'failed', failure: next.why });
      pump(one.spaceId);
    } else if (next.do === 'retry' && !stopped) {
      const endWait = clock.after(next.afterMs ?? retryDelay(attempt, random), () => {
        busy.delete(one.spaceId);
        pump(one.spaceId, attempt + 1);
      });
      busy.set(one.spaceId, { attempt, endWait });
    }
  };

  const pump = (spaceId: string, attempt = 0): void => {
    const one = nextToSend(store.get(), spaceId);
    if (!one || busy.has(spaceId) || stopped) return;
    busy.set(spaceId, { attempt, endWait: null });
    const { clientId, source, threadRootId, title } = one;
    const body = {
      clientId,
      source,
      ...(threadRootId === null ? {} : { threadRootId }),
      ...(title === null ? {} : { title }),
    };
    postInTime(options, spaceId, body).then(
      ({ id }) => {
        busy.delete(spaceId);
        set(clientId, { state: 'sent', messageId: id });
        const sent = store.get().find((other) => other.clientId === clientId);
        if (sent) options.onSent(sent);
        pump(spaceId);
      },
      (error: unknown) => failed(one, error, attempt),
    );
  };

  return {
    store,
    send(written) {
      const one: Outgoing = {
        ...written,
        clientId: newId(),
        writtenAt: new Date(clock.now()).toISOString(),
        state: 'waiting',
        failure: null,
        messageId: null,
      };
      store.set((state) => [...state, one]);
      keep.set(keyOf(one.clientId), JSON.stringify(one));
      pump(one.spaceId);
      return one;
    },
    retry(clientId) {
      const one = store.get().find((other) => other.clientId === clientId);
      if (one?.state !== 'failed') return;
      store.set((state) => [...withoutOutgoing(state, clientId), one]);
      set(clientId, { state: 'waiting', failure: null });
      pump(one.spaceId);
    },
    discard(clientId) {
      const one = store.get().find((other) => other.clientId === clientId);
      drop(clientId);
      return one;
    },
    resume() {
      for (const [spaceId, { endWait }] of busy) {
        if (!endWait) continue;
        endWait();
        busy.delete(spaceId);
      }
      for (const spaceId of new Set(store.get().map((one) => one.spaceId))) pump(spaceId);
    },
    arrived(messages) {
      const left = withoutArrived(store.get(), messages);
      for (const one of store.get()) if (!left.includes(one)) keep.remove(keyOf(one.clientId));
      store.set(left);
    },
    restore() {
      const kept = keep.keys(`${PREFIX}${options.myId()}.`).flatMap((key) => readKept(keep.get(key)));
      const known = new Set(store.get().map(({ clientId }) => clientId));
      const added = kept
        .filter(({ clientId }) => !known.has(clientId))
        .toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt));
      const old = (one: Outgoing): boolean => clock.now() - Date.parse(one.writtenAt) > SENT_UNASKED_MS;
      store.set((state) => [
        ...state,
        ...added.map((one) => (old(one) ? { ...one, state: 'failed' as const } : one)),
      ]);
      for (const spaceId of new Set(added.map((one) => one.spaceId))) pump(spaceId);
    },
    stop() {
      stopped = true;
      for (const { endWait } of busy.values()) endWait?.();
    },
  };
}

function readKept(text: string | null): Outgoing[] {
  try {
    return text === null ? [] : [JSON.parse(text) as Outgoing];
  } catch {
    return [];
  }
}

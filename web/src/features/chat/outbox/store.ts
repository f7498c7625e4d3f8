import type { Message } from '@footbridge/contract/chat.ts';

/** Something I wrote that is not yet seen back from the server. */
export interface Outgoing {
  clientId: string;
  spaceId: string;
  threadRootId: string | null;
  title: string | null;
  /** Markdown. */
  source: string;
  writtenAt: string;
  /** `waiting` for its turn or an answer, `sent` and safe on the server, `failed`: refused, and only I can decide what becomes of it. */
  state: 'waiting' | 'sent' | 'failed';
  /** Why it failed, in words. */
  failure: string | null;
  /** Its id on the server, once sent. */
  messageId: string | null;
}

/** In the order in which it was written. */
export type OutboxState = readonly Outgoing[];

export const changeOutgoing = (
  state: OutboxState,
  clientId: string,
  fields: Partial<Outgoing>,
): OutboxState => state.map((one) => (one.clientId === clientId ? { ...one, ...fields } : one));

export const withoutOutgoing = (state: OutboxState, clientId: string): OutboxState =>
  state.some((one) => one.clientId === clientId) ? state.filter((one) => one.clientId !== clientId) : state;

/** Drops what came back as a message: from here on the timeline shows it. */
export function withoutArrived(state: OutboxState, messages: readonly Message[]): OutboxState {
  if (state.length === 0) return state;
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  const left = state.filter(({ clientId }) => !arrived.has(clientId));
  return left.length === state.length ? state : left;
}

/** The next to send in a space: strictly one after the other, so that the order of writing is the order of reading. */
export const nextToSend = (state: OutboxState, spaceId: string): Outgoing | undefined =>
  state.find((one) => one.spaceId === spaceId && one.state === 'waiting');

export const outgoingIn = (state: OutboxState, spaceId: string, threadRootId: string | null): Outgoing[] =>
  state.filter((one) => one.spaceId === spaceId && one.threadRootId === threadRootId);

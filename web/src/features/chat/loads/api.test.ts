import type { Message, MessagePage, Thread } from '@footbridge/contract/chat.ts';
import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../kit/api/call.ts';
import { createStore } from '../../../kit/store.ts';
import { applyToChat } from '../live.ts';
import { noChat, type ChatState } from '../store.ts';
import { createLoads } from './api.ts';

const SPACE = 'space';
const PAGE = 4;

type Event =
  | { is: 'root' }
  | { is: 'reply'; to: number }
  | { is: 'edited' | 'reacted' | 'removed'; message: number }
  | { is: 'renamed' };

/** A message as the database has it when the feed stands at `head`. */
function messageAt(events: readonly Event[], seq: number, head: number): Message {
  const until = events.slice(0, head);
  const event = events[seq - 1];
  const of = (is: string): number =>
    until.filter((one) => one.is === is && 'message' in one && one.message === seq).length;
  const replies = until.flatMap((one, at) =>
    one.is === 'reply' && one.to === seq && !isRemovedAt(events, at + 1, head) ? [at + 1] : [],
  );
  const name = `Grace ${until.filter((one) => one.is === 'renamed').length}`;
  const organisation = { id: 'energy', name: 'Meridian Energy', shortName: 'ME', hue: 300 };
  return {
    id: `m${seq}`,
    spaceId: SPACE,
    seq,
    clientId: null,
    title: null,
    files: [],
    editedAt: null,
    createdAt: '',
    threadRootId: event?.is === 'reply' ? `m${event.to}` : null,
    author: { id: 'grace', name, kind: 'person', organisation },
    source: `text ${of('edited')}`,
    body: { blocks: [] },
    mentions: { personIds: [], everyone: false },
    reactions: Array.from({ length: of('reacted') }, (_, at) => ({ emoji: `${at}`, people: [] })),
    removed: isRemovedAt(events, seq, head) ? { at: '', by: { id: 'grace', name } } : null,
    thread: replies.length > 0 ? { replies: replies.length, lastReplyAt: null, people: [] } : null,
  };
}

const isRemovedAt = (events: readonly Event[], seq: number, head: number): boolean =>
  events.slice(0, head).some((one) => one.is === 'removed' && one.message === seq);

const seqsOf = (events: readonly Event[], head: number, rootSeq: number | null): number[] =>
  events.slice(0, head).flatMap((event, at) => {
    const fits = rootSeq === null ? event.is === 'root' : event.is === 'reply' && event.to === rootSeq;
    return fits ? [at + 1] : [];
  });

/** The live message of position `seq`, with contents as of `builtAt`: those caught up on show what came later. */
function frameOf(events: readonly Event[], seq: number, builtAt: number): ActivityFrame {
  const event = events[seq - 1];
  const common = { type: 'activity' as const, feed: SPACE, seq, at: '' };
  const message = event && 'message' in event ? event.message : seq;
  const shown = messageAt(events, message, builtAt);
  const posted = events[message - 1];
  const rootThread = posted?.is === 'reply' ? messageAt(events, posted.to, builtAt).thread : null;
  if (event?.is === 'reacted') {
    return {
      ...common,
      kind: 'reactionsChanged',
      messageId: shown.id,
      messageSeq: message,
      reactions: shown.reactions,
    } as ActivityFrame;
  }
  if (event?.is === 'edited') return { ...common, kind: 'messageEdited', message: shown } as ActivityFrame;
  if (event?.is === 'removed') {
    return { ...common, kind: 'messageRemoved', message: shown, rootThread } as ActivityFrame;
  }
  if (event?.is === 'renamed') {
    return { ...common, kind: 'personChanged', person: shown.author } as ActivityFrame;
  }
  return { ...common, kind: 'messagePosted', message: shown, rootThread } as ActivityFrame;
}

interface Window {
  messages: Message[];
  hasBefore: boolean;
  hasAfter: boolean;
}

function windowAt(
  events: readonly Event[],
  head: number,
  rootSeq: number | null,
  query: { before?: number; after?: number; around?: number },
): Window {
  const seqs = seqsOf(events, head, rootSeq);
  const from = (): number => {
    if (query.before !== undefined) return seqs.filter((seq) => seq < (query.before ?? 0)).length - PAGE;
    if (query.after !== undefined) return seqs.filter((seq) => seq <= (query.after ?? 0)).length;
    if (query.around !== undefined) return seqs.filter((seq) => seq < (query.around ?? 0)).length - PAGE / 2;
    return seqs.length - PAGE;
  };
  const start = Math.max(0, from());
  const end =
    query.before === undefined ? start + PAGE : seqs.filter((seq) => seq < (query.before ?? 0)).length;
  return {
    messages: seqs.slice(start, end).map((seq) => messageAt(events, seq, head)),
    hasBefore: start > 0,
    hasAfter: end < seqs.length,
  };
}

/** A server whose answers are read and sent when the test says so. */
function modelServer(all: readonly Event[]) {
  let head = 0;
  const questions: { ask: () => unknown; reply: unknown; answer: (reply: unknown) => void }[] = [];
  const call = (
    endpoint: AnyEndpoint,
    { params, query }: { params: { messageId?: string }; query: { before?: number } },
  ) =>
    new Promise((answer) => {
      const ask = (): MessagePage | Thread => {
        if (endpoint.name === 'listMessages') return { ...windowAt(all, head, null, query), feedSeq: head };
        const rootSeq = Number(params.messageId?.slice(1));
        const { messages, hasBefore } = windowAt(all, head, rootSeq, query);
        return {
          root: messageAt(all, rootSeq, head),
          replies: messages,
          hasBefore,
          following: false,
          feedSeq: head,
        };
      };
      questions.push({ ask, reply: undefined, answer });
    });
  return {
    call: call as Call,
    head: () => head,
    happen() {
      head = Math.min(all.length, head + 1);
    },
    read() {
      const question = questions.find(({ reply }) => reply === undefined);
      if (question) question.reply = question.ask();
    },
    async answer() {
      const at = questions.findIndex(({ reply }) => reply !== undefined);
      const [question] = at < 0 ? [] : questions.splice(at, 1);
      question?.answer(question.reply);
      // As many turns as an answer passes through until it is in the store.
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
    isQuiet: () => questions.length === 0,
  };
}

const eventsArbitrary = fc
  .array(
    fc.tuple(
      fc.constantFrom('root', 'root', 'root', 'reply', 'reply', 'edited', 'reacted', 'removed', 'renamed'),
      fc.nat(),
    ),
    { minLength: 4, maxLength: 40 },
  )
  .map((drafts) => {
    const events: Event[] = [{ is: 'root' }];
    for (const [is, which] of drafts) {
      const roots = seqsOf(events, events.length, null);
      const posted = events.flatMap((event, at) =>
        event.is === 'root' || event.is === 'reply' ? [at + 1] : [],
      );
      const message = posted[which % posted.length] ?? 1;
      if (is === 'reply') events.push({ is, to: roots[which % roots.length] ?? 1 });
      else if (is === 'root' || is === 'renamed') events.push({ is });
      else events.push({ is: is as 'edited', message });
    }
    return events;
  });

const ASKS = ['newest', 'around', 'before', 'after', 'thread', 'threadBefore', 'again'] as const;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('happen' as const) },
  { weight: 4, arbitrary: fc.constant('hear' as const) },
  { weight: 2, arbitrary: fc.constant('read' as const) },
  { weight: 2, arbitrary: fc.constant('answer' as const) },
  { weight: 3, arbitrary: fc.record({ ask: fc.constantFrom(...ASKS), where: fc.nat(40) }) },
);

type Steps = (typeof step extends fc.Arbitrary<infer S> ? S : never)[];

async function play(events: Event[], steps: Steps, deaf: boolean): Promise<ChatState> {
  const server = modelServer(events);
  const store = createStore<ChatState>(noChat);
  const { hear, ...loads } = createLoads({
    call: server.call,
    store,
    apply: applyToChat,
    arrived: () => undefined,
  });
  let heard = 0;
  const hearNext = (): void => {
    if (heard >= server.head()) return;
    heard += 1;
    const frame = frameOf(events, heard, server.head());
    if (!deaf) hear(frame);
    store.set((state) => applyToChat(state, frame));
  };
  for (const one of steps) {
    if (one === 'happen') server.happen();
    else if (one === 'hear') hearNext();
    else if (one === 'read') server.read();
    else if (one === 'answer') await server.answer();
    else {
      const roots = seqsOf(events, server.head(), null);
      const root = `m${roots[one.where % roots.length] ?? 1}`;
      if (one.ask === 'thread') {
        if (roots.length > 0) void loads.thread(root, SPACE);
      } else if (one.ask === 'threadBefore') void loads.threadBefore(root);
      else if (one.ask === 'around') void loads.around(SPACE, one.where);
      else void loads[one.ask](SPACE);
    }
  }
  for (let at = 0; at <= events.length; at += 1) {
    server.happen();
    hearNext();
  }
  while (!server.isQuiet()) {
    server.read();
    await server.answer();
  }
  while (heard < server.head()) hearNext();
  return store.get();
}

/** What is loaded is an unbroken stretch of the truth, as it is now, and knows rightly whether there is more. */
function isTrue(events: Event[], state: ChatState): boolean {
  const now = events.length;
  const stretch = (
    messages: readonly Message[],
    rootSeq: number | null,
    hasBefore: boolean,
    hasAfter: boolean,
  ): void => {
    const all = seqsOf(events, now, rootSeq);
    const [first, last] = [messages[0]?.seq, messages.at(-1)?.seq];
    if (first === undefined || last === undefined) {
      if (!hasBefore && !hasAfter) expect(all).toEqual([]);
      return;
    }
    expect(messages).toEqual(
      all.filter((seq) => seq >= first && seq <= last).map((seq) => messageAt(events, seq, now)),
    );
    expect(hasBefore).toBe(all[0] !== first);
    if (!hasAfter) expect(last).toBe(all.at(-1));
  };
  const timeline = state.timelines[SPACE];
  if (timeline) {
    stretch(
      timeline.entries.map(({ message }) => message),
      null,
      timeline.hasBefore,
      timeline.hasAfter,
    );
  }
  for (const { root, replies, hasBefore } of Object.values(state.threads)) {
    expect(root.message).toEqual(messageAt(events, root.message.seq, now));
    stretch(
      replies.map(({ message }) => message),
      root.message.seq,
      hasBefore,
      false,
    );
  }
  return true;
}

describe('pages and live messages that cross on the way', () => {
  const run = (deaf: boolean) =>
    fc.asyncProperty(eventsArbitrary, fc.array(step, { maxLength: 80 }), async (events, steps) => {
      isTrue(events, await play(events, steps, deaf));
    });

  it('leave exactly what a fresh load shows, in every order', async () => {
    await fc.assert(run(false), { numRuns: 400 });
  });

  it('would be seen to differ if what was heard while an answer was on its way were forgotten', async () => {
    expect((await fc.check(run(true), { numRuns: 400 })).failed).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { type PlannedMessage, type Size, makePlan, planMessages, searchedSpaces } from './plan.ts';

const SIZE: Size = {
  people: 60,
  organisations: 3,
  spaceSizes: [60, ...Array<number>(19).fill(12)],
  messages: 5000,
};
const messages = [...planMessages(makePlan(SIZE))];

test('two runs have the same people, spaces, words and messages', () => {
  expect(makePlan(SIZE)).toEqual(makePlan(SIZE));
  expect([...planMessages(makePlan(SIZE))]).toEqual(messages);
  expect(makePlan(SIZE, 1).people).not.toEqual(makePlan(SIZE, 2).people);
});

test('each space has its messages numbered from 1 without a hole, by members only', () => {
  for (const [space, said] of Map.groupBy(messages, (message) => message.space)) {
    expect(said.map(({ seq }) => seq)).toEqual(said.map((_, at) => at + 1));
    expect(said.every(({ author }) => space.members.includes(author))).toBe(true);
  }
});

test('nearly a fifth are replies, each to a root of its own space that is marked to have some', () => {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const replies = messages.filter(({ rootId }) => rootId !== null);
  expect(replies.length / messages.length).toBeGreaterThan(0.15);
  expect(replies.length / messages.length).toBeLessThan(0.2);
  const rootOf = ({ rootId }: PlannedMessage) => byId.get(rootId ?? '');
  expect(
    replies.every(
      (reply) =>
        rootOf(reply)?.space === reply.space &&
        rootOf(reply)?.hasReplies === true &&
        rootOf(reply)?.rootId === null,
    ),
  ).toBe(true);
});

test('the searcher may read a quarter of the spaces', () => {
  expect(searchedSpaces(makePlan(SIZE))).toHaveLength(5);
});

test('the frequent words stand in many messages and the rare ones in few', () => {
  const plan = makePlan(SIZE);
  const share = (word = '') =>
    messages.filter(({ text }) => text.split(' ').includes(word)).length / messages.length;
  expect(share(plan.words[10])).toBeGreaterThan(0.1);
  expect(share(plan.words[20_000])).toBeLessThan(0.01);
});

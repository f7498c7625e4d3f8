import { SHOW_ALONE_DAYS } from '@footbridge/contract/steps.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Reflections, canWrite, everybodyWrote, isShown, showableFrom, shownOf } from './rules.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-11-24T10:00:00.000Z');
const PEOPLE = ['ana', 'bo', 'cem'];

type Move = { does: 'write' | 'remove' | 'show'; who: string } | { does: 'wait'; days: number };

/** Plays moves as the changes make them, and keeps who read what when. */
function play(moves: Move[]) {
  const state: Reflections = { endedAt: new Date(START).toISOString(), revealedAt: null, written: [] };
  const history: { at: number; who: string; text: string; someReadable: boolean }[] = [];
  const wishes = new Map<string, number>();
  let at = START;
  const now = () => new Date(at).toISOString();
  for (const [turn, move] of moves.entries()) {
    if (move.does === 'wait') {
      at += move.days * DAY_MS;
      continue;
    }
    const mine = state.written.find(({ personId }) => personId === move.who);
    if (move.does === 'write' && canWrite(state, now())) {
      history.push({
        at,
        who: move.who,
        text: `${move.who} ${turn}`,
        someReadable: shownOf(state).length > 0,
      });
      const kept = mine !== undefined && mine.text !== null ? mine.writtenAt : now();
      const next = { personId: move.who, text: `${move.who} ${turn}`, writtenAt: kept, shownAloneAt: null };
      state.written = [...state.written.filter((one) => one !== mine), next];
      if (everybodyWrote(PEOPLE, state.written)) state.revealedAt = now();
    } else if (move.does === 'remove' && mine !== undefined) {
      mine.text = null;
      mine.shownAloneAt = null;
    } else if (move.does === 'show' && mine !== undefined) {
      const from = showableFrom(mine, state.revealedAt);
      if (from !== null && at >= Date.parse(from)) {
        mine.shownAloneAt = now();
        wishes.set(move.who, at - Date.parse(mine.writtenAt));
      }
    }
  }
  return { state, history, wishes };
}

const who = fc.constantFrom(...PEOPLE);
const moves = fc.array(
  fc.oneof(
    fc.record({ does: fc.constantFrom('write' as const, 'remove' as const, 'show' as const), who }),
    fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 9 }) }),
  ),
  { maxLength: 30 },
);

test('nothing is shown unless everybody wrote, or its author wanted it seven days after writing', () => {
  fc.assert(
    fc.property(moves, (played) => {
      const { state, wishes } = play(played);
      for (const shown of shownOf(state)) {
        const waited = wishes.get(shown.personId) ?? -1;
        expect(state.revealedAt !== null || waited >= SHOW_ALONE_DAYS * DAY_MS).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('nobody writes with something shown before their eyes', () => {
  fc.assert(
    fc.property(moves, (played) => play(played).history.every(({ someReadable }) => !someReadable)),
    { numRuns: 2000 },
  );
});

test('what was taken back is shown to nobody', () => {
  fc.assert(
    fc.property(moves, who, (played, person) => {
      const { state } = play([...played, { does: 'remove', who: person }]);
      expect(shownOf(state).some(({ personId }) => personId === person)).toBe(false);
    }),
  );
});

test('the moves reach every outcome: the rules above were not kept by nothing happening', () => {
  const outcomes = fc.sample(moves, 3000).map((played) => play(played).state);
  expect(outcomes.some(({ revealedAt }) => revealedAt !== null)).toBe(true);
  expect(
    outcomes.some(
      ({ revealedAt, written }) => revealedAt === null && written.some((one) => isShown(one, null)),
    ),
  ).toBe(true);
});

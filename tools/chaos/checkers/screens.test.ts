import { describe, expect, test } from 'vitest';
import { differencesBetween } from '../screens.ts';
import { createRecording } from './recording.ts';
import { checkScreens } from './screens.ts';

type Snapshot = Parameters<typeof differencesBetween>[0];

/** As much of a screen as is compared; messages are told apart by their place and text alone. */
function screenOf(seqs: number[], more: object = {}): Snapshot {
  const messages = seqs.map((seq) => ({ seq, source: `text ${seq}` }));
  const timelines = { winter: { messages, hasBefore: false, hasAfter: false } };
  return {
    me: { name: 'Grace' },
    spaces: {},
    members: {},
    charters: {},
    timelines,
    threads: {},
    followed: null,
    ...more,
  } as unknown as Snapshot;
}

describe('two screens of one person', () => {
  test('are the same when they show the same', () => {
    expect(differencesBetween(screenOf([1, 2, 3]), screenOf([1, 2, 3]))).toEqual([]);
  });

  test('are the same where both have loaded, however far each has scrolled back', () => {
    expect(differencesBetween(screenOf([1, 2, 3]), screenOf([2, 3]))).toEqual([]);
    expect(differencesBetween(screenOf([3]), screenOf([1, 2, 3]))).toEqual([]);
  });

  test.each<[string, Snapshot, string]>([
    ['a message is missing', screenOf([1, 3]), 'messages.2: nothing against'],
    ['a message is there that is not', screenOf([1, 2, 3, 4]), 'messages.4'],
    ['the end is missing', screenOf([1, 2]), 'messages.3: nothing against'],
    [
      'a name is old',
      screenOf([1, 2, 3], { me: { name: 'Grace O.' } }),
      'me.name: "Grace O." against "Grace" afresh',
    ],
  ])('differ when %s', (_, old, said) => {
    expect(differencesBetween(old, screenOf([1, 2, 3])).join('; ')).toContain(said);
  });
});

describe('clients at the end of a run', () => {
  const verdictOf = (screen: { differences?: string[]; settled?: boolean; comesBack?: boolean }) => {
    const recording = createRecording();
    recording.come('grace/1', 'grace', 's1');
    if (screen.comesBack !== false) {
      recording.add('grace/1', { type: 'wire', f: 'hello', value: { personId: 'grace', sessionId: 's1' } });
    }
    recording.final.screens.push({
      proc: 'grace/1',
      differences: screen.differences ?? [],
      settled: screen.settled ?? true,
    });
    return checkScreens(recording.events, recording.final);
  };

  test('are held to show what is there when they do', () => {
    expect(verdictOf({})).toMatchObject({ valid: true, counts: { 'screens compared': 1, reconnections: 1 } });
    expect(verdictOf({}).weak).toBeUndefined();
    expect(verdictOf({ comesBack: false }).weak).toBe('no client came back');
  });

  test('are found when they show something else or never come to rest', () => {
    expect(verdictOf({ differences: ['me.name'] })).toMatchObject({
      valid: false,
      counts: { 'screens that differ': 1 },
    });
    expect(verdictOf({ settled: false })).toMatchObject({
      valid: false,
      counts: { 'clients that never settled': 1 },
    });
  });
});

import { describe, expect, test } from 'vitest';
import { type Recording, createRecording, post } from './recording.ts';
import { checkSlowReader } from './slowReader.ts';

const MB = 2 ** 20;

interface Slow {
  saidMB?: number;
  keptMB?: number;
  told?: 'resync' | 'close' | 'nothing';
  grownMB?: number;
  waitedMs?: number;
}

/** Amina talks while everybody reads, and again while Grace does not; Rhys hears both. */
function run({ saidMB = 15, keptMB = 8, told = 'resync', grownMB = 20, waitedMs = 30 }: Slow): Recording {
  const recording = createRecording();
  const rss = (value: number) => recording.add('run', { type: 'sample', f: 'rss', value: value * MB });
  for (const person of ['amina', 'grace', 'rhys']) recording.come(`${person}/1`, person, `s-${person}`);
  recording.add('nemesis', { type: 'fault', f: 'calm', value: { stage: 'begin' } });
  talk(recording, 2, 20);
  recording.add('nemesis', { type: 'fault', f: 'calm', value: { stage: 'end' } });
  rss(200);
  recording.add('grace/1', { type: 'fault', f: 'slow', value: { stage: 'begin' } });
  recording.add('grace/1', { type: 'wire', f: 'pause', value: { bytes: 1000 } });
  talk(recording, 3, waitedMs);
  rss(200 + grownMB);
  recording.add('grace/1', {
    type: 'fault',
    f: 'slow',
    value: { stage: 'end', detail: String(saidMB * MB) },
  });
  if (told !== 'nothing') recording.add('grace/1', { type: 'wire', f: told, value: { bytes: keptMB * MB } });
  return recording;
}

function talk(recording: Recording, seq: number, waitedMs: number): void {
  post(recording, 'amina/1', `m${seq}`, seq);
  recording.pass(waitedMs);
  recording.hear('rhys/1', { seq });
}

const check = (slow: Slow) => {
  const { events, final } = run(slow);
  return checkSlowReader(events, final);
};

describe('a slow reader', () => {
  test('is held to harm nobody when it does not', () => {
    expect(check({})).toMatchObject({ valid: true, worst: [], counts: { 'slow readers': 1 } });
    expect(check({}).weak).toBeUndefined();
    expect(check({ told: 'close' }).valid).toBe(true);
  });

  test('proves nothing when the network still took everything', () => {
    expect(check({ saidMB: 5, told: 'nothing' })).toMatchObject({
      valid: true,
      weak: 'nobody stopped reading while others talked',
    });
  });

  test.each<[string, string, Slow]>([
    ['is told nothing though it missed much', 'slow readers told nothing', { told: 'nothing' }],
    ['gets everything that was kept for it', 'slow readers told nothing', { keptMB: 15 }],
    ['makes the server grow', 'memory not bounded', { grownMB: 400 }],
    ['makes others wait', 'others waited longer', { waitedMs: 3000 }],
  ])('is found when it %s', (_, kind, slow) => {
    expect(check(slow)).toMatchObject({ valid: false, counts: { [kind]: 1 } });
  });
});

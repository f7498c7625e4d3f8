import { expect, test } from 'vitest';
import { describeFaults, isRight } from '../workloads/following.ts';
import { hear, noFaults } from './audit.ts';
import { FeedTrack } from './feedTrack.ts';

function heard(seqs: number[]) {
  const faults = noFaults();
  const subscription = { track: new FeedTrack('one'), last: 4 };
  for (const seq of seqs) hear(subscription, seq, faults);
  return { faults, behind: subscription.last === 7 ? 0 : 1 };
}

test('everything once and in order is right', () => {
  const { faults, behind } = heard([5, 6, 7]);
  expect(isRight(faults, behind)).toBe(true);
});

test.each([
  ['one that is missing', [5, 7], '1 lost, 0 doubled'],
  ['one that comes twice', [5, 6, 6, 7], '0 lost, 1 doubled'],
  ['two in the wrong order', [6, 5, 7], '1 lost, 1 doubled'],
  ['an end that never came', [5, 6], '0 lost, 0 doubled, 0 told to start again, 0 closed, 1 behind'],
])('%s voids a figure', (_, seqs, told) => {
  const { faults, behind } = heard(seqs);
  expect(isRight(faults, behind)).toBe(false);
  expect(describeFaults(faults, behind)).toContain(told);
});

test('a position counts as heard when the last of the followers has it, whichever comes first, the asking or the hearing', async () => {
  const track = new FeedTrack('one');
  track.followers = 2;
  const asked = track.untilAllHeard(1);
  let done = false;
  void asked.then(() => (done = true));
  track.onHeard(1);
  await new Promise(setImmediate);
  expect(done).toBe(false);
  track.onHeard(1);
  await asked;
  track.onHeard(2);
  track.onHeard(2);
  expect(await track.untilAllHeard(2)).toBeGreaterThan(0);
});

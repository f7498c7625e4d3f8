import { describe, expect, test } from 'vitest';
import { checkOrder } from './order.ts';
import { type Recording, SPACE, createRecording, post } from './recording.ts';

/** Amina says three things, Grace hears the first from the catch-up and the others as they come, and both end at the same place. */
function goodRun(): Recording {
  const recording = createRecording();
  recording.log({ seq: 2, kind: 'memberJoined', subject: 'grace' });
  recording.come('amina/1', 'amina', 's1', 2);
  post(recording, 'amina/1', 'm3', 3);
  recording.come('grace/1', 'grace', 's2', 2);
  recording.hear('grace/1', { seq: 3 });
  recording.add('grace/1', { type: 'wire', f: 'caughtUp', value: { feed: SPACE, seq: 3 } });
  for (const seq of [4, 5]) {
    post(recording, 'amina/1', `m${seq}`, seq);
    recording.hear('grace/1', { seq });
  }
  recording.ask('grace/1', 'listMessages', { spaceId: SPACE }, { ok: { feedSeq: 5 } });
  recording.final.positions.push({ proc: 'grace/1', feed: SPACE, seq: 5 });
  return recording;
}

const check = ({ events, final }: Recording) => checkOrder(events, final);

describe('the order of a feed', () => {
  test('is held to be the same for everybody when it is', () => {
    expect(check(goodRun())).toMatchObject({
      valid: true,
      worst: [],
      counts: { feeds: 1, 'frames heard': 3 },
    });
    expect(check(goodRun()).weak).toBeUndefined();
  });

  const breaks: [string, string, (recording: Recording) => void][] = [
    [
      'a place that a rolled back transaction left empty',
      'holes in a feed',
      ({ final }) => void final.log.splice(3, 1),
    ],
    [
      'a counter that stands before the last place',
      'holes in a feed',
      ({ final }) => Object.assign(final.feeds[0] ?? {}, { lastSeq: 4 }),
    ],
    [
      'a place that is taken twice',
      'holes in a feed',
      ({ final }) => final.log.push({ feed: SPACE, seq: 4, kind: 'messagePosted', subject: 'other', at: 0 }),
    ],
    [
      'a reader who was told of another message at a place',
      'places told differently',
      (one) => one.hear('grace/1', { seq: 5, subject: 'm4' }),
    ],
    [
      'a reader who was told of a place that does not exist',
      'places told differently',
      (one) => one.hear('grace/1', { seq: 6 }),
    ],
    [
      'a reader who is called complete without having been given all',
      'places skipped',
      (one) => {
        one.come('grace/2', 'grace', 's2', 2);
        one.hear('grace/2', { seq: 4 });
        one.add('grace/2', { type: 'wire', f: 'caughtUp', value: { feed: SPACE, seq: 5 } });
      },
    ],
    [
      'a message that stands before one that was acknowledged before it was sent',
      'out of real order',
      (one) =>
        one.ask('grace/1', 'postMessage', { spaceId: SPACE, clientId: 'late' }, { ok: { id: 'm3', seq: 3 } }),
    ],
    [
      'a page that is older than what was acknowledged',
      'stale reads',
      (one) => one.ask('grace/1', 'listMessages', { spaceId: SPACE }, { ok: { feedSeq: 4 } }),
    ],
    [
      'a reader who never heard the end',
      'feeds not heard to the end',
      ({ final }) => final.positions.push({ proc: 'amina/1', feed: SPACE, seq: 4 }),
    ],
  ];
  test.each(breaks)('is found broken: %s', (_, kind, breakIt) => {
    const recording = goodRun();
    breakIt(recording);
    const verdict = check(recording);
    expect(verdict.valid).toBe(false);
    expect(verdict.counts[kind]).toBeGreaterThan(0);
  });

  test('is not broken by a retry that is answered with the place of its first try', () => {
    const recording = goodRun();
    const retry = { spaceId: SPACE, clientId: 'c-m3' };
    recording.ask('amina/1', 'postMessage', retry, { ok: { id: 'm3', seq: 3 } });
    expect(check(recording).valid).toBe(true);
  });

  test('is not broken by a place that says nothing to somebody who may not see it', () => {
    const recording = goodRun();
    recording.hear('grace/1', { seq: 5, kind: 'hidden', subject: null });
    expect(check(recording).valid).toBe(true);
  });
});

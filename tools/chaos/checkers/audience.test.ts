import { describe, expect, test } from 'vitest';
import { checkAudience } from './audience.ts';
import { type Recording, SPACE, createRecording, post } from './recording.ts';

/** Grace is in the space from place 3 to 5, and Amina talks before, meanwhile and after. */
function goodRun(rule: 'all' | 'sinceJoining' = 'sinceJoining'): Recording {
  const recording = createRecording(rule);
  recording.come('amina/1', 'amina', 's1');
  recording.come('grace/1', 'grace', 's2');
  recording.come('rhys/1', 'rhys', 's3');
  post(recording, 'amina/1', 'm2', 2, { source: 'before canary-a2.' });
  recording.log({ seq: 3, kind: 'memberJoined', subject: 'grace' });
  post(recording, 'amina/1', 'm4', 4, { source: 'meanwhile canary-a4.' });
  recording.hear('grace/1', { seq: 4, canaries: ['a4'] });
  recording.add('grace/1', { type: 'wire', f: 'typing', value: { feed: SPACE, personId: 'amina' } });
  recording.log({ seq: 5, kind: 'memberLeft', subject: 'grace' });
  recording.pass(5000);
  post(recording, 'amina/1', 'm6', 6, { source: 'after canary-a6.' });
  return recording;
}

const check = ({ events, final }: Recording) => checkAudience(events, final);

describe('who was given something', () => {
  test('is held to be a member who may see it when they are', () => {
    expect(check(goodRun())).toMatchObject({ valid: true, worst: [], counts: { 'stays that ended': 1 } });
    expect(check(goodRun()).weak).toBeUndefined();
  });

  test('proves nothing when nobody left', () => {
    expect(check(createRecording()).weak).toBe('nobody left a space');
  });

  const breaks: [string, string, (recording: Recording) => void][] = [
    ['somebody who was never in the space', 'frames to outsiders', (one) => one.hear('rhys/1', { seq: 4 })],
    [
      'somebody who has left, of what happened later',
      'frames to outsiders',
      (one) => one.hear('grace/1', { seq: 6 }),
    ],
    [
      'somebody who hears of a message from before they joined',
      'frames to outsiders',
      (one) => one.hear('grace/1', { seq: 4, kind: 'messageEdited', subject: 'm2', subjectSeq: 2 }),
    ],
    [
      "somebody who hears another person's own feed",
      'frames to outsiders',
      (one) => one.hear('rhys/1', { feed: 'grace', seq: 1, kind: 'meChanged' }),
    ],
    [
      'somebody whose answer holds a text of before',
      'texts to outsiders',
      (one) => one.ask('grace/1', 'listMessages', { spaceId: SPACE }, { ok: { canaries: ['a2'] } }),
    ],
    [
      'somebody whose frame holds a text of elsewhere',
      'texts to outsiders',
      (one) => one.hear('grace/1', { seq: 4, canaries: ['a6'] }),
    ],
    [
      'somebody who sees typing long after they left',
      'signals to outsiders',
      (one) => one.add('grace/1', { type: 'wire', f: 'typing', value: { feed: SPACE, personId: 'amina' } }),
    ],
  ];
  test.each(breaks)('is found out: %s', (_, kind, breakIt) => {
    const recording = goodRun();
    breakIt(recording);
    expect(check(recording)).toMatchObject({ valid: false, counts: { [kind]: 1 } });
  });

  test('may hear what is older than their stay where the history is for all, and only since they came', () => {
    const recording = goodRun('all');
    recording.hear('grace/1', { seq: 2, canaries: ['a2'] });
    expect(check(recording).valid).toBe(true);
    recording.log({ seq: 7, kind: 'memberJoined', subject: 'rhys' });
    recording.pass(100);
    recording.hear('rhys/1', { seq: 2 });
    expect(check(recording).valid).toBe(true);
  });

  test('is found out when they were given something before they came', () => {
    const recording = goodRun('all');
    recording.hear('rhys/1', { seq: 2 });
    recording.pass(5000);
    recording.log({ seq: 7, kind: 'memberJoined', subject: 'rhys' });
    expect(check(recording).valid).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { type Recording, SPACE, createRecording, post } from './recording.ts';
import { checkRemoval } from './removal.ts';

const close = (recording: Recording, proc: string) =>
  recording.add(proc, { type: 'wire', f: 'close', value: { bytes: 0 } });

/** Grace's second session is ended and its socket closed; then she is taken out of the space for a while. */
function goodRun(closedAfterMs = 50): Recording {
  const recording = createRecording();
  recording.come('amina/1', 'amina', 's1');
  recording.come('grace/1', 'grace', 's2');
  recording.come('grace/2', 'grace', 's3');
  recording.ask('grace/1', 'endSession', { sessionId: 's3' });
  recording.pass(closedAfterMs);
  if (Number.isFinite(closedAfterMs)) close(recording, 'grace/2');
  recording.ask('grace/2', 'getMe', {}, { fail: { status: 401 } });
  recording.ask('amina/1', 'removeMember', { spaceId: SPACE, personId: 'grace' });
  recording.ask('grace/1', 'listMessages', { spaceId: SPACE }, { fail: { status: 404 } });
  post(recording, 'amina/1', 'm2', 2);
  recording.hear('amina/1', { seq: 2 });
  return recording;
}

const check = ({ events, final }: Recording) => checkRemoval(events, final);

describe('what ends', () => {
  test('is held to end at once when it does', () => {
    const verdict = check(goodRun());
    expect(verdict).toMatchObject({
      valid: true,
      worst: [],
      counts: { 'sessions ended': 1, 'memberships ended': 1, 'sockets watched': 1 },
    });
    expect(verdict.weak).toBeUndefined();
  });

  test('proves nothing when its socket was closed already', () => {
    const recording = createRecording();
    recording.come('grace/1', 'grace', 's2');
    close(recording, 'grace/1');
    recording.ask('grace/1', 'endSession', { sessionId: 's2' });
    expect(check(recording).weak).toBe('nothing was ended while it was in use');
  });

  test('may close its socket before the answer arrives', () => {
    const recording = createRecording();
    recording.come('grace/1', 'grace', 's2');
    recording.ask('grace/1', 'signOut', {}, { ok: {} }, () => close(recording, 'grace/1'));
    expect(check(recording)).toMatchObject({
      valid: true,
      counts: { 'sockets watched': 1, 'closed after ms, max': 0 },
    });
  });

  test('is found when its socket stays open for longer than a second', () => {
    expect(check(goodRun(1500))).toMatchObject({ valid: false, counts: { 'sockets open too long': 1 } });
  });

  test('is not blamed for a time in which the run itself did not look', () => {
    const recording = goodRun(1500);
    const at = recording.events.findIndex((event) => event.type === 'wire' && event.f === 'close');
    const closed = recording.events[at]?.t ?? 0;
    recording.events.splice(at, 0, { t: closed - 10, proc: 'run', type: 'sample', f: 'stall', value: 900 });
    expect(check(recording).valid).toBe(true);
  });

  const breaks: [string, string, (recording: Recording) => void][] = [
    [
      'a closed account whose socket stays',
      'sockets open too long',
      (one) => one.ask('amina/1', 'deactivatePerson', { personId: 'grace' }),
    ],
    [
      'an ended session that is greeted again',
      'let in again',
      (one) => {
        one.pass(2000);
        one.add('grace/2', { type: 'wire', f: 'hello', value: { personId: 'grace', sessionId: 's3' } });
      },
    ],
    ['an ended session that hears on', 'heard after the end', (one) => one.hear('grace/2', { seq: 2 })],
    ['a member taken out who hears on', 'heard after the end', (one) => one.hear('grace/1', { seq: 2 })],
    ['an ended session that is answered', 'answered after the end', (one) => one.ask('grace/2', 'getMe', {})],
    [
      'a member taken out who may still read',
      'answered after the end',
      (one) => one.ask('grace/1', 'listMessages', { spaceId: SPACE }),
    ],
    [
      'a member taken out who may still react',
      'answered after the end',
      (one) => one.ask('grace/1', 'addReaction', { messageId: 'm2' }),
    ],
  ];
  test.each(breaks)('is found: %s', (_, kind, breakIt) => {
    const recording = goodRun();
    breakIt(recording);
    const verdict = check(recording);
    expect(verdict.valid).toBe(false);
    expect(verdict.counts[kind]).toBeGreaterThan(0);
  });

  test('lets a member who was brought back hear and read again', () => {
    const recording = goodRun();
    recording.ask('amina/1', 'addMember', { spaceId: SPACE, personId: 'grace' });
    recording.ask('grace/1', 'listMessages', { spaceId: SPACE });
    recording.hear('grace/1', { seq: 2 });
    expect(check(recording).valid).toBe(true);
  });
});

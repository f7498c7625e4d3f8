import { describe, expect, test } from 'vitest';
import { checkDoubled } from './doubled.ts';
import { type Recording, SPACE, createRecording, post } from './recording.ts';

/** One message that was sent three times: answered, answered again with another text, and cut off. */
function goodRun(): Recording {
  const recording = createRecording();
  recording.come('amina/1', 'amina', 's1');
  post(recording, 'amina/1', 'm2', 2, { source: 'said canary-a1.' });
  const again = { spaceId: SPACE, clientId: 'c-m2' };
  recording.ask(
    'amina/1',
    'postMessage',
    { ...again, source: 'said canary-a1. again' },
    { ok: { id: 'm2', seq: 2 } },
  );
  recording.ask(
    'amina/1',
    'postMessage',
    { ...again, source: 'said canary-a1.' },
    { info: { error: 'cut off' } },
  );
  return recording;
}

const check = ({ events, final }: Recording) => checkDoubled(events, final);

describe('what was sent several times', () => {
  test('is held to be there once when it is', () => {
    expect(check(goodRun())).toMatchObject({ valid: true, counts: { messages: 1, retries: 2 } });
    expect(check(goodRun()).weak).toBeUndefined();
  });

  test('proves nothing when nothing was', () => {
    const recording = createRecording();
    recording.come('amina/1', 'amina', 's1');
    post(recording, 'amina/1', 'm2', 2);
    expect(check(recording).weak).toBe('nothing was sent twice');
  });

  test('counts what was committed and never acknowledged', () => {
    const recording = goodRun();
    const asked = { spaceId: SPACE, clientId: 'c-m3', source: 'unknown' };
    recording.ask('amina/1', 'postMessage', asked, { info: { error: 'cut off' } }, () =>
      recording.store({ id: 'm3', seq: 3, source: 'unknown' }),
    );
    expect(check(recording)).toMatchObject({
      valid: true,
      counts: { 'committed though never acknowledged': 1 },
    });
  });

  const breaks: [string, string, (recording: Recording) => void][] = [
    [
      'when the database holds it twice',
      'messages doubled',
      (one) => one.store({ id: 'm3', seq: 3, clientId: 'c-m2', source: 'said canary-a1. again' }),
    ],
    [
      'when a page shows it twice',
      'messages doubled',
      ({ final }) => final.shown.push({ ...final.shown[0], seq: 3 } as never),
    ],
    [
      'when the second is called something else',
      'messages doubled',
      (one) => one.store({ id: 'm3', seq: 3, clientId: 'forgotten', source: 'said canary-a1. again' }),
    ],
    [
      'when a retry is told of another message',
      'retries answered differently',
      (one) =>
        one.ask(
          'amina/1',
          'postMessage',
          { clientId: 'c-m2', source: 'said canary-a1.' },
          { ok: { id: 'm9', seq: 9 } },
        ),
    ],
    [
      'when it says what no try said',
      'texts of no try',
      ({ final }) => Object.assign(final.stored[0] ?? {}, { source: 'something else' }),
    ],
  ];
  test.each(breaks)('is found %s', (_, kind, breakIt) => {
    const recording = goodRun();
    breakIt(recording);
    const verdict = check(recording);
    expect(verdict.valid).toBe(false);
    expect(verdict.counts[kind]).toBeGreaterThan(0);
  });
});

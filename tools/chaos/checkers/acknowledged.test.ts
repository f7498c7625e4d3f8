import { describe, expect, test } from 'vitest';
import { checkAcknowledged } from './acknowledged.ts';
import { type Recording, createRecording, post } from './recording.ts';

/** Two messages; the first was edited twice, the second removed after somebody had reacted to both. */
function goodRun(): Recording {
  const recording = createRecording();
  recording.come('amina/1', 'amina', 's1');
  post(recording, 'amina/1', 'm2', 2);
  post(recording, 'amina/1', 'm3', 3);
  recording.ask('amina/1', 'addReaction', { messageId: 'm2', emoji: '👍' });
  recording.ask('amina/1', 'editMessage', { messageId: 'm2', source: 'first edit' });
  recording.ask('amina/1', 'editMessage', { messageId: 'm2', source: 'second edit' });
  recording.ask('amina/1', 'removeMessage', { messageId: 'm3' });
  const [edited, removed] = [recording.final.stored[0], recording.final.shown[1]];
  const shown = recording.final.shown[0];
  if (edited !== undefined) edited.source = 'second edit';
  if (removed !== undefined) removed.removed = true;
  shown?.reactions.push({ emoji: '👍', personIds: ['amina'] });
  return recording;
}

const check = ({ events, final }: Recording) => checkAcknowledged(events, final);

describe('what was acknowledged', () => {
  test('is held to be there when it is', () => {
    expect(check(goodRun())).toMatchObject({
      valid: true,
      worst: [],
      counts: { posts: 2, edits: 2, removals: 1, reactions: 1 },
    });
    expect(check(goodRun()).weak).toBeUndefined();
  });

  test('proves nothing when there is nothing', () => {
    expect(check(createRecording()).weak).toBe('nothing was acknowledged');
  });

  const breaks: [string, string, (recording: Recording) => void][] = [
    ['that no page shows', 'messages lost', ({ final }) => void final.shown.splice(0, 1)],
    ['that the database does not hold', 'messages lost', ({ final }) => void final.stored.splice(1, 1)],
    [
      'that stands elsewhere',
      'messages changed place',
      ({ final }) => Object.assign(final.shown[0] ?? {}, { seq: 9 }),
    ],
    [
      'whose last edit is gone',
      'edits lost',
      ({ final }) => Object.assign(final.stored[0] ?? {}, { source: 'first edit' }),
    ],
    [
      'that was removed and is there again',
      'removals lost',
      ({ final }) => Object.assign(final.shown[1] ?? {}, { removed: false }),
    ],
    [
      'whose reaction is gone',
      'reactions lost',
      ({ final }) => Object.assign(final.shown[0] ?? {}, { reactions: [] }),
    ],
  ];
  test.each(breaks)('is found missing: a message %s', (_, kind, breakIt) => {
    const recording = goodRun();
    breakIt(recording);
    expect(check(recording)).toMatchObject({ valid: false, counts: { [kind]: 1 } });
  });

  test('may be replaced by an edit of which nobody knows whether it happened', () => {
    const recording = goodRun();
    recording.ask(
      'amina/1',
      'editMessage',
      { messageId: 'm2', source: 'third edit' },
      { info: { error: 'cut off' } },
    );
    expect(check(recording).valid).toBe(true);
    Object.assign(recording.final.stored[0] ?? {}, { source: 'third edit' });
    expect(check(recording).valid).toBe(true);
    Object.assign(recording.final.stored[0] ?? {}, { source: 'text of m2' });
    expect(check(recording).valid).toBe(false);
  });

  test('that was never acknowledged may be missing', () => {
    const recording = goodRun();
    recording.ask(
      'amina/1',
      'postMessage',
      { clientId: 'c-lost', source: 'lost' },
      { info: { error: 'cut off' } },
    );
    expect(check(recording).valid).toBe(true);
  });
});

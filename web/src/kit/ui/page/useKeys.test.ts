import { expect, test } from 'vitest';
import { keyName } from './useKeys.ts';

const pressed = (key: string, held: { ctrl?: boolean; meta?: boolean; shift?: boolean } = {}) =>
  keyName({ key, ctrlKey: held.ctrl ?? false, metaKey: held.meta ?? false, shiftKey: held.shift ?? false });

test('Ctrl and Cmd are one key, whatever the case of the letter', () => {
  expect(pressed('k', { ctrl: true })).toBe('Mod+k');
  expect(pressed('K', { meta: true })).toBe('Mod+k');
});

test('a character is named by itself, however it is typed', () => {
  expect(pressed('?', { shift: true })).toBe('?');
});

test('Shift is part of the name of a key without a character', () => {
  expect(pressed('F6')).toBe('F6');
  expect(pressed('F6', { shift: true })).toBe('Shift+F6');
});

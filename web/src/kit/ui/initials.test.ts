import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
  ['Amina Yusuf', 'AY'],
  ['Grace Adaeze Okafor', 'GO'],
  ['rhys', 'R'],
  ['  Łucja   Żak ', 'ŁŻ'],
  ['"Deploy" (bot)', 'DB'],
  ['𝒜 𝒵', '𝒜𝒵'],
  ['🙂', '?'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

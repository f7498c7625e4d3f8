import { expect, test } from 'vitest';
import { REMARKS_MAX, Remarks } from './rules.ts';

test('equal remarks are counted together, and a hostile archive cannot make a report of any length', () => {
  const remarks = new Remarks();
  remarks.add('a.json', 'An entry', 'It is none.');
  remarks.add('a.json', 'An entry', 'It is none.', 2);
  for (let at = 0; at < REMARKS_MAX + 5; at += 1) remarks.add(`${at}.json`, 'The file', 'It is no JSON.');
  const list = remarks.list();
  expect(list[0]).toEqual({ file: 'a.json', what: 'An entry', reason: 'It is none.', count: 3 });
  expect(list).toHaveLength(REMARKS_MAX + 1);
  expect(list.at(-1)).toMatchObject({ what: 'Further remarks', count: 6 });
});

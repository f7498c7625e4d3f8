import { expect, test } from 'vitest';
import { readLayout } from './rules.ts';

const files = (...names: string[]) => names.map((name) => ({ name, bytes: 1 }));

test('lists, conversations and the rest are told apart, with days in order', () => {
  const layout = readLayout(
    files(
      'users.json',
      'channels.json',
      'general/2024-02-01.json',
      'general/canvas_in_the_conversation.json',
      'general/2023-12-31.json',
      'integration_logs.json',
      'a/b/2024-01-01.json',
    ),
  );
  expect([...(layout?.lists.keys() ?? [])]).toEqual(['users.json', 'channels.json']);
  expect(
    [...(layout?.folders.values() ?? [])].map(({ name, files: inside }) => [
      name,
      inside.map((file) => file.name),
    ]),
  ).toEqual([
    [
      'general',
      ['general/2023-12-31.json', 'general/2024-02-01.json', 'general/canvas_in_the_conversation.json'],
    ],
  ]);
  expect(layout?.others.map(({ name }) => name)).toEqual(['integration_logs.json', 'a/b/2024-01-01.json']);
});

test('one folder around the export is looked through, and what lies beside it is not part of it', () => {
  const layout = readLayout(
    files('My export/users.json', 'My export/general/2024-01-01.json', '__MACOSX/My export/._users.json'),
  );
  expect(layout?.folders.get('general')?.files).toHaveLength(1);
  expect(layout?.others.map(({ name }) => name)).toEqual(['__MACOSX/My export/._users.json']);
});

test('an export without its lists is known by its days', () => {
  expect([...(readLayout(files('x/general/2024-01-01.json'))?.folders.keys() ?? [])]).toEqual(['general']);
  expect(readLayout(files('photos/1.jpg', 'notes.json'))).toBeUndefined();
  expect(readLayout([])).toBeUndefined();
});

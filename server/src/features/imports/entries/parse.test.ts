import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SaidEntry, readEntry } from './parse.ts';

const TS = '1433558319.000123';
const message = (fields: object) => ({ type: 'message', ts: TS, user: 'U1', text: 'hello', ...fields });
const said = (fields: object) => readEntry(message(fields)) as SaidEntry;

describe('what becomes of a message', () => {
  test.each([
    [undefined, 'said'],
    ['bot_message', 'said'],
    ['me_message', 'said'],
    ['thread_broadcast', 'said'],
    ['channel_topic', 'said'],
    ['channel_purpose', 'said'],
    ['channel_name', 'said'],
    ['tombstone', 'said'],
    ['channel_join', 'joined'],
    ['group_join', 'joined'],
    ['channel_leave', 'left'],
    ['pinned_item', 'reported'],
    ['channel_archive', 'reported'],
    ['huddle_thread', 'reported'],
    ['something_new', 'reported'],
    ['__proto__', 'reported'],
    ['toString', 'reported'],
  ])('of the kind %s: it is %s', (subtype, kind) => {
    expect(readEntry(message(subtype === undefined ? {} : { subtype })).kind).toBe(kind);
  });

  test('an unknown kind is told apart from what Slack says of itself', () => {
    expect(readEntry(message({ subtype: 'something_new' }))).toMatchObject({
      what: 'A message of the kind something_new',
      reason: 'This kind is not known here.',
    });
  });

  test.each([{ ts: 'soon' }, { ts: 5 }, { ts: undefined }, { text: '' }, { text: undefined }])(
    'without a time or anything to show it is reported: %j',
    (fields) => {
      expect(readEntry(message(fields)).kind).toBe('reported');
    },
  );

  test('whatever stands in its fields, it is read or reported', () => {
    const value = fc.oneof(fc.constantFrom(TS, 'U1', '', null, 7, [], {}), fc.anything({ maxDepth: 3 }));
    const keys = [
      'ts',
      'subtype',
      'user',
      'text',
      'thread_ts',
      'edited',
      'reactions',
      'files',
      'file',
      'comment',
      'blocks',
      'attachments',
      'bot_id',
      'username',
      'user_profile',
      'bot_profile',
    ];
    const anything = fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(anything, (fields) => {
        const entry = readEntry({ type: 'message', ...fields });
        expect(['said', 'joined', 'left', 'reported']).toContain(entry.kind);
        if (entry.kind !== 'said') return;
        for (const file of entry.files) expect(file.url === null || /^https?:/.test(file.url)).toBe(true);
        expect(entry.author.key).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

describe('who wrote it', () => {
  test.each<[object, object]>([
    [
      { user: 'U1', user_profile: { real_name: 'Ana Lima' } },
      { key: 'U1', name: 'Ana Lima', bot: false },
    ],
    [
      { user: 'U1', bot_id: 'B1' },
      { key: 'U1', bot: false },
    ],
    [
      { user: undefined, subtype: 'bot_message', bot_id: 'B1', username: 'Rota' },
      { key: 'B1/Rota', name: 'Rota', bot: true, botId: 'B1' },
    ],
    [
      { user: 'U1', subtype: 'bot_message', bot_id: 'B1', username: 'Rota' },
      { key: 'B1/Rota', bot: true },
    ],
    [
      { user: undefined, subtype: 'bot_message', bot_id: 'B1' },
      { key: 'B1', bot: true },
    ],
    [
      { user: undefined, bot_profile: { name: 'Rota' } },
      { key: 'program', name: 'Rota', bot: true },
    ],
    [{ user: undefined, subtype: 'file_comment', comment: { user: 'U2', comment: 'nice' } }, { key: 'U2' }],
    [{ user: 'USLACKBOT' }, { key: 'USLACKBOT', bot: true }],
  ])('of %j it is %j', (fields, author) => {
    expect(said(fields).author).toMatchObject(author);
  });
});

describe('what it says', () => {
  test('a reply knows its root, and a root is no reply to itself', () => {
    expect(said({ thread_ts: '1433558300.000001' })).toMatchObject({
      rootMicros: 1_433_558_300_000_001,
      startsThread: false,
    });
    expect(said({ thread_ts: TS })).toMatchObject({ rootMicros: null, startsThread: true });
  });

  test('an old share of a file is the comment, with the file as a card', () => {
    const file = {
      name: 'rota.csv',
      mimetype: 'text/csv',
      size: 12,
      permalink: 'https://x.slack.com/files/rota.csv',
      url_private: 'https://files.slack.com/rota.csv',
    };
    const text =
      '<@U1|ana> uploaded a file: <https://x.slack.com/files/rota.csv|rota> and commented: for <https://a.org|you>\nall';
    expect(said({ subtype: 'file_share', text, file })).toMatchObject({
      text: 'for <https://a.org|you>\nall',
      files: [
        { name: 'rota.csv', url: 'https://x.slack.com/files/rota.csv', mediaType: 'text/csv', bytes: 12 },
      ],
      oldFiles: 1,
    });
    expect(
      said({ subtype: 'file_share', text: '<@U1|ana> shared a file: <https://x|y>', file }),
    ).toMatchObject({ text: '', oldFiles: 1 });
  });

  test('a comment on a file says which', () => {
    const comment = {
      subtype: 'file_comment',
      user: undefined,
      text: 'x',
      comment: { user: 'U2', comment: 'nice' },
      file: { title: 'Ro|ta', permalink: 'https://x/rota' },
    };
    expect(said(comment)).toMatchObject({ text: '<https://x/rota|Ro ta>: nice', files: [] });
  });

  test.each([
    [{ url_private: 'javascript:alert(1)' }, null],
    [
      { permalink: 'file:///etc/passwd', url_private: 'https://files.slack.com/a' },
      'https://files.slack.com/a',
    ],
    [{ permalink: `https://a.org/${'x'.repeat(3000)}` }, null],
  ])('a card of %j leads to %j', (file, url) => {
    expect(said({ files: [file] }).files[0]?.url).toBe(url);
  });

  test('what was deleted leaves its place', () => {
    expect(said({ subtype: 'tombstone', text: 'This message was deleted.', thread_ts: TS })).toMatchObject({
      deleted: true,
      text: '',
      startsThread: true,
    });
  });
});

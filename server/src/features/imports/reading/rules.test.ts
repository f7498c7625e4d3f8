import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listItems, withoutTokens } from './rules.ts';

test.each([
  ['https://files.slack.com/a.png?t=xoxe-12-ab', 'https://files.slack.com/a.png'],
  ['https://files.slack.com/a.png?t=xoxe-12&v=1', 'https://files.slack.com/a.png?v=1'],
  ['https://files.slack.com/a.png?v=1&t=xoxe-12', 'https://files.slack.com/a.png?v=1'],
  ['token: xoxb-123-456-abcDEF.', 'token: [key removed]'],
  ['xoxe.xoxp-1-Mi0yLTE and XOXP-1', '[key removed] and [key removed]'],
  ['{"url":"https:\\/\\/a?t=xoxe-REDACTED","x":1}', '{"url":"https:\\/\\/a","x":1}'],
  ['xoxo, see you', 'xoxo, see you'],
])('%j is kept as %j', (text, kept) => {
  expect(withoutTokens(text)).toBe(kept);
});

test('JSON stays JSON without its keys', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('xoxe-1', '?t=xoxe-', '&t=', 'xoxb-"', '\\', '\n', 'é', '{', '"', 'xoxp-a%2', 'xoxc'),
      ),
      (parts) => {
        const value = [parts.join(''), { [parts.join('-')]: parts }];
        const read = JSON.parse(withoutTokens(JSON.stringify(value))) as unknown[];
        expect(JSON.stringify(read)).not.toMatch(/xox[a-z]-/i);
      },
    ),
  );
});

test('items of a list are found where they begin and end, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.json({ depthSize: 'small' })), fc.constantFrom('', ' ', '\n'), (items, gap) => {
      const json = Buffer.from(`[${gap}${items.join(`${gap},${gap}`)}${gap}]${gap}`);
      const found = [...listItems(json)].map(([start, end]) => json.toString('utf8', start, end).trim());
      expect(found.filter((item) => item !== '')).toEqual(items.map((item) => item.trim()));
    }),
  );
});

test('a list that was cut off gives what is left of its last item', () => {
  const json = Buffer.from('[{"a":1},{"b":"x');
  expect([...listItems(json)].map(([start, end]) => json.toString('utf8', start, end))).toEqual([
    '{"a":1}',
    '{"b":"x',
  ]);
});

import { expect, test } from 'vitest';
import { readableText } from './parse.ts';

const section = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

test('the text of a message is what it says', () => {
  expect(readableText({ text: 'hello', blocks: [section({ type: 'text', text: 'other' })] })).toBe('hello');
});

test('without a text its blocks are read', () => {
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: 'Rota <1>' } },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*bold*' },
      fields: [{ type: 'mrkdwn', text: 'field' }],
    },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: 'a' },
        { type: 'image', image_url: 'x' },
        { type: 'mrkdwn', text: 'b' },
      ],
    },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Press' } }] },
    { type: 'image', alt_text: 'a bridge' },
  ];
  expect(readableText({ text: '', blocks })).toBe('Rota &lt;1&gt;\n*bold*\nfield\na b\na bridge');
});

test('rich text comes back as the marks it was made from', () => {
  const elements = [
    { type: 'text', text: 'see ' },
    { type: 'text', text: 'this ', style: { bold: true } },
    { type: 'text', text: 'x < y', style: { code: true } },
    { type: 'link', url: 'https://a.org?x=1&y=2', text: 'there' },
    { type: 'user', user_id: 'U1' },
    { type: 'channel', channel_id: 'C1' },
    { type: 'broadcast', range: 'here' },
    { type: 'emoji', name: 'wave', skin_tone: 3 },
  ];
  expect(readableText({ blocks: [section(...elements)] })).toBe(
    'see *this* `x &lt; y`<https://a.org?x=1&amp;y=2|there><@U1><#C1><!here>:wave::skin-tone-3:',
  );
  const list = (style: string, indent: number) => ({
    type: 'rich_text_list',
    style,
    indent,
    elements: [section({ type: 'text', text: 'a' }), section({ type: 'text', text: 'b' })].map(
      ({ elements: [first] }) => first,
    ),
  });
  const blocks = [
    {
      type: 'rich_text',
      elements: [
        list('ordered', 0),
        list('bullet', 1),
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'q\nr' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'c' }] },
      ],
    },
  ];
  expect(readableText({ blocks })).toBe('1. a\n2. b\n    • a\n    • b\n&gt; q\n&gt; r\n```\nc\n```');
});

test('what a program says in an attachment is read, a preview of a link that is there is not', () => {
  const preview = { from_url: 'https://a.org/?x=1&y=2', title: 'A', text: 'preview' };
  expect(readableText({ text: 'see <https://a.org/?x=1&amp;y=2>', attachments: [preview] })).toBe(
    'see <https://a.org/?x=1&amp;y=2>',
  );
  const build = {
    pretext: 'Build',
    title: 'Failed',
    title_link: 'https://ci.org/1',
    text: 'in 3 s',
    fields: [{ title: 'Branch', value: 'main' }],
    fallback: 'no',
  };
  expect(readableText({ text: '', attachments: [build, { fallback: 'only this' }] })).toBe(
    'Build\n<https://ci.org/1|Failed>\nin 3 s\n*Branch*: main\nonly this',
  );
});

test('what Slack writes where it cannot show something is no text', () => {
  expect(
    readableText({
      text: "This content can't be displayed.",
      blocks: [section({ type: 'text', text: 'said' })],
    }),
  ).toBe('said');
  expect(readableText({ text: "This content can't be displayed." })).toBe("This content can't be displayed.");
});

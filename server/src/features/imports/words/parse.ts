import { type JsonObject, objectAt, objectsAt, textAt } from '../rules.ts';

/** What Slack puts in place of a text that it shows by blocks alone. */
const NO_TEXT = /^(?:This (?:content|message) (?:can't|contains interactive|was) .*)?$/;

/**
 * What somebody reads of a message, in Slack's markup. Its text, where it has one; else what its blocks and attachments say. A
 * preview of a link that stands in the text adds nothing; what a program or a forwarded message says beside the text does.
 */
export function readableText(message: JsonObject): string {
  const text = textAt(message, 'text') ?? '';
  const own = NO_TEXT.test(text.trim()) ? blocksText(objectsAt(message, 'blocks')) || text : text;
  const beside = objectsAt(message, 'attachments')
    .filter((attachment) => !isPreview(attachment, own))
    .map(attachmentText);
  return [own, ...beside].filter((part) => part.trim() !== '').join('\n');
}

function isPreview(attachment: JsonObject, text: string): boolean {
  const from =
    textAt(attachment, 'from_url') ?? textAt(attachment, 'original_url') ?? textAt(attachment, 'title_link');
  if (from === undefined) return false;
  return text.includes(from) || text.includes(escaped(from));
}

function attachmentText(attachment: JsonObject): string {
  const title = textAt(attachment, 'title');
  const link = textAt(attachment, 'title_link');
  const heading =
    title !== undefined && link !== undefined ? `<${link}|${title.replaceAll(/[<>|\n]/g, ' ')}>` : title;
  const fields = objectsAt(attachment, 'fields').map(
    (field) => `*${textAt(field, 'title') ?? ''}*: ${textAt(field, 'value') ?? ''}`,
  );
  const parts = [
    textAt(attachment, 'pretext'),
    heading,
    textAt(attachment, 'text') ?? blocksText(objectsAt(attachment, 'blocks')),
    ...fields,
  ];
  const said = parts.filter((part) => part !== undefined && part.trim() !== '').join('\n');
  return said === '' ? (textAt(attachment, 'fallback') ?? '') : said;
}

const blocksText = (blocks: JsonObject[]): string =>
  blocks
    .map(blockText)
    .filter((text) => text.trim() !== '')
    .join('\n');

/** A block of Slack's Block Kit as markup. What is no text, such as a button, has none. */
function blockText(block: JsonObject): string {
  switch (textAt(block, 'type')) {
    case 'rich_text':
      return objectsAt(block, 'elements').map(richText).join('\n');
    case 'section':
    case 'header':
      return [textObject(objectAt(block, 'text')), ...objectsAt(block, 'fields').map(textObject)]
        .filter(Boolean)
        .join('\n');
    case 'context':
      return objectsAt(block, 'elements').map(textObject).filter(Boolean).join(' ');
    case 'markdown':
      return escaped(textAt(block, 'text') ?? '');
    case 'image':
    case 'video':
      return textObject(objectAt(block, 'title')) || escaped(textAt(block, 'alt_text') ?? '');
    default:
      return '';
  }
}

function textObject(text: JsonObject | undefined): string {
  const words = text === undefined ? '' : (textAt(text, 'text') ?? '');
  return text !== undefined && textAt(text, 'type') === 'plain_text' ? escaped(words) : words;
}

function richText(element: JsonObject): string {
  const inside = objectsAt(element, 'elements');
  switch (textAt(element, 'type')) {
    case 'rich_text_list':
      return inside.map((item, at) => listItem(element, richText(item), at)).join('\n');
    case 'rich_text_quote':
      return inlineText(inside).replaceAll(/^/gm, '&gt; ');
    case 'rich_text_preformatted':
      return `\`\`\`\n${inlineText(inside)}\n\`\`\``;
    default:
      return inlineText(inside);
  }
}

function listItem(list: JsonObject, words: string, at: number): string {
  const indent = '    '.repeat(Math.min(5, Math.max(0, Number(list['indent']) || 0)));
  return `${indent}${textAt(list, 'style') === 'ordered' ? `${at + 1}.` : '•'} ${words}`;
}

const inlineText = (elements: JsonObject[]): string => elements.map(inlineElement).join('');

function inlineElement(element: JsonObject): string {
  switch (textAt(element, 'type')) {
    case 'text':
      return styled(escaped(textAt(element, 'text') ?? ''), objectAt(element, 'style'));
    case 'link': {
      const label = textAt(element, 'text');
      return `<${escaped(textAt(element, 'url') ?? '')}${label === undefined ? '' : `|${escaped(label)}`}>`;
    }
    case 'user':
      return `<@${textAt(element, 'user_id') ?? ''}>`;
    case 'channel':
      return `<#${textAt(element, 'channel_id') ?? ''}>`;
    case 'broadcast':
      return `<!${textAt(element, 'range') ?? 'here'}>`;
    case 'emoji':
      return emoji(element);
    default:
      return escaped(textAt(element, 'fallback') ?? textAt(element, 'value') ?? '');
  }
}

const emoji = (element: JsonObject) => {
  const tone = Number(element['skin_tone']) || 0;
  return `:${textAt(element, 'name') ?? ''}:${tone >= 2 && tone <= 6 ? `:skin-tone-${tone}:` : ''}`;
};

const MARKS: [string, string][] = [
  ['code', '`'],
  ['strike', '~'],
  ['italic', '_'],
  ['bold', '*'],
];

/** White space stays outside the marks, or Slack would not read them as such. */
function styled(words: string, style: JsonObject | undefined): string {
  if (style === undefined || words.includes('\n')) return words;
  const [, before = '', inside = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(words) ?? [];
  if (inside === '') return words;
  const marks = MARKS.filter(([name]) => style[name] === true).map(([, mark]) => mark);
  return before + marks.reduce((text, mark) => mark + text + mark, inside) + after;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

import { existsSync, readFileSync } from 'node:fs';
import { isAllowedHref } from '@footbridge/contract/kit/richtext.ts';
import { describe, expect, it } from 'vitest';
import { type HtmlStyle, attribute, writeHtml } from './html.ts';
import { createParser, parseMarkdown } from './parse.ts';

// The yardstick: the 652 examples of CommonMark 0.31.2. We promise every section but two, and inside these
// every example but those that three rules leave out:
//   - raw HTML: HTML in the source is shown as text, so an example that lets a tag or comment of the source
//     through differs
//   - bare addresses: we link `https://…` wherever it stands, so an example that wants such an address left
//     as words differs
//   - nothing to show: a source that would leave an empty message, as definitions alone do, is shown as typed
// What is left must give the expected HTML byte for byte, through our tree and back.
const EXAMPLES = new URL('../../../../../shared/data/text/commonmark-0.31.2-spec.json', import.meta.url);

const NOT_PROMISED = ['HTML blocks', 'Raw HTML'];
const PROMISED = {
  Tabs: 11,
  'Backslash escapes': 12,
  'Entity and numeric character references': 16,
  Precedence: 1,
  'Thematic breaks': 19,
  'ATX headings': 18,
  'Setext headings': 27,
  'Indented code blocks': 12,
  'Fenced code blocks': 29,
  'Link reference definitions': 25,
  Paragraphs: 8,
  'Blank lines': 1,
  'Block quotes': 25,
  'List items': 48,
  Lists: 24,
  Inlines: 1,
  'Code spans': 21,
  'Emphasis and strong emphasis': 129,
  Links: 86,
  Images: 22,
  Autolinks: 16,
  'Hard line breaks': 13,
  'Soft line breaks': 2,
  'Textual content': 3,
};

interface Example {
  number: number;
  section: string;
  markdown: string;
  html: string;
}

const commonMark: HtmlStyle = {
  lineBreak: '\n',
  link: (href, title, words) => `<a${attribute('href', href)}${attribute('title', title)}>${words}</a>`,
  image: ({ href, alt, title }) =>
    `<img${attribute('src', href)}${attribute('alt', alt)}${attribute('title', title)} />`,
};
const nobody = { person: () => undefined, space: () => undefined };

function readExamples(): Example[] {
  // The file writes a tab as an arrow, as the text of the specification does.
  return JSON.parse(readFileSync(EXAMPLES, 'utf8').replaceAll('→', String.raw`\t`)) as Example[];
}

function letsHtmlThrough({ html, markdown }: Example): boolean {
  return [...html.matchAll(/<!--.*?-->|<[^>]*>/gs)].some(([tag]) => markdown.includes(tag));
}

function leavesAddressAsWords({ html }: Example): boolean {
  const outsideLinks = html.replaceAll(/<(a|code)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, '');
  return /https?:\/\/|mailto:|www\./i.test(outsideLinks);
}

const leavesNothing = ({ html, markdown }: Example) => html === '' && markdown.trim() !== '';

const isPromised = (example: Example) =>
  !NOT_PROMISED.includes(example.section) &&
  !leavesNothing(example) &&
  !letsHtmlThrough(example) &&
  !leavesAddressAsWords(example);

function countBySection(examples: readonly Example[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { section } of examples) counts[section] = (counts[section] ?? 0) + 1;
  return counts;
}

describe.skipIf(!existsSync(EXAMPLES))('CommonMark 0.31.2 (shared data, when it is there)', () => {
  const parseAnyAddress = createParser(() => true);
  const allAddressesAllowed = ({ html }: Example) =>
    [...html.matchAll(/(?:href|src)="([^"]*)"/g)].every(([, href = '']) => isAllowedHref(href));

  it('holds 652 examples, of which 569 of 24 sections are promised', () => {
    const examples = readExamples();
    expect(examples).toHaveLength(652);
    expect(countBySection(examples.filter(isPromised))).toEqual(PROMISED);
    expect(examples.filter(isPromised)).toHaveLength(569);
  });

  it.each(Object.keys(PROMISED))('gives the expected HTML for all promised examples of %s', (section) => {
    for (const example of readExamples().filter((one) => one.section === section && isPromised(one))) {
      const html = writeHtml(parseAnyAddress(example.markdown, nobody).body, commonMark);
      expect(html, `example ${example.number}`).toBe(example.html);
    }
  });

  it('leaves out no example of these sections that would pass', () => {
    const leftOut = readExamples().filter((one) => one.section in PROMISED && !isPromised(one));
    const passing = leftOut.filter(
      (one) => writeHtml(parseAnyAddress(one.markdown, nobody).body, commonMark) === one.html,
    );
    expect(leftOut).toHaveLength(19);
    expect(passing.map((one) => one.number)).toEqual([]);
  });

  it('gives the same with our own rule for addresses, wherever that allows all of an example', () => {
    const examples = readExamples().filter((one) => isPromised(one) && allAddressesAllowed(one));
    for (const example of examples) {
      const html = writeHtml(parseMarkdown(example.markdown, nobody).body, commonMark);
      expect(html, `example ${example.number}`).toBe(example.html);
    }
    expect(examples).toHaveLength(536);
  });

  it('never links to an address of another kind', () => {
    for (const { markdown, number } of readExamples()) {
      const { links } = parseMarkdown(markdown, nobody);
      expect(
        links.filter((href) => !isAllowedHref(href)),
        `example ${number}`,
      ).toEqual([]);
    }
  });
});

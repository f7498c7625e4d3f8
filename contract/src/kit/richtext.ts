import * as z from 'zod/mini';
import { Id } from './ids.ts';

/**
 * The text of a message, a charter and so on, parsed once on the server from Markdown (CommonMark with
 * tables, strikethrough, task lists, mentions and emoji). Web, mail, export, search and redaction work on
 * this tree and never on the source.
 */
export interface RichText {
  blocks: Block[];
}

/** The longest Markdown source, in bytes of UTF-8. */
export const MAX_SOURCE_BYTES = 16 * 1024;

/**
 * Nodes from a root block to a leaf at most (an item counts as one, a table cell does not), so that recursion
 * over a tree is safe.
 */
export const MAX_DEPTH = 40;

/**
 * Nodes of a tree at most. A source that would make more, as only a hostile one does, is kept as one
 * paragraph of text.
 */
export const MAX_NODES = 5000;

/** Text as typed. `\n` in it is a line break inside a paragraph and is shown as one. */
export type Text = { type: 'text'; text: string };
export type Strong = { type: 'strong'; children: Inline[] };
export type Emphasis = { type: 'emphasis'; children: Inline[] };
export type Strike = { type: 'strike'; children: Inline[] };
export type Code = { type: 'code'; text: string };
/** `href` obeys `isAllowedHref`. A link never holds another link or a mention. */
export type Link = { type: 'link'; href: string; title?: string; children: Inline[] };
/** A line break asked for with two spaces or a backslash at the end of a line. */
export type Break = { type: 'break' };
/**
 * An image elsewhere. Shown as a link and never loaded: loading it would tell its host who reads. `href`
 * obeys `isAllowedHref`.
 */
export type Image = { type: 'image'; href: string; alt: string; title?: string };
/** `name` as it was when the text was parsed. */
export type PersonMention = { type: 'person'; personId: string; name: string };
/** `name` as it was when the text was parsed. */
export type SpaceMention = { type: 'space'; spaceId: string; name: string };
/** `@everyone`: all in the space where this is written. */
export type EveryoneMention = { type: 'everyone' };
/**
 * `:name:`. `char` is the Unicode emoji, skin tone included; without it the name may be that of a custom
 * emoji.
 */
export type Emoji = { type: 'emoji'; name: string; char?: string };

export type Inline =
  | Text
  | Strong
  | Emphasis
  | Strike
  | Code
  | Link
  | Break
  | Image
  | PersonMention
  | SpaceMention
  | EveryoneMention
  | Emoji;

export type Paragraph = { type: 'paragraph'; children: Inline[] };
/** `level` 1 (largest) to 6. */
export type Heading = { type: 'heading'; level: number; children: Inline[] };
export type Quote = { type: 'quote'; children: Block[] };
/**
 * `start` only where an ordered list does not begin at 1. `tight`: no blank lines between, shown without
 * space between items.
 */
export type List = { type: 'list'; ordered: boolean; start?: number; tight: boolean; items: ListItem[] };
/** `checked` only on a task: `- [ ]` or `- [x]`. */
export type ListItem = { checked?: boolean; children: Block[] };
/** `text` ends with a line break unless it is empty. `language` is the first word after the fence. */
export type CodeBlock = { type: 'codeBlock'; language?: string; text: string };
/** One entry of `align` for each column; a row may have fewer cells than there are columns, never more. */
export type Table = { type: 'table'; align: Align[]; head: Inline[][]; rows: Inline[][][] };
export type Align = 'left' | 'center' | 'right' | null;
export type Rule = { type: 'rule' };

export type Block = Paragraph | Heading | Quote | List | CodeBlock | Table | Rule;

/**
 * Where a link may lead: http, https, mailto, or a path of this site (`/…`). Everything else (`javascript:`,
 * `data:`, `//host`) is refused by the parser, and again by each renderer: a tree may come from a database
 * that somebody wrote to.
 */
export function isAllowedHref(href: string): boolean {
  // Browsers drop tabs and line breaks inside an address and read `\` as `/`, so none of these may stand in
  // it.
  return /^(?:https?:\/\/[^/?#]|mailto:|\/(?!\/))[^\s\\\p{Cc}]*$/iu.test(href);
}

const Href = z.string().check(z.refine(isAllowedHref));
const InlineNode: z.ZodMiniType<Inline> = z.lazy(() => InlineUnion);
const BlockNode: z.ZodMiniType<Block> = z.lazy(() => BlockUnion);
const Inlines = z.array(InlineNode);
const Blocks = z.array(BlockNode);

const InlineUnion = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('strong'), children: Inlines }),
  z.strictObject({ type: z.literal('emphasis'), children: Inlines }),
  z.strictObject({ type: z.literal('strike'), children: Inlines }),
  z.strictObject({ type: z.literal('code'), text: z.string() }),
  z.strictObject({
    type: z.literal('link'),
    href: Href,
    title: z.exactOptional(z.string()),
    children: Inlines,
  }),
  z.strictObject({ type: z.literal('break') }),
  z.strictObject({
    type: z.literal('image'),
    href: Href,
    alt: z.string(),
    title: z.exactOptional(z.string()),
  }),
  z.strictObject({ type: z.literal('person'), personId: Id, name: z.string() }),
  z.strictObject({ type: z.literal('space'), spaceId: Id, name: z.string() }),
  z.strictObject({ type: z.literal('everyone') }),
  z.strictObject({ type: z.literal('emoji'), name: z.string(), char: z.exactOptional(z.string()) }),
]);

const ListItem = z.strictObject({ checked: z.exactOptional(z.boolean()), children: Blocks });
const BlockUnion = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), children: Inlines }),
  z.strictObject({
    type: z.literal('heading'),
    level: z.int().check(z.minimum(1), z.maximum(6)),
    children: Inlines,
  }),
  z.strictObject({ type: z.literal('quote'), children: Blocks }),
  z.strictObject({
    type: z.literal('list'),
    ordered: z.boolean(),
    start: z.exactOptional(z.int().check(z.minimum(0))),
    tight: z.boolean(),
    items: z.array(ListItem),
  }),
  z.strictObject({ type: z.literal('codeBlock'), language: z.exactOptional(z.string()), text: z.string() }),
  z.strictObject({
    type: z.literal('table'),
    align: z.array(z.nullable(z.enum(['left', 'center', 'right']))),
    head: z.array(Inlines),
    rows: z.array(z.array(Inlines)),
  }),
  z.strictObject({ type: z.literal('rule') }),
]);

/** As in every reply. Does not bound the depth: the parser does. */
export const RichText: z.ZodMiniType<RichText> = z.object({ blocks: Blocks });

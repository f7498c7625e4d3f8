import { plainText } from '@footbridge/contract/kit/plainText.ts';
import type { Image, Inline, Link, PersonMention, SpaceMention } from '@footbridge/contract/kit/richtext.ts';
import { ImageIcon } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { hiddenHost } from './address.ts';
import { Mention } from './Mention.tsx';
import { TextLink } from './TextLink.tsx';
import { t } from './t.ts';
import { together } from './together.ts';

/** What holds for all nodes of one text. */
export interface Rendering {
  meId: string | undefined;
  onMention: ((mention: PersonMention | SpaceMention, event: MouseEvent) => void) | undefined;
  topHeading: number | undefined;
  insideLink: boolean;
}

export function renderInlines(inlines: readonly Inline[], rendering: Rendering): ReactNode {
  return together(inlines.map((inline) => renderInline(inline, rendering)));
}

/**
 * A string whatever stands there: an object among the children would make React give up on the whole page.
 */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function renderInline(inline: Inline, rendering: Rendering): ReactNode {
  switch (inline.type) {
    case 'text':
      return text(inline.text);
    case 'strong':
      return <strong>{renderInlines(inline.children, rendering)}</strong>;
    case 'emphasis':
      return <em>{renderInlines(inline.children, rendering)}</em>;
    case 'strike':
      return <del>{renderInlines(inline.children, rendering)}</del>;
    case 'code':
      return <code>{text(inline.text)}</code>;
    case 'break':
      return <br />;
    case 'link':
      return renderLink(inline, rendering);
    case 'image':
      return renderImage(inline, rendering);
    case 'person':
    case 'space':
      return renderMention(inline, rendering);
    case 'everyone':
      return (
        <span className="text-mention" data-me="">
          @everyone
        </span>
      );
    case 'emoji':
      return <span title={`:${text(inline.name)}:`}>{text(inline.char) || `:${text(inline.name)}:`}</span>;
    default:
      return plainText({ blocks: [{ type: 'paragraph', children: [inline] }] });
  }
}

function renderLink(link: Link, rendering: Rendering): ReactNode {
  const words = renderInlines(link.children, { ...rendering, insideLink: true });
  if (rendering.insideLink) return words;
  const href = text(link.href);
  const host = hiddenHost(href, plainText({ blocks: [{ type: 'paragraph', children: link.children }] }));
  return (
    <TextLink href={href} title={text(link.title) || undefined}>
      {words}
      {host !== undefined && <span className="text-host"> ({host})</span>}
    </TextLink>
  );
}

/** An image elsewhere is offered, not shown: to load it would tell its host who reads, and when. */
function renderImage({ href, alt, title }: Image, rendering: Rendering): ReactNode {
  const host = URL.parse(text(href), globalThis.location?.origin)?.host ?? '';
  const label = text(alt) || t('kit.imageOn', { host });
  if (rendering.insideLink) return label;
  return (
    <TextLink href={text(href)} title={text(title) || t('kit.imageOn', { host })} className="text-image">
      <ImageIcon aria-hidden="true" />
      {label}
    </TextLink>
  );
}

function renderMention(mention: PersonMention | SpaceMention, rendering: Rendering): ReactNode {
  const isPerson = mention.type === 'person';
  const words = (isPerson ? '@' : '#') + text(mention.name);
  if (rendering.insideLink) return words;
  const href = isPerson ? `/people/${text(mention.personId)}` : `/spaces/${text(mention.spaceId)}`;
  return (
    <Mention
      href={href}
      words={words}
      isMe={isPerson && mention.personId === rendering.meId}
      onFollow={(event) => rendering.onMention?.(mention, event)}
    />
  );
}

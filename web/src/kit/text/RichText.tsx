import { plainText } from '@footbridge/contract/kit/plainText.ts';
import type { PersonMention, RichText as Tree, SpaceMention } from '@footbridge/contract/kit/richtext.ts';
import { type MouseEvent, type ReactNode, memo } from 'react';
import { renderBlocks } from './renderBlocks.tsx';
import type { Rendering } from './renderInlines.tsx';
import './richText.css';

interface RichTextProps {
  body: Tree;
  /** The reader: where they are mentioned, it is marked. */
  meId?: string | undefined;
  /** A mention was followed. Leads to its page unless this calls `preventDefault`. */
  onMention?: ((mention: PersonMention | SpaceMention, event: MouseEvent) => void) | undefined;
  /**
   * The level, 1 to 6, that a heading of level 1 has among the headings of its page. Without it headings only
   * look so: those of a message are none of the page.
   */
  topHeading?: number | undefined;
}

/** A text as elements. Nothing in it becomes HTML, and nothing is loaded from elsewhere. */
export const RichText = memo(function RichText({ body, meId, onMention, topHeading }: RichTextProps) {
  return <div className="text">{render(body, { meId, onMention, topHeading, insideLink: false })}</div>;
});

// One odd message must not take down the list that it stands in, nor hide its words.
function render(body: Tree, rendering: Rendering): ReactNode {
  try {
    return renderBlocks(body.blocks, rendering);
  } catch {
    return wordsOf(body);
  }
}

function wordsOf(body: Tree): string {
  try {
    return plainText(body);
  } catch {
    return '';
  }
}

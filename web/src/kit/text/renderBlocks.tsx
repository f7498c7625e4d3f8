import { plainText } from '@footbridge/contract/kit/plainText.ts';
import type { Block, Heading, Inline, List, ListItem, Table } from '@footbridge/contract/kit/richtext.ts';
import { Square, SquareCheck } from 'lucide-react';
import { type ReactNode, createElement } from 'react';
import { CodeBlock } from './CodeBlock.tsx';
import { type Rendering, renderInlines, text } from './renderInlines.tsx';
import { t } from './t.ts';
import { together } from './together.ts';

export function renderBlocks(blocks: readonly Block[], rendering: Rendering): ReactNode {
  return together(blocks.map((block) => renderBlock(block, rendering)));
}

function renderBlock(block: Block, rendering: Rendering): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p>{renderInlines(block.children, rendering)}</p>;
    case 'heading':
      return renderHeading(block, rendering);
    case 'quote':
      return <blockquote>{renderBlocks(block.children, rendering)}</blockquote>;
    case 'list':
      return renderList(block, rendering);
    case 'codeBlock':
      return <CodeBlock text={text(block.text)} language={block.language && text(block.language)} />;
    case 'table':
      return renderTable(block, rendering);
    case 'rule':
      return <hr />;
    default:
      return <p>{plainText({ blocks: [block] })}</p>;
  }
}

function renderHeading({ level, children }: Heading, rendering: Rendering): ReactNode {
  const own = Math.max(1, Math.trunc(level) || 1);
  const { topHeading } = rendering;
  const tag = topHeading === undefined ? 'p' : `h${Math.min(6, own + topHeading - 1)}`;
  return createElement(
    tag,
    { className: 'text-heading', 'data-level': own },
    renderInlines(children, rendering),
  );
}

function renderList({ ordered, start, tight, items }: List, rendering: Rendering): ReactNode {
  const isTaskList = items.every((item) => item.checked !== undefined);
  const attributes = {
    className: isTaskList ? 'text-tasks' : undefined,
    'data-loose': tight ? undefined : '',
    start: ordered ? start : undefined,
  };
  const shown = together(items.map((item) => renderItem(item, tight, rendering)));
  return createElement(ordered ? 'ol' : 'ul', attributes, shown);
}

function renderItem({ checked, children }: ListItem, tight: boolean, rendering: Rendering): ReactNode {
  const shown = children.map((child) =>
    tight && child.type === 'paragraph'
      ? renderInlines(child.children, rendering)
      : renderBlock(child, rendering),
  );
  return (
    <li className={checked === undefined ? undefined : 'text-task'}>
      {checked !== undefined && <TaskBox checked={checked} />}
      {together(shown)}
    </li>
  );
}

function TaskBox({ checked }: { checked: boolean }) {
  const Box = checked ? SquareCheck : Square;
  return (
    <>
      <Box aria-hidden="true" />
      <span className="unseen">{checked ? t('kit.taskDone') : t('kit.taskOpen')}: </span>
    </>
  );
}

function renderTable({ align, head, rows }: Table, rendering: Rendering): ReactNode {
  const renderRow = (tag: 'th' | 'td', cells: readonly Inline[][]) => {
    const shown = align.map((side, column) =>
      createElement(tag, { 'data-align': side ?? undefined }, renderInlines(cells[column] ?? [], rendering)),
    );
    return <tr>{together(shown)}</tr>;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="text-table" tabIndex={0}>
      <table>
        <thead>{renderRow('th', head)}</thead>
        <tbody>{together(rows.map((cells) => renderRow('td', cells)))}</tbody>
      </table>
    </div>
  );
}

import type { Reader } from '../../../kit/db/database.ts';
import type { MemberSpace } from '../../spaces/access.ts';
import { type MessageRow, listAfter, listBefore } from '../queries.ts';

export interface PageAsked {
  before?: number;
  after?: number;
  around?: number;
  size: number;
}

interface Page {
  rows: MessageRow[];
  hasBefore: boolean;
  hasAfter: boolean;
}

/** A page of the main column as JSON text in the form of the contract's `MessagePage`. */
export async function readPage(db: Reader, space: MemberSpace, asked: PageAsked): Promise<string> {
  const page = await pageOf(db, space, asked);
  return `{"messages":[${page.rows.map(({ text }) => text).join(',')}],"hasBefore":${page.hasBefore},"hasAfter":${page.hasAfter},"feedSeq":${space.feedSeq}}`;
}

async function pageOf(db: Reader, space: MemberSpace, asked: PageAsked): Promise<Page> {
  // One more than asked tells whether there is more.
  const window = { spaceId: space.spaceId, visibleFrom: space.visibleFrom, size: asked.size + 1 };
  if (asked.around !== undefined) return pageAround(db, window, asked.around);
  if (asked.after !== undefined) {
    const rows = await listAfter(db, window, asked.after);
    return {
      rows: rows.slice(0, asked.size),
      hasBefore: asked.after >= space.visibleFrom && asked.after > 0,
      hasAfter: rows.length > asked.size,
    };
  }
  const rows = await listBefore(db, window, asked.before);
  return {
    rows: rows.slice(-asked.size),
    hasBefore: rows.length > asked.size,
    hasAfter: asked.before !== undefined,
  };
}

async function pageAround(
  db: Reader,
  window: { spaceId: string; visibleFrom: number; size: number },
  place: number,
): Promise<Page> {
  const half = Math.floor(window.size / 2);
  const before = await listBefore(db, { ...window, size: half + 1 }, place + 1);
  const after = await listAfter(db, { ...window, size: half + 1 }, place);
  return {
    rows: [...before.slice(-half), ...after.slice(0, half)],
    hasBefore: before.length > half,
    hasAfter: after.length > half,
  };
}

import type { Message } from '@footbridge/contract/chat.ts';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../outbox/store.ts';
import { grewAtStart, lastOwn, rowAtSeq, rowsOf, seqAt } from './rules.ts';

const said = (seq: number, author: string, at: string, more: Partial<Message> = {}): Message =>
  ({
    id: `m${seq}`,
    seq,
    author: { id: author, organisation: { id: 'council' } },
    createdAt: `2026-11-${at}:00.000Z`,
    title: null,
    removed: null,
    clientId: null,
    ...more,
  }) as Message;
const waiting = (clientId: string, at: string): Outgoing =>
  ({ clientId, writtenAt: `2026-11-${at}:00.000Z`, title: null }) as Outgoing;

const show = (messages: Message[], options: Partial<Parameters<typeof rowsOf>[0]> = {}) =>
  rowsOf({
    messages,
    outgoing: [],
    isBeginning: false,
    newAfterSeq: null,
    myId: 'amina',
    zone: 'UTC',
    ...options,
  });
const inWords = (rows: ReturnType<typeof rowsOf>): string[] =>
  rows.map((row) => ('grouped' in row && row.grouped ? `${row.key} grouped` : row.key));

describe('the lines of a conversation', () => {
  it('groups messages of one person within five minutes', () => {
    const rows = show([
      said(1, 'grace', '24T10:00'),
      said(2, 'grace', '24T10:04'),
      said(3, 'grace', '24T10:10'),
      said(4, 'rhys', '24T10:10'),
    ]);
    expect(inWords(rows)).toEqual(['day 2026-11-24', 'm1', 'm2 grouped', 'm3', 'm4']);
  });

  it('does not group across organisations, titles or removed messages', () => {
    const other = { author: { id: 'grace', organisation: { id: 'energy' } } } as Partial<Message>;
    const removed = { removed: { at: '', by: { id: 'grace', name: '' } } };
    const rows = show([
      said(1, 'grace', '24T10:00'),
      said(2, 'grace', '24T10:01', other),
      said(3, 'grace', '24T10:01', { ...other, title: 'A question' }),
      said(4, 'grace', '24T10:01', { ...other, ...removed }),
      said(5, 'grace', '24T10:01', other),
    ]);
    expect(inWords(rows).slice(1)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  });

  it('begins each day with a line, in the zone of the reader', () => {
    const rows = rowsOf({
      messages: [said(1, 'grace', '24T22:30'), said(2, 'grace', '24T23:30')],
      outgoing: [],
      isBeginning: false,
      newAfterSeq: null,
      myId: 'amina',
      zone: 'Europe/Berlin',
    });
    expect(inWords(rows)).toEqual(['day 2026-11-24', 'm1', 'day 2026-11-25', 'm2']);
  });

  it('draws the line before the first new message of somebody else', () => {
    const rows = show(
      [
        said(1, 'grace', '24T10:00'),
        said(2, 'amina', '24T10:01'),
        said(3, 'grace', '24T10:01'),
        said(4, 'grace', '24T10:02'),
      ],
      { newAfterSeq: 1 },
    );
    expect(inWords(rows)).toEqual(['day 2026-11-24', 'm1', 'm2', 'new', 'm3', 'm4 grouped']);
  });

  it('shows what I wrote below everything, under the key it keeps when it has arrived', () => {
    const waits = show([said(1, 'amina', '24T10:00')], {
      outgoing: [waiting('c1', '24T10:01'), waiting('c2', '25T10:01')],
    });
    expect(inWords(waits)).toEqual(['day 2026-11-24', 'm1', 'c1 grouped', 'day 2026-11-25', 'c2']);
    const arrived = show([said(1, 'amina', '24T10:00'), said(2, 'amina', '24T10:01', { clientId: 'c1' })]);
    expect(inWords(arrived)).toEqual(['day 2026-11-24', 'm1', 'c1 grouped']);
  });

  it('does not let others choose the key of their message', () => {
    expect(inWords(show([said(1, 'grace', '24T10:00', { clientId: 'c1' })]))).toEqual([
      'day 2026-11-24',
      'm1',
    ]);
  });

  it('tells growth at the start from growth at the end', () => {
    const before = show([said(5, 'grace', '24T10:00')]);
    expect(grewAtStart(before, show([said(4, 'grace', '24T09:00'), said(5, 'grace', '24T10:00')]))).toBe(
      true,
    );
    expect(grewAtStart(before, show([said(5, 'grace', '24T10:00'), said(6, 'grace', '24T10:01')]))).toBe(
      false,
    );
    expect(grewAtStart(before, show([said(1, 'grace', '24T09:00')]))).toBe(false);
  });

  it('finds the row of a place, and the place of a row', () => {
    const rows = show([said(3, 'grace', '24T10:00'), said(7, 'rhys', '25T10:00')]);
    expect(rowAtSeq(rows, 4)?.key).toBe('m7');
    expect([seqAt(rows, 0), seqAt(rows, 2), seqAt(rows, 99)]).toEqual([0, 3, 7]);
  });

  it('lets me change my newest message that is still there', () => {
    const removed = { removed: { at: '', by: { id: 'amina', name: '' } } };
    expect(
      lastOwn(
        [said(1, 'amina', '24T10:00'), said(2, 'amina', '24T10:00', removed), said(3, 'rhys', '24T10:00')],
        'amina',
      )?.seq,
    ).toBe(1);
  });
});

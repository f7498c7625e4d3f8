import type { Message } from '@footbridge/contract/chat.ts';
import { dayKey, type Zone } from '../../../kit/time/format.ts';
import type { Outgoing } from '../outbox/store.ts';

/** One line of the list. `key` is its own for as long as it is the same thing. */
export type Row =
  | { kind: 'begin'; key: string }
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  /** `grouped`: follows one of the same person closely, so that the name need not be said again. */
  | { kind: 'message'; key: string; message: Message; grouped: boolean }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; grouped: boolean };

const GROUPED_WITHIN_MS = 5 * 60_000;

const QUARTER_MS = 15 * 60_000;
const QUARTERS_KEPT = 20_000;
const daysOf = new Map<Zone, Map<number, string>>();

/**
 * The day of an instant. Every zone is whole quarters of an hour from UTC, so all of a quarter are of one day: asking the calendar
 * for each of ten thousand messages would take longer than everything else here.
 */
function dayOf(at: string, zone: Zone): string {
  const quarter = Math.floor(Date.parse(at) / QUARTER_MS);
  const days = daysOf.get(zone);
  const known = days?.get(quarter);
  if (known !== undefined) return known;
  const day = dayKey(at, zone);
  if (days && days.size < QUARTERS_KEPT) days.set(quarter, day);
  else daysOf.set(zone, new Map([[quarter, day]]));
  return day;
}

interface RowsOptions {
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  /** Nothing comes before the first. */
  isBeginning: boolean;
  /** Where I had read when I came; null for no line. */
  newAfterSeq: number | null;
  myId: string;
  zone?: Zone;
}

interface Before {
  authorId: string;
  organisationId: string | null;
  at: string;
}

function follows(before: Before | null, now: Before): boolean {
  if (before?.authorId !== now.authorId) return false;
  const sameOrganisation = now.organisationId === null || before.organisationId === now.organisationId;
  return sameOrganisation && Date.parse(now.at) - Date.parse(before.at) < GROUPED_WITHIN_MS;
}

/** The lines between and round messages: days, where the new ones begin, what is not sent yet. */
export function rowsOf({ messages, outgoing, isBeginning, newAfterSeq, myId, zone }: RowsOptions): Row[] {
  const rows: Row[] = isBeginning ? [{ kind: 'begin', key: 'begin' }] : [];
  let before: Before | null = null;
  let shownDay = '';
  let newIsShown = newAfterSeq === null;

  const startDay = (at: string): void => {
    const day = dayOf(at, zone);
    if (day === shownDay) return;
    shownDay = day;
    before = null;
    rows.push({ kind: 'day', key: `day ${day}`, at });
  };

  for (const message of messages) {
    startDay(message.createdAt);
    if (!newIsShown && message.seq > (newAfterSeq ?? 0) && message.author.id !== myId) {
      newIsShown = true;
      before = null;
      rows.push({ kind: 'new', key: 'new' });
    }
    const now: Before = {
      authorId: message.author.id,
      organisationId: message.author.organisation.id,
      at: message.createdAt,
    };
    const grouped = message.title === null && message.removed === null && follows(before, now);
    // My own keeps the key it had while it was on its way, so that it does not blink when it arrives. Ids of others are not theirs alone.
    const key = message.author.id === myId ? (message.clientId ?? message.id) : message.id;
    rows.push({ kind: 'message', key, message, grouped });
    before = message.removed === null ? now : null;
  }
  for (const one of outgoing) {
    startDay(one.writtenAt);
    const now: Before = { authorId: myId, organisationId: null, at: one.writtenAt };
    rows.push({
      kind: 'outgoing',
      key: one.clientId,
      outgoing: one,
      grouped: one.title === null && follows(before, now),
    });
    before = now;
  }
  return rows;
}

/** Whether rows were put before those that were there: the reader's place must then be kept from the other end. */
export function grewAtStart(before: readonly Row[], now: readonly Row[]): boolean {
  const index = before.findIndex(({ kind }) => kind === 'message');
  const first = before[index];
  return first !== undefined && now.findIndex(({ key }) => key === first.key) > index;
}

/** The row that shows this place of the feed, or the first after it. */
export const rowAtSeq = (rows: readonly Row[], seq: number): Row | undefined =>
  rows.find((row) => row.kind === 'message' && row.message.seq >= seq);

/** The last message at or before a row. */
export function seqAt(rows: readonly Row[], index: number): number {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind === 'message') return row.message.seq;
  }
  return 0;
}

/** My newest message that I can still change. */
export const lastOwn = (messages: readonly Message[], myId: string): Message | undefined =>
  messages.findLast(({ author, removed }) => author.id === myId && removed === null);

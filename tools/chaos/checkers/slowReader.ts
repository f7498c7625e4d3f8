import type { Event } from '../history.ts';
import { type Checker, createFindings, operationsOf, percentile } from './verdict.ts';

const KINDS = ['slow readers told nothing', 'memory not bounded', 'others waited longer'];
/** The server may grow by so much while somebody does not read; what it keeps for them is one megabyte at most. */
const GROWTH_BYTES = 160 * 1024 * 1024;
/** The kernel keeps some of what is not read, on both sides: 4 to 10 MB were seen. Whoever got more than this must have been told. */
export const KEPT_BYTES = 13 * 1024 * 1024;
/** Others may wait longer by this factor and this time, because a busy machine never takes the same time twice. */
const FACTOR = 4;
const SLACK_MS = 400;

interface Span {
  from: number;
  to: number;
  proc: string;
  /** Bytes that were said to the slow one meanwhile. */
  said: number;
}

/** P14: a client that stops reading is told to catch up or cut off; the server keeps little for it and nobody else waits for it. */
export const checkSlowReader: Checker = (events) => {
  const findings = createFindings(KINDS);
  const slow = spansOf(events, 'slow');
  const calm = spansOf(events, 'calm');
  const kept = slow.map((span) =>
    checkTold(events, span, (detail) => findings.found('slow readers told nothing', detail)),
  );
  const growth = slow.map((span) => growthIn(events, span));
  const largest = Math.max(0, ...growth);
  const tested = slow.filter(({ said }) => said > KEPT_BYTES).length;
  if (largest > GROWTH_BYTES) {
    findings.found('memory not bounded', `the server grew by ${megabytes(largest)} MB`);
  }
  const lags = lagsOf(events);
  const [before, during] = [calm, slow].map((spans) =>
    percentile(
      lags.flatMap((lag) => (spans.some((span) => isOtherIn(lag, span, slow)) ? [lag.ms] : [])),
      0.99,
    ),
  );
  if ((during ?? 0) > (before ?? 0) * FACTOR + SLACK_MS) {
    findings.found('others waited longer', `p99 ${during} ms, and ${before} ms while everybody read`);
  }
  return {
    promise: 'P14',
    says: 'a slow reader harms nobody',
    valid: findings.clean,
    ...(tested === 0 || before === 0 || during === 0
      ? { weak: 'nobody stopped reading while others talked' }
      : {}),
    counts: {
      'slow readers': tested,
      'MB kept for one, at most': megabytes(Math.max(0, ...kept)),
      'MB the server grew': megabytes(largest),
      'others waited ms, p99 before': before ?? 0,
      'others waited ms, p99 meanwhile': during ?? 0,
      ...findings.counts,
    },
    worst: findings.worst,
  };
};

const megabytes = (bytes: number): number => Math.round((bytes / 2 ** 20) * 10) / 10;

function spansOf(events: readonly Event[], name: string): Span[] {
  const notes = events.filter((event) => event.type === 'fault' && event.f === name);
  const begins = notes.filter((event) => event.type === 'fault' && event.value.stage === 'begin');
  return begins.flatMap(({ t: from, proc }) => {
    const end = notes.find(
      (event) =>
        event.t > from && event.proc === proc && event.type === 'fault' && event.value.stage === 'end',
    );
    const said = end?.type === 'fault' ? Number(end.value.detail ?? 0) : 0;
    return end === undefined ? [] : [{ from, to: end.t, proc, said }];
  });
}

/** Answers how many bytes came after reading began again until the client was told; calls `found` when it never was. */
function checkTold(events: readonly Event[], span: Span, found: (detail: string) => void): number {
  const own = events.filter(
    (event) => event.proc === span.proc && event.type === 'wire' && event.t >= span.from,
  );
  const paused = own.find((event) => event.f === 'pause');
  const told = own.find((event) => event.f === 'resync' || event.f === 'close' || event.f === 'goodbye');
  const bytes = (event: Event | undefined) =>
    event?.type === 'wire' && 'bytes' in event.value ? event.value.bytes : 0;
  if (told === undefined && span.said > KEPT_BYTES) {
    found(
      `${span.proc} did not read ${megabytes(span.said)} MB in ${Math.round(span.to - span.from)} ms and was told nothing`,
    );
  }
  const kept = told === undefined ? 0 : bytes(told) - bytes(paused);
  if (kept > KEPT_BYTES) found(`${megabytes(kept)} MB were kept for ${span.proc} before it was told`);
  return Math.max(0, kept);
}

function growthIn(events: readonly Event[], { from, to }: Span): number {
  const samples = events.flatMap((event) =>
    event.type === 'sample' && event.f === 'rss' && event.value > 0 ? [event] : [],
  );
  const before = samples.findLast((event) => event.t <= from)?.value ?? Infinity;
  return Math.max(
    0,
    ...samples.filter((event) => event.t > from && event.t <= to).map((event) => event.value - before),
  );
}

interface Lag {
  t: number;
  proc: string;
  ms: number;
}

/** From the sending of each message to each client's hearing of it. */
function lagsOf(events: readonly Event[]): Lag[] {
  const sent = new Map<string, number>();
  for (const { f, replied, began } of operationsOf(events)) {
    if (f === 'postMessage' && replied.id !== undefined) {
      sent.set(replied.id, Math.min(began, sent.get(replied.id) ?? Infinity));
    }
  }
  return events.flatMap((event) => {
    if (event.type !== 'wire' || event.f !== 'heard' || event.value.kind !== 'messagePosted') return [];
    const began = sent.get(event.value.subject ?? '');
    return began === undefined ? [] : [{ t: event.t, proc: event.proc, ms: event.t - began }];
  });
}

const isOtherIn = ({ t, proc }: Lag, { from, to }: Span, slow: Span[]): boolean =>
  t > from && t <= to && !slow.some((span) => span.proc === proc);

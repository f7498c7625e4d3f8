import type { FinalRead } from '../final.ts';
import type { Event } from '../history.ts';
import {
  type Checker,
  type Findings,
  type Operation,
  createFindings,
  groupBy,
  operationsOf,
  peopleOf,
  percentile,
} from './verdict.ts';

const KINDS = ['sockets open too long', 'let in again', 'heard after the end', 'answered after the end'];
/** A socket must be closed within this of the answer that its session has ended. */
const CLOSED_MS = 1000;

/** Something that ended: when it was asked for, from when on it was known, until when it stayed so, and whom and what it is about. */
interface Ending {
  asked: number;
  known: number;
  until: number;
  /** The clients it is about. */
  procs: Set<string>;
  /** Undefined when everything ended. */
  spaceId?: string;
}

/** P6: an ended session, a closed account and a membership that was taken away have their effect at once. */
export const checkRemoval: Checker = (events, final) => {
  const findings = createFindings(KINDS);
  const operations = operationsOf(events);
  const endings = [...endedSessions(events, operations), ...endedMemberships(events, operations)];
  const closing = endings.flatMap((ending) =>
    ending.spaceId === undefined ? checkSockets(events, ending, findings) : [],
  );
  checkHeard(events, operations, final, endings, findings);
  checkAnswers(operations, final, endings, findings);
  const sessions = endings.filter(({ spaceId }) => spaceId === undefined).length;
  return {
    promise: 'P6',
    says: 'removal acts at once',
    valid: findings.clean,
    ...(sessions === 0 || sessions === endings.length || closing.length === 0
      ? { weak: 'nothing was ended while it was in use' }
      : {}),
    counts: {
      'sessions ended': sessions,
      'memberships ended': endings.length - sessions,
      'sockets watched': closing.length,
      'closed after ms, p50': percentile(closing, 0.5),
      'closed after ms, p99': percentile(closing, 0.99),
      'closed after ms, max': percentile(closing, 1),
      ...findings.counts,
    },
    worst: findings.worst,
  };
};

/** Sessions by the id that the socket was greeted for; a closed account ends all of them. */
function endedSessions(events: readonly Event[], operations: readonly Operation[]): Ending[] {
  const people = peopleOf(events);
  const procsBySession = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.type === 'wire' && event.f === 'hello') {
      procsBySession.getOrInsertComputed(event.value.sessionId, () => new Set()).add(event.proc);
    }
  }
  const own = (proc: string) =>
    [...procsBySession.values()].find((procs) => procs.has(proc)) ?? new Set([proc]);
  return operations.flatMap(({ f, outcome, ended: known, asked, proc, began }): Ending[] => {
    if (outcome !== 'ok') return [];
    if (f === 'endSession') {
      return [
        {
          asked: began,
          known,
          until: Infinity,
          procs: procsBySession.get(asked.sessionId ?? '') ?? new Set(),
        },
      ];
    }
    if (f === 'signOut') return [{ asked: began, known, until: Infinity, procs: own(proc) }];
    if (f !== 'deactivatePerson') return [];
    // The account may be opened again and sign in anew; its clients of before stay out.
    const before = events.filter(
      (event) =>
        event.type === 'client' &&
        event.f === 'opened' &&
        event.t < began &&
        people.get(event.proc) === asked.personId,
    );
    return [{ asked: began, known, until: Infinity, procs: new Set(before.map((event) => event.proc)) }];
  });
}

function endedMemberships(events: readonly Event[], operations: readonly Operation[]): Ending[] {
  const people = peopleOf(events);
  const procs = groupBy([...people], ([, personId]) => personId);
  const procsOf = (personId = '') => new Set((procs.get(personId) ?? []).map(([proc]) => proc));
  return operations.flatMap(({ f, outcome, began, ended: known, asked, proc }): Ending[] => {
    if (outcome !== 'ok' || (f !== 'removeMember' && f !== 'leaveSpace')) return [];
    const personId = f === 'leaveSpace' ? people.get(proc) : asked.personId;
    const again = operations.filter(
      (one) =>
        one.f === 'addMember' &&
        one.asked.spaceId === asked.spaceId &&
        one.asked.personId === personId &&
        one.began > known,
    );
    return [
      {
        asked: began,
        known,
        until: Math.min(Infinity, ...again.map((one) => one.began)),
        procs: procsOf(personId),
        spaceId: asked.spaceId ?? '',
      },
    ];
  });
}

/** The milliseconds until each socket that was open was closed. */
function checkSockets(
  events: readonly Event[],
  { asked, known, procs }: Ending,
  findings: Findings,
): number[] {
  return [...procs].flatMap((proc) => {
    const own = events.filter(
      (event) => event.proc === proc && event.type === 'wire' && (event.f === 'hello' || event.f === 'close'),
    );
    // The goodbye may overtake the answer, so what counts is what was open when it was asked for.
    const wasOpen = own.findLast((event) => event.t <= asked);
    for (const event of own) {
      if (event.f === 'hello' && event.t > known + CLOSED_MS) {
        findings.found(
          'let in again',
          `${proc}, ${Math.round(event.t - known)} ms after its session had ended`,
        );
      }
    }
    if (wasOpen === undefined || wasOpen.f !== 'hello') return [];
    const closed = own.find((event) => event.f === 'close' && event.t > asked)?.t ?? Infinity;
    const took = Math.max(0, closed - known - stalls(events, known, closed));
    if (took > CLOSED_MS) {
      findings.found(
        'sockets open too long',
        `${proc}: ${Number.isFinite(took) ? `${Math.round(took)} ms` : 'to the end'}`,
      );
    }
    return [Math.min(took, 1e6)];
  });
}

/** While the run itself did not look, it could not see a socket close. */
function stalls(events: readonly Event[], from: number, to: number): number {
  return events.reduce(
    (sum, event) =>
      event.type === 'sample' && event.f === 'stall' && event.t > from && event.t - event.value < to
        ? sum + event.value
        : sum,
    0,
  );
}

/** A message that was first sent after the end was known must not be heard any more. */
function checkHeard(
  events: readonly Event[],
  operations: readonly Operation[],
  final: FinalRead,
  endings: Ending[],
  findings: Findings,
): void {
  const sent = new Map<string, number>();
  for (const { f, asked, began } of operations) {
    if (f === 'postMessage' && asked.clientId !== undefined) {
      sent.set(asked.clientId, Math.min(began, sent.get(asked.clientId) ?? Infinity));
    }
  }
  const clientIds = new Map(final.stored.map(({ id, clientId }) => [id, clientId]));
  for (const event of events) {
    if (event.type !== 'wire' || event.f !== 'heard' || event.value.kind !== 'messagePosted') continue;
    const began = sent.get(clientIds.get(event.value.subject ?? '') ?? '') ?? 0;
    for (const { known, until, procs, spaceId } of endings) {
      const concerned =
        procs.has(event.proc) &&
        began > known &&
        event.t < until &&
        (spaceId ?? event.value.feed) === event.value.feed;
      if (concerned) {
        findings.found(
          'heard after the end',
          `${event.proc} heard place ${event.value.seq} of ${event.value.feed}, sent ${Math.round(began - known)} ms after`,
        );
      }
    }
  }
}

/** What was asked after the end was known must be refused. */
function checkAnswers(
  operations: readonly Operation[],
  final: FinalRead,
  endings: Ending[],
  findings: Findings,
): void {
  const spaces = new Map(final.stored.map(({ id, spaceId }) => [id, spaceId]));
  for (const { outcome, proc, f, asked, began, ended } of operations) {
    if (outcome !== 'ok') continue;
    const spaceIdAsked = asked.spaceId ?? spaces.get(asked.messageId ?? '');
    for (const { known, until, procs, spaceId } of endings) {
      const concerned =
        procs.has(proc) &&
        began > known &&
        ended < until &&
        (spaceId === undefined || spaceId === spaceIdAsked);
      if (concerned) {
        findings.found(
          'answered after the end',
          `${f} of ${proc}, asked ${Math.round(began - known)} ms after`,
        );
      }
    }
  }
}

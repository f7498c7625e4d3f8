import type { FinalRead } from '../final.ts';
import { type Event, canariesIn } from '../history.ts';
import { type Audience, audienceOf } from './membership.ts';
import {
  type Checker,
  type Findings,
  type Operation,
  createFindings,
  operationsOf,
  peopleOf,
} from './verdict.ts';

const KINDS = ['frames to outsiders', 'texts to outsiders', 'signals to outsiders'];

/** P5: whatever anybody was given, on the socket or in an answer, they were a member who may see it under the history rule. */
export const checkAudience: Checker = (events, final) => {
  const findings = createFindings(KINDS);
  const audience = audienceOf(final);
  const people = peopleOf(events);
  const operations = operationsOf(events);
  const texts = textsOf(operations, people, final);
  let deliveries = 0;
  const checkTexts = (proc: string, canaries: readonly string[], t: number, where: string) => {
    const personId = people.get(proc) ?? '';
    for (const mark of canaries) {
      deliveries += 1;
      const text = texts.get(mark);
      if (text === undefined || audience.mayHear({ personId, ...text, subjectSeq: text.seq, t })) continue;
      findings.found(
        'texts to outsiders',
        `${proc} read canary-${mark} of place ${text.seq} in ${text.spaceId} in ${where}`,
      );
    }
  };
  for (const event of events) {
    if (event.type !== 'wire') continue;
    if (event.f === 'heard' || event.f === 'lost') {
      deliveries += 1;
      checkFrame(event, people.get(event.proc) ?? '', audience, findings);
      checkTexts(event.proc, event.value.canaries, event.t, `a frame of ${event.value.kind}`);
    } else if (event.f === 'typing') {
      deliveries += 1;
      if (!audience.wasIn(people.get(event.proc) ?? '', event.value.feed, event.t)) {
        findings.found('signals to outsiders', `${event.proc} saw somebody typing in ${event.value.feed}`);
      }
    }
  }
  for (const { proc, replied, ended, f } of operations) {
    checkTexts(proc, replied.canaries ?? [], ended, `the answer of ${f}`);
  }
  return {
    promise: 'P5',
    says: 'only members at that time see it',
    valid: findings.clean,
    ...(audience.ended === 0 || deliveries === 0 ? { weak: 'nobody left a space' } : {}),
    counts: { deliveries, 'stays that ended': audience.ended, ...findings.counts },
    worst: findings.worst,
  };
};

function checkFrame(event: Event, personId: string, audience: Audience, findings: Findings): void {
  if (event.type !== 'wire' || (event.f !== 'heard' && event.f !== 'lost')) return;
  const { feed, seq, subjectSeq, kind } = event.value;
  if (feed === personId) return;
  const may =
    audience.isSpace(feed) &&
    audience.mayHear({
      personId,
      spaceId: feed,
      seq,
      t: event.t,
      subjectSeq: kind === 'hidden' ? Infinity : subjectSeq,
    });
  if (!may) {
    findings.found(
      'frames to outsiders',
      `${event.proc} heard ${kind} at ${seq} of ${feed} about place ${subjectSeq}`,
    );
  }
}

/** Which message each mark is of, as far as it was stored. */
function textsOf(
  operations: readonly Operation[],
  people: Map<string, string>,
  { stored }: FinalRead,
): Map<string, { spaceId: string; seq: number }> {
  const byKey = new Map(stored.map((message) => [`${message.authorId} ${message.clientId}`, message]));
  const byId = new Map(stored.map((message) => [message.id, message]));
  const texts = new Map<string, { spaceId: string; seq: number }>();
  for (const { f, asked, proc } of operations) {
    const message =
      f === 'postMessage'
        ? byKey.get(`${people.get(proc)} ${asked.clientId}`)
        : f === 'editMessage'
          ? byId.get(asked.messageId ?? '')
          : undefined;
    if (message === undefined || asked.source === undefined) continue;
    for (const mark of canariesIn(asked.source)) {
      texts.set(mark, { spaceId: message.spaceId, seq: message.seq });
    }
  }
  return texts;
}

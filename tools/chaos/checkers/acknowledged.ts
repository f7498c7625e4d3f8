import type { FinalRead, Shown } from '../final.ts';
import type { Event } from '../history.ts';
import {
  type Checker,
  type Findings,
  type Operation,
  type Verdict,
  createFindings,
  groupBy,
  operationsOf,
  peopleOf,
} from './verdict.ts';

const KINDS = ['messages lost', 'messages changed place', 'edits lost', 'removals lost', 'reactions lost'];

/** P1: what was acknowledged is there at the end, in the pages of the API and in the database. */
export const checkAcknowledged: Checker = (events, final): Verdict => {
  const findings = createFindings(KINDS);
  const operations = operationsOf(events);
  const posts = operations.filter((operation) => operation.f === 'postMessage' && operation.outcome === 'ok');
  checkPosts(posts, final, findings);
  const shown = new Map(final.shown.map((message) => [message.id, message]));
  const edits = checkEdits(operations, final, findings);
  const removals = checkRemovals(operations, shown, findings);
  const reactions = checkReactions(events, operations, shown, findings);
  const acknowledged = { posts: posts.length, edits, removals, reactions };
  return {
    promise: 'P1',
    says: 'an acknowledged message is never lost',
    valid: findings.clean,
    ...(posts.length === 0 ? { weak: 'nothing was acknowledged' } : {}),
    counts: { ...acknowledged, ...findings.counts },
    worst: findings.worst,
  };
};

function checkPosts(posts: Operation[], final: FinalRead, findings: Findings): void {
  const shown = new Map(final.shown.map((message) => [message.id, message]));
  const stored = new Map(final.stored.map((message) => [message.id, message]));
  for (const { proc, asked, replied } of posts) {
    const id = replied.id ?? '';
    const [left, right] = [shown.get(id), stored.get(id)];
    const where = `${proc} was told of ${id} at ${replied.seq} in ${asked.spaceId}`;
    if (left === undefined || right === undefined) {
      findings.found(
        'messages lost',
        `${where}, but ${left === undefined ? 'no page' : 'the database does not'} shows it`,
      );
    } else if (left.seq !== replied.seq || right.seq !== replied.seq || left.spaceId !== asked.spaceId) {
      findings.found('messages changed place', `${where}, found at ${left.seq} in ${left.spaceId}`);
    }
  }
}

/**
 * What a thing must be at the end after several changes of it. The last one counts when it began after all others had ended; a change
 * of which nobody knows whether it happened may stand instead of it, and where changes overlapped either may have been the last.
 */
function possibleLast(changes: readonly Operation[]): Operation[] {
  const mayCount = changes.filter(({ outcome }) => outcome !== 'fail');
  const sure = mayCount.filter(({ outcome }) => outcome === 'ok');
  const lastSure = sure.reduce<Operation | undefined>(
    (last, one) => (last === undefined || one.began > last.began ? one : last),
    undefined,
  );
  if (lastSure === undefined) return [];
  return mayCount.filter((one) => one === lastSure || one.outcome === 'info' || one.ended > lastSure.began);
}

function checkEdits(operations: Operation[], final: FinalRead, findings: Findings): number {
  const stored = new Map(final.stored.map((message) => [message.id, message]));
  const edits = operations.filter(({ f, asked }) => f === 'editMessage' && asked.source !== undefined);
  for (const [messageId, changes] of groupBy(edits, ({ asked }) => asked.messageId)) {
    const allowed = possibleLast(changes).map(({ asked }) => asked.source);
    const is = stored.get(messageId)?.source;
    if (allowed.length > 0 && !allowed.includes(is)) {
      findings.found(
        'edits lost',
        `${messageId} reads "${is?.slice(-30)}", not one of ${allowed.length} that it may`,
      );
    }
  }
  return edits.filter(({ outcome }) => outcome === 'ok').length;
}

function checkRemovals(operations: Operation[], shown: Map<string, Shown>, findings: Findings): number {
  const removals = operations.filter(({ f, outcome }) => f === 'removeMessage' && outcome === 'ok');
  for (const { asked, proc } of removals) {
    if (shown.get(asked.messageId ?? '')?.removed !== true) {
      findings.found('removals lost', `${asked.messageId}, removed by ${proc}, is there`);
    }
  }
  return removals.length;
}

function checkReactions(
  events: readonly Event[],
  operations: Operation[],
  shown: Map<string, Shown>,
  findings: Findings,
): number {
  const people = peopleOf(events);
  const changes = operations.filter(({ f }) => f === 'addReaction' || f === 'removeReaction');
  const keyOf = ({ proc, asked }: Operation) => `${asked.messageId} ${asked.emoji} ${people.get(proc)}`;
  for (const [key, given] of groupBy(changes, keyOf)) {
    const [messageId = '', emoji = '', personId = ''] = key.split(' ');
    const message = shown.get(messageId);
    const allowed = possibleLast(given).map(({ f }) => f === 'addReaction');
    if (message === undefined || message.removed || allowed.length === 0) continue;
    const is = message.reactions.some(
      (reaction) => sameEmoji(reaction.emoji, emoji) && reaction.personIds.includes(personId),
    );
    if (!allowed.includes(is)) {
      findings.found(
        'reactions lost',
        `${emoji} of ${personId} under ${messageId} is ${is ? '' : 'not '}there`,
      );
    }
  }
  return changes.filter(({ outcome }) => outcome === 'ok').length;
}

/** The server stores emoji in their full form. */
const sameEmoji = (left: string, right: string): boolean =>
  left.replaceAll('\uFE0F', '') === right.replaceAll('\uFE0F', '');

import type { FinalRead } from '../final.ts';
import { canariesIn } from '../history.ts';
import { type Checker, type Operation, createFindings, groupBy, operationsOf, peopleOf } from './verdict.ts';

const KINDS = ['messages doubled', 'retries answered differently', 'texts of no try'];

/** P2: however often a message is sent with the same client id, also with another text, it is there once, and every try is told of the same. */
export const checkDoubled: Checker = (events, final) => {
  const findings = createFindings(KINDS);
  const people = peopleOf(events);
  const tries = operationsOf(events).filter(({ f }) => f === 'postMessage');
  const byKey = groupBy(tries, ({ proc, asked }) =>
    asked.clientId === undefined ? undefined : `${people.get(proc)} ${asked.clientId}`,
  );
  const stored = groupBy(final.stored, ({ authorId, clientId }) =>
    clientId === null ? undefined : `${authorId} ${clientId}`,
  );
  const shown = groupBy(final.shown, ({ clientId }) => clientId ?? undefined);
  for (const [key, messages] of stored) {
    if (messages.length > 1) {
      findings.found(
        'messages doubled',
        `${key} is in the database ${messages.length} times, at ${messages.map(({ seq }) => seq).join(', ')}`,
      );
    }
  }
  for (const [clientId, messages] of shown) {
    if (messages.length > 1) {
      findings.found('messages doubled', `${clientId} is shown ${messages.length} times`);
    }
  }
  // Also where the database has forgotten the client id: what the tries of one message said is in one message.
  for (const [clientId, ids] of idsByTries(tries, final.stored)) {
    if (ids.size > 1) {
      findings.found('messages doubled', `what was sent as ${clientId} is said in ${ids.size} messages`);
    }
  }
  let committedUnknown = 0;
  for (const [key, same] of byKey) {
    const answers = new Set(
      same.filter(({ outcome }) => outcome === 'ok').map(({ replied }) => `${replied.id} at ${replied.seq}`),
    );
    if (answers.size > 1) {
      findings.found('retries answered differently', `${key}: ${[...answers].join(' and ')}`);
    }
    const [message] = stored.get(key) ?? [];
    if (message !== undefined && same.every(({ outcome }) => outcome !== 'ok')) committedUnknown += 1;
  }
  const edited = new Set(
    operationsOf(events).flatMap(({ f, asked }) =>
      f === 'editMessage' && asked.messageId !== undefined ? [asked.messageId] : [],
    ),
  );
  for (const [key, [message]] of stored) {
    const sources = byKey.get(key)?.map(({ asked }) => asked.source);
    if (message === undefined || sources === undefined || edited.has(message.id)) continue;
    if (!sources.includes(message.source)) {
      findings.found('texts of no try', `${key} reads "${message.source.slice(-40)}"`);
    }
  }
  const retries = tries.length - byKey.size;
  return {
    promise: 'P2',
    says: 'nothing is doubled',
    valid: findings.clean,
    ...(retries === 0 ? { weak: 'nothing was sent twice' } : {}),
    counts: {
      messages: byKey.size,
      retries,
      'committed though never acknowledged': committedUnknown,
      ...findings.counts,
    },
    worst: findings.worst,
  };
};

function idsByTries(tries: readonly Operation[], stored: FinalRead['stored']): Map<string, Set<string>> {
  const clientIds = new Map(
    tries.flatMap(({ asked }) =>
      canariesIn(asked.source ?? '').map((mark) => [mark, asked.clientId ?? ''] as const),
    ),
  );
  const ids = new Map<string, Set<string>>();
  for (const { id, source } of stored) {
    for (const mark of canariesIn(source)) {
      const clientId = clientIds.get(mark);
      if (clientId !== undefined) ids.getOrInsertComputed(clientId, () => new Set()).add(id);
    }
  }
  return ids;
}

import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Norms } from '@footbridge/contract/spaces.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { conflict } from '../../kit/http/problem.ts';
import type { MemberSpace } from '../spaces/access.ts';
import { changeCharter } from '../spaces/changes.ts';
import type { DecidableProposal } from './access.ts';

/** Open proposals of one space: more would be read by nobody. */
const OPEN_MAX = 20;

/** Refused when the norms it was written from are no longer those of the space. @returns its id */
export async function proposeNorms(
  tx: Tx,
  space: MemberSpace,
  proposed: Norms & { reason: string; fromVersion: number },
): Promise<string> {
  const { spaceId } = space;
  await lockSpace(tx, spaceId);
  await requireSameNorms(tx, spaceId, proposed.fromVersion);
  await requireRoom(tx, spaceId);
  const id = randomUUIDv7();
  await tx.db
    .insertInto('norm_proposals')
    .values({
      id,
      space_id: spaceId,
      from_version: proposed.fromVersion,
      norms: proposed.norms,
      channels: proposed.channels,
      answer_times: proposed.answerTimes,
      conflicts: proposed.conflicts,
      reason: proposed.reason,
      proposed_by: space.personId,
      organisation_id: space.organisationId,
      proposed_at: tx.at,
    })
    .execute();
  await record(tx, [normsChanged(space, id, 'normsProposed')]);
  return id;
}

/** Accepted, it becomes the next version of the charter. Decided once: the second of two stewards is told what the first said. */
export async function decideNorms(
  tx: Tx,
  { proposalId, space }: DecidableProposal,
  decision: { accept: boolean; reason: string },
): Promise<void> {
  const current = await lockSpace(tx, space.spaceId);
  const proposal = await tx.db
    .selectFrom('norm_proposals')
    .selectAll()
    .where('id', '=', proposalId)
    .executeTakeFirstOrThrow();
  await requireOpen(tx, proposalId);
  if (decision.accept) await requireSameNorms(tx, space.spaceId, proposal.from_version);
  await tx.db
    .insertInto('norm_decisions')
    .values({
      proposal_id: proposalId,
      version: decision.accept ? current.charter_version + 1 : null,
      reason: decision.reason,
      decided_by: space.personId,
      organisation_id: space.organisationId,
      decided_at: tx.at,
    })
    .execute();
  const told = normsChanged(space, proposalId, decision.accept ? 'normsAccepted' : 'normsDeclined');
  if (!decision.accept) return void (await record(tx, [told]));
  const charter = await tx.db
    .selectFrom('charters')
    .select(['purpose', 'kept_days', 'disclosable'])
    .where('space_id', '=', space.spaceId)
    .where('version', '=', current.charter_version)
    .executeTakeFirstOrThrow();
  const text = {
    purpose: charter.purpose,
    keptDays: charter.kept_days,
    disclosable: charter.disclosable,
    norms: proposal.norms,
    channels: proposal.channels,
    answerTimes: proposal.answer_times,
    conflicts: proposal.conflicts,
  };
  await changeCharter(tx, space, current.charter_version, text, [told]);
}

const lockSpace = (tx: Tx, spaceId: string) =>
  tx.db
    .selectFrom('spaces')
    .select('charter_version')
    .where('id', '=', spaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();

async function requireOpen(tx: Tx, proposalId: string): Promise<void> {
  const decided = await tx.db
    .selectFrom('norm_decisions')
    .select('proposal_id')
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  if (decided === undefined) return;
  throw conflict(
    'decided',
    'Another steward has decided this proposal already. Nothing was changed. Their reason stands beside it.',
  );
}

async function requireSameNorms(tx: Tx, spaceId: string, fromVersion: number): Promise<void> {
  const { rows } = await sql<{ same: boolean }>`
    select (a.norms, a.channels, a.answer_times, a.conflicts) = (b.norms, b.channels, b.answer_times, b.conflicts) as same
    from spaces s join charters a on a.space_id = s.id and a.version = s.charter_version
    join charters b on b.space_id = s.id and b.version = ${fromVersion}
    where s.id = ${spaceId}`.execute(tx.db);
  if (rows[0]?.same === true) return;
  throw conflict(
    'normsChanged',
    'What is agreed in this space has changed since the proposal was written. Nothing was saved. Read it as it is now, then propose the change again from there.',
  );
}

async function requireRoom(tx: Tx, spaceId: string): Promise<void> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from norm_proposals n
    where n.space_id = ${spaceId} and not exists (select from norm_decisions d where d.proposal_id = n.id)`.execute(
    tx.db,
  );
  if ((rows[0]?.open ?? 0) < OPEN_MAX) return;
  throw conflict(
    'tooManyProposals',
    `${OPEN_MAX} proposals wait in this space already. Nothing was saved. Propose yours when the stewards have decided some of them.`,
  );
}

const normsChanged = (space: MemberSpace, proposalId: string, what: string): NewActivity => ({
  feedId: space.spaceId,
  kind: 'normsChanged',
  subjectId: proposalId,
  personId: space.personId,
  organisationId: space.organisationId,
  facts: { what },
});

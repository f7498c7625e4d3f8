import { sql } from 'kysely';
import type { Waiting } from '@footbridge/contract/home.ts';
import { NORM_PROPOSALS_MAX, type NormProposal } from '@footbridge/contract/charters.ts';
import type { Norms } from '@footbridge/contract/spaces.ts';
import type { Reader } from '../../kit/db/database.ts';
import { organisationRef } from '../organisations/queries.ts';
import { type PersonRefRow, personRefColumns, toPersonRef } from '../people/queries.ts';

/** The four texts over an alias, as one JSON value. */
const normsJson = (alias: string) =>
  sql.raw(
    `jsonb_build_object('norms', ${alias}.norms, 'channels', ${alias}.channels, 'answerTimes', ${alias}.answer_times, 'conflicts', ${alias}.conflicts)`,
  );

interface ProposalRow extends PersonRefRow {
  id: string;
  proposed: Norms;
  from: Norms;
  reason: string;
  proposed_at: string;
  decision: NormProposal['decision'];
}

/** Proposals of a space, the open ones first, then the newest; or one. */
export async function listProposals(
  db: Reader,
  spaceId: string,
  proposalId?: string,
): Promise<NormProposal[]> {
  const { rows } = await sql<ProposalRow>`
    select n.id, ${normsJson('n')} as proposed, ${normsJson('c')} as from, n.reason, n.proposed_at, ${personRefColumns},
      (select jsonb_build_object('accepted', d.version is not null, 'reason', d.reason,
          'decidedAt', to_char(d.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'decidedBy', jsonb_build_object('id', dp.id, 'name', dp.name, 'kind', dp.kind, 'organisation',
            (select ${organisationRef} from organisations o where o.id = d.organisation_id)))
        from norm_decisions d join people dp on dp.id = d.decided_by where d.proposal_id = n.id) as decision
    from norm_proposals n join charters c on c.space_id = n.space_id and c.version = n.from_version
    join people p on p.id = n.proposed_by join organisations o on o.id = n.organisation_id
    where n.space_id = ${spaceId} ${proposalId === undefined ? sql`` : sql`and n.id = ${proposalId}`}
    order by exists (select from norm_decisions d where d.proposal_id = n.id), n.proposed_at desc, n.id limit ${NORM_PROPOSALS_MAX}`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    ...row.proposed,
    from: row.from,
    reason: row.reason,
    proposedBy: toPersonRef(row),
    proposedAt: row.proposed_at,
    decision: row.decision,
  }));
}

type WaitingRow = PersonRefRow & { id: string; space_id: string; name: string; proposed_at: string };

/** Proposals that wait for a steward of their space. */
export async function listWaiting(db: Reader, personId: string): Promise<Waiting[]> {
  const { rows } = await sql<WaitingRow>`
    select n.id, n.space_id, s.name, n.proposed_at, ${personRefColumns}
    from memberships m join spaces s on s.id = m.space_id and s.archived_at is null and s.kind <> 'direct'
    join norm_proposals n on n.space_id = m.space_id
    join people p on p.id = n.proposed_by join organisations o on o.id = n.organisation_id
    where m.person_id = ${personId} and m.to_seq is null and m.role = 'steward'
      and not exists (select from norm_decisions d where d.proposal_id = n.id)
    order by n.proposed_at, n.id limit 50`.execute(db);
  return rows.map((row) => ({
    kind: 'normProposal',
    subjectId: row.id,
    title: row.name,
    from: toPersonRef(row),
    href: `/spaces/${row.space_id}/about`,
    since: row.proposed_at,
    dueAt: null,
  }));
}

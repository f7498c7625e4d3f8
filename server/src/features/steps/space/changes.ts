import { sql } from 'kysely';
import type { NewActivity, Tx } from '../../../kit/activity/activity.ts';
import { insertSpace } from '../../spaces/changes.ts';

const SPACE_NAME_MAX = 80;
const KEPT_DAYS = 730;

interface StepForSpace {
  title: string;
  purpose: string;
  proposedBy: string;
  organisationId: string;
  people: { personId: string; organisationId: string; guest: boolean }[];
}

/**
 * The small working space of a step that everybody accepted. Nobody in it is above the others: all are stewards, but for those who are
 * guests in their organisation and cannot be.
 */
export async function openStepSpace(
  tx: Tx,
  stepId: string,
): Promise<{ spaceId: string; activities: NewActivity[] }> {
  const step = await readStepForSpace(tx, stepId);
  const { id, activities } = await insertSpace(
    tx,
    {
      kind: 'working',
      reach: 'shared',
      name: step.title.slice(0, SPACE_NAME_MAX),
      leadOrganisationId: step.organisationId,
      historyRule: 'all',
      charter: {
        purpose: step.purpose === '' ? step.title : step.purpose,
        norms: '',
        keptDays: KEPT_DAYS,
        disclosable: true,
      },
      members: step.people.map(({ personId, organisationId, guest }) => ({
        personId,
        organisationId,
        role: guest ? ('guest' as const) : ('steward' as const),
      })),
    },
    { personId: step.proposedBy, organisationId: step.organisationId },
  );
  return { spaceId: id, activities };
}

async function readStepForSpace(tx: Tx, stepId: string): Promise<StepForSpace> {
  const { rows } = await sql<StepForSpace>`
    select s.title, s.purpose, s.proposed_by as "proposedBy", s.organisation_id as "organisationId", (
      select jsonb_agg(jsonb_build_object('personId', sp.person_id, 'organisationId', sp.organisation_id,
          'guest', coalesce(f.role, 'guest') = 'guest') order by sp.person_id)
      from step_people sp left join affiliations f on f.person_id = sp.person_id and f.organisation_id = sp.organisation_id
      where sp.step_id = s.id) as people
    from steps s where s.id = ${stepId}`.execute(tx.db);
  const [step] = rows;
  if (step === undefined) throw new Error('A step that begins does not exist.');
  return step;
}

import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';
import type { Reflections, Written } from './rules.ts';

interface ReflectionRow {
  stepId: string;
  endedAt: string;
  revealedAt: string | null;
  personId: string | null;
  text: string | null;
  writtenAt: string;
  shownAloneAt: string | null;
}

/** All that is written, by step that has ended: for the rules, which say what of it anybody may read. */
export async function readReflections(db: Reader, stepIds: string[]): Promise<Map<string, Reflections>> {
  const { rows } = await sql<ReflectionRow>`
    select e.step_id as "stepId", e.ended_at as "endedAt", v.revealed_at as "revealedAt", r.person_id as "personId", r.text,
      r.written_at as "writtenAt", r.shown_alone_at as "shownAloneAt"
    from step_endings e left join step_reveals v on v.step_id = e.step_id left join step_reflections r on r.step_id = e.step_id
    where e.step_id = any(${stepIds}::uuid[]) order by r.written_at, r.person_id`.execute(db);
  const found = new Map<string, Reflections>();
  for (const { stepId, endedAt, revealedAt, ...row } of rows) {
    const known = found.get(stepId) ?? { endedAt, revealedAt, written: [] };
    if (row.personId !== null) known.written.push(row as Written);
    found.set(stepId, known);
  }
  return found;
}

import type { PersonRef } from '@footbridge/contract/people.ts';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { notFound } from '../../kit/http/problem.ts';
import { getVisiblePerson } from '../people/access.ts';

/** Somebody else whom I may see. Of oneself there is no such page, as of somebody unknown. */
export async function getOther(
  db: Reader,
  actor: Actor,
  personId: string,
): Promise<PersonRef & { open: boolean }> {
  if (personId === actor.personId) throw notFound();
  const { id, name, kind, affiliations, deactivatedAt } = await getVisiblePerson(db, actor, personId);
  const [affiliation] = affiliations;
  if (affiliation === undefined) throw notFound();
  const open = kind === 'person' && deactivatedAt === null;
  return { id, name, kind, organisation: affiliation.organisation, open };
}

import type { Reader } from '../../../kit/db/database.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { badInput, notFound } from '../../../kit/http/problem.ts';
import { getVisiblePerson } from '../../people/access.ts';
import type { Party } from '../access.ts';

/** Those a step can be proposed to: people I may see who can answer, each for the organisation I know them by. */
export async function getProposees(db: Reader, actor: Actor, personIds: string[]): Promise<Party[]> {
  const others = [...new Set(personIds)].filter((id) => id !== actor.personId);
  if (others.length === 0) {
    throw badInput(
      'body.personIds',
      'A step needs somebody to do it with. Nothing was sent. Name one or a few people.',
    );
  }
  const parties: Party[] = [];
  for (const personId of others) {
    const person = await getVisiblePerson(db, actor, personId);
    const [known] = person.affiliations;
    if (person.deactivatedAt !== null || person.kind === 'bot' || known === undefined) throw notFound();
    parties.push({ personId, organisationId: known.organisation.id });
  }
  return parties;
}

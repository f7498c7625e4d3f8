import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { badInput, notAllowed, notFound } from '../../../kit/http/problem.ts';
import { getVisiblePerson } from '../../people/access.ts';
import type { FindableSpaceSubject } from '../access.ts';

interface Affiliated {
  organisationId: string;
  role: string;
}

async function listAffiliations(db: Reader, personId: string): Promise<Affiliated[]> {
  return db
    .selectFrom('affiliations')
    .select(['organisation_id as organisationId', 'role'])
    .where('person_id', '=', personId)
    .orderBy('since')
    .orderBy('organisation_id')
    .execute();
}

/** The organisation of mine I act for: the one asked for, or the only one there is. */
export async function getAffiliation(
  db: Reader,
  actor: Actor,
  asked: { organisationId?: string | undefined; guestsToo: boolean },
): Promise<Affiliated> {
  const mine = (await listAffiliations(db, actor.personId)).filter(
    (entry) => asked.guestsToo || entry.role !== 'guest',
  );
  const found =
    asked.organisationId === undefined
      ? mine[0]
      : mine.find((entry) => entry.organisationId === asked.organisationId);
  if (found === undefined) {
    throw notAllowed('You can act only for an organisation that you belong to. Nothing was changed.');
  }
  if (asked.organisationId === undefined && mine.length > 1) {
    throw badInput(
      'body.organisationId',
      'You belong to several organisations. Nothing was changed. Say which one you act for here.',
    );
  }
  return found;
}

/** Joining: for the lead organisation where the space is its own, else for any of mine. */
export async function getJoiningAffiliation(
  db: Reader,
  actor: Actor,
  space: FindableSpaceSubject,
  organisationId: string | undefined,
): Promise<Affiliated> {
  if (space.reach === 'organisation') {
    return getAffiliation(db, actor, { organisationId: space.leadOrganisationId, guestsToo: false });
  }
  return getAffiliation(db, actor, { organisationId, guestsToo: false });
}

/** Somebody to bring in: I must be able to see them; where several of their organisations fit, the lead one comes first. */
export async function getAddable(
  db: Reader,
  actor: Actor,
  personId: string,
  space: { leadOrganisationId: string; reach: string },
): Promise<Affiliated> {
  const person = await getVisiblePerson(db, actor, personId);
  if (person.deactivatedAt !== null) throw notFound();
  const theirs = await listAffiliations(db, personId);
  const lead = theirs.find((entry) => entry.organisationId === space.leadOrganisationId);
  if (space.reach === 'organisation' && lead === undefined) {
    throw notAllowed(
      'Only people of the leading organisation can be in this space. Nobody was added. Open a shared space to work with others.',
    );
  }
  const found = lead ?? theirs[0];
  if (found === undefined) throw notFound();
  return found;
}

/** The people of a direct talk: me and those I can see, each for the organisation we know them by. */
export async function getDirectPeople(db: Reader, actor: Actor, personIds: string[]) {
  const others = [...new Set(personIds)].filter((id) => id !== actor.personId);
  if (others.length === 0) {
    throw badInput('body.personIds', 'A direct talk needs somebody else in it. Nothing was changed.');
  }
  for (const id of others) {
    if ((await getVisiblePerson(db, actor, id)).deactivatedAt !== null) throw notFound();
  }
  const ids = [actor.personId, ...others];
  const { rows } = await sql<{ personId: string; organisationId: string }>`
    select distinct on (person_id) person_id as "personId", organisation_id as "organisationId" from affiliations
    where person_id = any(${ids}::uuid[]) order by person_id, role = 'guest', since, organisation_id`.execute(
    db,
  );
  const me = rows.find((row) => row.personId === actor.personId);
  if (me === undefined || rows.length !== ids.length) throw notFound();
  return { me, all: rows };
}

import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';
import { badInput, conflict, notAllowed, notFound, requireFound } from '../../kit/http/problem.ts';
import type { MemberSpace } from '../spaces/access.ts';
import { listOrganisations } from '../organisations/queries.ts';

declare const brand: unique symbol;

/** A story that a person writes together with others. Only this file makes one. */
export interface EditableStory {
  readonly [brand]: 'editable';
  storyId: string;
  kind: 'story' | 'plan';
  spaceId: string;
  version: number;
  personId: string;
  /** Whom they act for in its space. */
  organisationId: string;
  role: 'steward' | 'member' | 'guest';
}

/** A parked plan that somebody may take up again. */
export interface RevivablePlan {
  readonly [brand]: 'revivable';
  storyId: string;
  spaceId: string;
  personId: string;
  organisationId: string;
}

interface Viewer {
  personId: string;
}

/** Over `s` (stories): in its space, and allowed to see as far back there as it was drafted from. */
export const isEditable = (personId: string): RawBuilder<boolean> => sql`
  exists (select from memberships em join spaces es on es.id = em.space_id
    where em.space_id = s.space_id and em.person_id = ${personId} and em.to_seq is null
      and (es.history_rule = 'all' or em.from_seq <= s.from_seq))`;

/** Over `s` (stories) and `p` (its publication, if there is one): published to a circle that this person is in. */
export const isPublishedTo = (personId: string): RawBuilder<boolean> => sql`
  (p.story_id is not null and (
    exists (select from memberships rm where rm.space_id = s.space_id and rm.person_id = ${personId} and rm.to_seq is null)
    or (p.audience = 'everyone' and exists (select from affiliations f where f.person_id = ${personId} and f.role <> 'guest'))
    or (p.audience = 'organisations' and exists (
      select from story_publication_organisations o join affiliations f on f.organisation_id = o.organisation_id and f.role <> 'guest'
      where o.story_id = s.id and f.person_id = ${personId}))))`;

/** Whoever may neither write nor read it gets the answer of a story that does not exist. */
async function getStanding(db: Reader, viewer: Viewer, storyId: string): Promise<{ editable: boolean }> {
  const { rows } = await sql<{ editable: boolean }>`
    select ${isEditable(viewer.personId)} as editable from stories s left join story_publications p on p.story_id = s.id
    where s.id = ${storyId} and (${isEditable(viewer.personId)} or ${isPublishedTo(viewer.personId)})`.execute(
    db,
  );
  return requireFound(rows[0]);
}

/** Locked, so that what is decided about its version holds. A reader is told that they only read. */
export async function getEditableStory(db: Reader, viewer: Viewer, storyId: string): Promise<EditableStory> {
  const { editable } = await getStanding(db, viewer, storyId);
  if (!editable) {
    throw notAllowed(
      'Only the people of its space write this page. Nothing was changed. Ask one of those named on it.',
    );
  }
  const { rows } = await sql<Omit<EditableStory, typeof brand>>`
    select s.id as "storyId", s.kind, s.space_id as "spaceId", s.version, m.person_id as "personId", m.organisation_id as "organisationId", m.role
    from stories s join memberships m on m.space_id = s.space_id and m.person_id = ${viewer.personId} and m.to_seq is null
    where s.id = ${storyId} for update of s`.execute(db);
  return requireFound(rows[0]) as EditableStory;
}

/** Guests write with the others; who else reads it, members of the space decide. */
export async function getPublishableStory(
  db: Reader,
  viewer: Viewer,
  storyId: string,
): Promise<EditableStory> {
  const story = await getEditableStory(db, viewer, storyId);
  if (story.role === 'guest') {
    throw notAllowed(
      'A guest cannot decide who reads this page. Nothing was changed. Ask a member of the space.',
    );
  }
  return story;
}

export async function getEditablePlan(db: Reader, viewer: Viewer, storyId: string): Promise<EditableStory> {
  const story = await getEditableStory(db, viewer, storyId);
  requirePlan(story.kind);
  return story;
}

/** Whoever may read a plan may take it up; people who act for an organisation here, not guests everywhere. */
export async function getRevivablePlan(db: Reader, viewer: Viewer, storyId: string): Promise<RevivablePlan> {
  await getStanding(db, viewer, storyId);
  const { rows } = await sql<Omit<RevivablePlan, typeof brand> & { kind: 'story' | 'plan' }>`
    select s.id as "storyId", s.kind, s.space_id as "spaceId", f.person_id as "personId", f.organisation_id as "organisationId"
    from stories s join lateral (
      select person_id, organisation_id from affiliations where person_id = ${viewer.personId} order by role = 'guest', since, organisation_id limit 1) f on true
    where s.id = ${storyId} for update of s`.execute(db);
  const plan = requireFound(rows[0]);
  requirePlan(plan.kind);
  return plan as unknown as RevivablePlan;
}

function requirePlan(kind: 'story' | 'plan'): void {
  if (kind === 'plan') return;
  throw conflict(
    'noPlan',
    'Only a plan is parked and taken up again; this is a story. Nothing was changed. Read it as it is.',
  );
}

/** Organisations that the one who publishes knows of; another id is as unknown as one that does not exist. */
export async function requireKnownOrganisations(
  db: Reader,
  viewer: { personId: string; administrator: boolean; guest: boolean },
  wanted: { audience: string; organisationIds: string[] },
): Promise<string[]> {
  if (wanted.audience !== 'organisations') return [];
  const ids = [...new Set(wanted.organisationIds)];
  if (ids.length === 0) {
    throw badInput('body.organisationIds', 'Say which organisations are to read it. Nothing was changed.');
  }
  const known = new Set((await listOrganisations(db, viewer)).map(({ id }) => id));
  if (ids.some((id) => !known.has(id))) throw notFound();
  return ids;
}

/** People to ask are people of the space; anybody else answers as unknown. */
export async function requireContacts(
  db: Reader,
  space: Pick<MemberSpace, 'spaceId'>,
  personIds: string[],
): Promise<{ personId: string; organisationId: string }[]> {
  const ids = [...new Set(personIds)];
  const { rows } = await sql<{ personId: string; organisationId: string }>`
    select m.person_id as "personId", m.organisation_id as "organisationId" from memberships m join people p on p.id = m.person_id
    where m.space_id = ${space.spaceId} and m.person_id = any(${ids}::uuid[]) and m.to_seq is null and p.kind = 'person' and p.deactivated_at is null`.execute(
    db,
  );
  if (rows.length !== ids.length) throw notFound();
  return rows;
}

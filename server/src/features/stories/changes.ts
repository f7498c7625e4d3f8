import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import type { StoryAudience, StoryKind } from '@footbridge/contract/stories.ts';
import { type NewActivity, type Tx, record } from '../../kit/activity/activity.ts';
import { conflict } from '../../kit/http/problem.ts';
import { readText } from '../chat/posting/changes.ts';
import type { MemberSpace } from '../spaces/access.ts';
import type { EditableStory, RevivablePlan } from './access.ts';
import { writeDraft } from './drafting/changes.ts';
import { findDraft } from './queries.ts';

export interface Reasons {
  reason: string;
  reviveIf: string;
}

interface NewStory {
  kind: StoryKind;
  clientId: string;
  /** Why it stopped; of a plan. */
  parking?: Reasons;
}

/** Asked for twice with one client id, it is drafted once. @returns its id */
export async function draftStory(tx: Tx, space: MemberSpace, story: NewStory): Promise<string> {
  const { personId, organisationId, spaceId } = space;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`story ${personId}`}, 0))`.execute(tx.db);
  const known = await findDraft(tx.db, personId, story.clientId);
  if (known !== undefined) return known;
  const id = randomUUIDv7();
  await tx.db
    .insertInto('stories')
    .values({
      id,
      kind: story.kind,
      space_id: spaceId,
      from_seq: space.visibleFrom,
      version: 1,
      created_by: personId,
      organisation_id: organisationId,
      client_id: story.clientId,
      created_at: tx.at,
      changed_at: tx.at,
    })
    .execute();
  const written = { storyId: id, version: 1, spaceId, personId, organisationId };
  await insertVersion(tx, written, await writeDraft(tx, space));
  await nameFirstContacts(tx, id, space);
  if (story.parking !== undefined) await insertParking(tx, written, story.parking);
  await record(tx, [happened(written)]);
  return id;
}

/** Who drafted it and the stewards of the space, until somebody chooses otherwise. */
async function nameFirstContacts(tx: Tx, storyId: string, { spaceId, personId }: MemberSpace): Promise<void> {
  await sql`
    insert into story_contacts (story_id, person_id, organisation_id)
    select ${storyId}, m.person_id, m.organisation_id from memberships m join people p on p.id = m.person_id
    where m.space_id = ${spaceId} and m.to_seq is null and p.kind = 'person' and p.deactivated_at is null
      and (m.person_id = ${personId} or m.role = 'steward')
    order by m.person_id <> ${personId}, m.joined_at, m.person_id limit 4`.execute(tx.db);
}

interface Written {
  storyId: string;
  version: number;
  spaceId: string;
  personId: string;
  organisationId: string;
}

async function insertVersion(
  tx: Tx,
  story: Written,
  { title, source }: { title: string; source: string },
): Promise<void> {
  const text = await readText(tx.db, { ...story, source });
  const searched = `${title}\n${plainText(text.body)}`;
  await sql`
    insert into story_versions (story_id, version, title, source, body, words, written_by, organisation_id, written_at)
    values (${story.storyId}, ${story.version}, ${title}, ${text.source}, ${JSON.stringify(text.body)}::json,
      to_tsvector('english', ${searched}), ${story.personId}, ${story.organisationId}, ${tx.at})`.execute(
    tx.db,
  );
}

export interface Edit {
  title: string;
  source: string;
  fromVersion: number;
  contacts: { personId: string; organisationId: string }[];
}

/** Refused when somebody else saved since: nobody overwrites what they have not seen. */
export async function changeStory(tx: Tx, story: EditableStory, edit: Edit): Promise<void> {
  if (story.version !== edit.fromVersion) {
    throw conflict(
      'storyChanged',
      'Somebody saved this page while you were writing. Nothing was saved, and your text is still with you. Read theirs, then save again.',
    );
  }
  const next = { ...story, version: story.version + 1 };
  await insertVersion(tx, next, edit);
  await tx.db
    .updateTable('stories')
    .set({ version: next.version, changed_at: tx.at })
    .where('id', '=', story.storyId)
    .execute();
  await tx.db.deleteFrom('story_contacts').where('story_id', '=', story.storyId).execute();
  if (edit.contacts.length > 0) {
    await tx.db
      .insertInto('story_contacts')
      .values(
        edit.contacts.map(({ personId, organisationId }) => ({
          story_id: story.storyId,
          person_id: personId,
          organisation_id: organisationId,
        })),
      )
      .execute();
  }
  await record(tx, [happened(story)]);
}

export interface Publication {
  audience: StoryAudience;
  organisationIds: string[];
  version: number;
}

/** Only what the one who decides has read; publishing again replaces circle and version. */
export async function publishStory(tx: Tx, story: EditableStory, publication: Publication): Promise<void> {
  if (story.version !== publication.version) {
    throw conflict(
      'storyChanged',
      'The page was changed since you read it. Nothing was published. Read it again, then decide.',
    );
  }
  await tx.db.deleteFrom('story_publications').where('story_id', '=', story.storyId).execute();
  await tx.db
    .insertInto('story_publications')
    .values({
      story_id: story.storyId,
      version: publication.version,
      audience: publication.audience,
      published_by: story.personId,
      organisation_id: story.organisationId,
      published_at: tx.at,
    })
    .execute();
  if (publication.organisationIds.length > 0) {
    await tx.db
      .insertInto('story_publication_organisations')
      .values(publication.organisationIds.map((id) => ({ story_id: story.storyId, organisation_id: id })))
      .execute();
  }
  await record(tx, [happened(story)]);
}

export async function unpublishStory(tx: Tx, story: EditableStory): Promise<void> {
  const gone = await tx.db
    .deleteFrom('story_publications')
    .where('story_id', '=', story.storyId)
    .returning('story_id')
    .execute();
  if (gone.length > 0) await record(tx, [happened(story)]);
}

async function insertParking(
  tx: Tx,
  plan: Omit<Written, 'version'>,
  { reason, reviveIf }: Reasons,
): Promise<void> {
  await tx.db
    .insertInto('story_parkings')
    .values({
      story_id: plan.storyId,
      parked_at: tx.at,
      parked_by: plan.personId,
      organisation_id: plan.organisationId,
      reason,
      revive_if: reviveIf,
    })
    .execute();
}

/** While it is parked, says the reasons anew; once it was taken up, parks it once more and keeps what was before. */
export async function parkAgain(tx: Tx, plan: EditableStory, reasons: Reasons): Promise<void> {
  const open = await tx.db
    .updateTable('story_parkings')
    .set({ reason: reasons.reason, revive_if: reasons.reviveIf })
    .where('story_id', '=', plan.storyId)
    .where('revived_at', 'is', null)
    .returning('story_id')
    .execute();
  if (open.length === 0) await insertParking(tx, plan, reasons);
  await record(tx, [happened(plan)]);
}

export async function revivePlan(tx: Tx, plan: RevivablePlan): Promise<void> {
  const revived = await tx.db
    .updateTable('story_parkings')
    .set({
      revived_at: tx.at,
      revived_by: plan.personId,
      revived_organisation_id: plan.organisationId,
    })
    .where('story_id', '=', plan.storyId)
    .where('revived_at', 'is', null)
    .returning('story_id')
    .execute();
  if (revived.length > 0) await record(tx, [happened(plan)]);
}

const happened = (story: Omit<Written, 'version'>): NewActivity => ({
  feedId: story.spaceId,
  kind: 'storyChanged',
  subjectId: story.storyId,
  personId: story.personId,
  organisationId: story.organisationId,
});

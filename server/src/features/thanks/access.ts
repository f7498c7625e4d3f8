import { sql } from 'kysely';
import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { badInput, notFound, requireFound } from '../../kit/http/problem.ts';
import { getReadableMessage } from '../chat/access.ts';
import { getVisiblePerson } from '../people/access.ts';

declare const brand: unique symbol;

/** Thanks that one of the two it is between may do something with. Only this file makes one. */
export interface OwnThanks {
  readonly [brand]: 'thanks';
  thanksId: string;
  giverId: string;
  receiverId: string;
  /** Which of the two asks. */
  personId: string;
}
export type ReceivedThanksSubject = OwnThanks & { readonly received: true };

/** Locked, so that deciding and taking back do not cross. Everybody but the two gets the answer of thanks never given. */
export async function getOwnThanks(db: Reader, actor: Actor, thanksId: string): Promise<OwnThanks> {
  const { rows } = await sql<Pick<OwnThanks, 'thanksId' | 'giverId' | 'receiverId'>>`
    select id as "thanksId", giver_id as "giverId", receiver_id as "receiverId" from thanks
    where id = ${thanksId} and ${actor.personId} in (giver_id, receiver_id) for update`.execute(db);
  return { ...requireFound(rows[0]), personId: actor.personId } as OwnThanks;
}

/** Only the receiver decides; to the giver it is as unknown as to anybody. */
export async function getReceivedThanks(
  db: Reader,
  actor: Actor,
  thanksId: string,
): Promise<ReceivedThanksSubject> {
  const thanks = await getOwnThanks(db, actor, thanksId);
  if (thanks.receiverId !== actor.personId) throw notFound();
  return thanks as ReceivedThanksSubject;
}

/** A space that the two of these thanks are both in, in which it can be shown. */
export async function requireSharedSpace(
  db: Reader,
  thanks: ReceivedThanksSubject,
  spaceId: string | undefined,
): Promise<string> {
  if (spaceId === undefined) {
    throw badInput('body.spaceId', 'Say in which space it is to be shown. Nothing was changed.');
  }
  const { rows } = await sql`
    select s.id from spaces s
    join memberships mine on mine.space_id = s.id and mine.person_id = ${thanks.receiverId} and mine.to_seq is null
    join memberships theirs on theirs.space_id = s.id and theirs.person_id = ${thanks.giverId} and theirs.to_seq is null
    where s.id = ${spaceId} and s.kind <> 'direct'`.execute(db);
  if (rows.length === 0) throw notFound();
  return spaceId;
}

export interface Named {
  personId: string;
  organisationId: string;
}

/** Somebody else with an account whom I may see, for the organisation I know them by. */
export async function getNameable(db: Reader, actor: Actor, personId: string): Promise<Named> {
  const person = await getVisiblePerson(db, actor, personId);
  if (person.id === actor.personId) {
    throw badInput('body.personId', 'This is for somebody else. Nothing was changed. Choose another person.');
  }
  const organisation = person.affiliations[0]?.organisation;
  if (person.kind !== 'person' || person.deactivatedAt !== null || organisation === undefined) {
    throw notFound();
  }
  return { personId: person.id, organisationId: organisation.id };
}

/** The organisation I act for where no space says which. */
export async function getOwnAffiliation(db: Reader, actor: Actor): Promise<string> {
  const { rows } = await sql<{ organisationId: string }>`
    select organisation_id as "organisationId" from affiliations where person_id = ${actor.personId}
    order by role = 'guest', since, organisation_id limit 1`.execute(db);
  return requireFound(rows[0]).organisationId;
}

export interface Between {
  giver: Named;
  receiver: Named;
  messageId: string | null;
  stepId: string | null;
}

/** Who thanks whom, each for which organisation. A message must be theirs, a step one that both take part in. */
export async function getThankable(
  db: Reader,
  actor: Actor,
  asked: { personId: string; messageId?: string | undefined; stepId?: string | undefined },
): Promise<Between> {
  const receiver = await getNameable(db, actor, asked.personId);
  const giver = { personId: actor.personId, organisationId: await getOwnAffiliation(db, actor) };
  if (asked.messageId !== undefined) return aboutMessage(db, actor, receiver, asked.messageId);
  if (asked.stepId !== undefined) return aboutStep(db, { giver, receiver }, asked.stepId);
  return { giver, receiver, messageId: null, stepId: null };
}

async function aboutMessage(db: Reader, actor: Actor, receiver: Named, messageId: string): Promise<Between> {
  const message = await getReadableMessage(db, actor, messageId);
  if (message.authorId !== receiver.personId || message.removed) {
    throw badInput(
      'body.messageId',
      'This message is not theirs, or was removed. Nothing was sent. Thank them without it.',
    );
  }
  const giver = { personId: actor.personId, organisationId: message.space.organisationId };
  return { giver, receiver, messageId, stepId: null };
}

async function aboutStep(
  db: Reader,
  { giver, receiver }: Pick<Between, 'giver' | 'receiver'>,
  stepId: string,
): Promise<Between> {
  const people = await db
    .selectFrom('step_people')
    .innerJoin('steps', 'steps.id', 'step_people.step_id')
    .select(['person_id as personId', 'step_people.organisation_id as organisationId'])
    .where('step_id', '=', stepId)
    .where('agreed_at', 'is not', null)
    .execute();
  const mine = people.find(({ personId }) => personId === giver.personId);
  const theirs = people.find(({ personId }) => personId === receiver.personId);
  if (mine === undefined || theirs === undefined) throw notFound();
  return { giver: mine, receiver: theirs, messageId: null, stepId };
}

import type { Reader } from '../../kit/db/database.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { conflict, notAllowed, notFound } from '../../kit/http/problem.ts';
import { findMemberSpace } from '../spaces/access.ts';
import { requireParticipant } from '../steps/access.ts';

declare const brand: unique symbol;

/** The agreement of a space or step that somebody takes part in; there may be no text yet. Only this file makes one. */
export interface OwnAgreement {
  readonly [brand]: 'own';
  /** The id of the space or step. */
  agreementId: string;
  subject: 'space' | 'step';
  title: string;
  personId: string;
  organisationId: string;
  /** False when it is over: then it is read, not changed. */
  mayChange: boolean;
  mayPublish: boolean;
  /** Where what happens to it is recorded. */
  feedIds: string[];
}

export type ChangeableAgreement = OwnAgreement & { readonly mayChange: true };
export type PublishableAgreement = ChangeableAgreement & { readonly mayPublish: true };

type Member = Pick<Actor, 'personId'>;

/** Who is neither in the space nor takes part in the step learns nothing. */
export async function getOwnAgreement(db: Reader, actor: Member, id: string): Promise<OwnAgreement> {
  return (await findOfSpace(db, actor, id)) ?? (await getOfStep(db, actor, id));
}

async function findOfSpace(db: Reader, actor: Member, id: string): Promise<OwnAgreement | undefined> {
  const space = await findMemberSpace(db, actor, id);
  if (space === undefined) return undefined;
  if (space.kind === 'direct') throw notFound();
  const { name } = await db
    .selectFrom('spaces')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const mayChange = !space.archived && !space.awaiting;
  return {
    agreementId: id,
    subject: 'space',
    title: name,
    personId: space.personId,
    organisationId: space.organisationId,
    mayChange,
    mayPublish: mayChange && space.role === 'steward',
    feedIds: [id],
  } as unknown as OwnAgreement;
}

async function getOfStep(db: Reader, actor: Member, id: string): Promise<OwnAgreement> {
  const step = await requireParticipant(db, actor, id);
  const mayChange = step.state !== 'ended';
  return {
    agreementId: id,
    subject: 'step',
    title: step.title,
    personId: step.personId,
    organisationId: step.organisationId,
    mayChange,
    mayPublish: mayChange,
    feedIds: step.personIds,
  } as unknown as OwnAgreement;
}

export async function getChangeableAgreement(
  db: Reader,
  actor: Member,
  id: string,
): Promise<ChangeableAgreement> {
  const agreement = await getOwnAgreement(db, actor, id);
  if (!agreement.mayChange) {
    throw conflict(
      'closed',
      'What this agreement is about is over, or is not open yet. Nothing was changed. It stays here to be read.',
    );
  }
  return agreement as ChangeableAgreement;
}

export async function getPublishableAgreement(
  db: Reader,
  actor: Member,
  id: string,
): Promise<PublishableAgreement> {
  const agreement = await getChangeableAgreement(db, actor, id);
  if (!agreement.mayPublish) {
    throw notAllowed(
      'Only a steward of this space can make the text a version that people sign. Your text is saved for them to read. Nothing else was changed.',
    );
  }
  return agreement as PublishableAgreement;
}

import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { badInput, notAllowed, notFound, requireFound } from '../../../kit/http/problem.ts';
import { getReadableMessage } from '../../chat/access.ts';
import { type Named, getNameable, getOwnAffiliation } from '../access.ts';
import { type Week, readWeek } from './rules.ts';

declare const brand: unique symbol;

/** Good work that the person, or who named it, may do something with. Only this file makes one. */
export interface OwnGoodWork {
  readonly [brand]: 'goodWork';
  goodWorkId: string;
  personId: string;
  namedBy: string;
  /** Whose work it is asks, not who named it. */
  ofMe: boolean;
}

/** Locked before anything is decided from it. To the person, what they refused is gone for good. */
export async function getOwnGoodWork(db: Reader, actor: Actor, goodWorkId: string): Promise<OwnGoodWork> {
  const { rows } = await sql<Omit<OwnGoodWork, typeof brand>>`
    select id as "goodWorkId", person_id as "personId", named_by as "namedBy", person_id = ${actor.personId} as "ofMe" from good_works
    where id = ${goodWorkId} and ${actor.personId} in (named_by, person_id) for update`.execute(db);
  const work = requireFound(rows[0]);
  if (work.ofMe && (await isRefused(db, goodWorkId))) throw notFound();
  return work as OwnGoodWork;
}

async function isRefused(db: Reader, goodWorkId: string): Promise<boolean> {
  const refusal = await db
    .selectFrom('good_work_refusals')
    .select('good_work_id')
    .where('good_work_id', '=', goodWorkId)
    .executeTakeFirst();
  return refusal !== undefined;
}

export async function getGoodWorkOfMe(db: Reader, actor: Actor, goodWorkId: string): Promise<OwnGoodWork> {
  const work = await getOwnGoodWork(db, actor, goodWorkId);
  if (!work.ofMe) throw notFound();
  return work;
}

export interface Naming {
  by: Named;
  person: Named;
  messageId: string | null;
  storyId: string | null;
}

/** Somebody I may see, and what it is about: a message that we both may read, or a story that every member may read. */
export async function getWorkToName(
  db: Reader,
  actor: Actor,
  asked: { personId: string; messageId?: string | undefined; storyId?: string | undefined },
): Promise<Naming> {
  const person = await getNameable(db, actor, asked.personId);
  const by = { personId: actor.personId, organisationId: await getOwnAffiliation(db, actor) };
  if (asked.messageId !== undefined) {
    await getReadableMessage(db, actor, asked.messageId);
    await getReadableMessage(db, person, asked.messageId).catch(() => {
      throw badInput(
        'body.messageId',
        'They cannot read this message. Nothing was sent. Leave the link out.',
      );
    });
  }
  if (asked.storyId !== undefined) await requireStoryForEveryone(db, asked.storyId);
  return { by, person, messageId: asked.messageId ?? null, storyId: asked.storyId ?? null };
}

/** What is read on the page of the week leads nobody to a closed door. */
async function requireStoryForEveryone(db: Reader, storyId: string): Promise<void> {
  const published = await db
    .selectFrom('story_publications')
    .select('story_id')
    .where('story_id', '=', storyId)
    .where('audience', '=', 'everyone')
    .executeTakeFirst();
  if (published === undefined) throw notFound();
}

/** Guests see only the spaces they are in; the page of the week is for everybody else here. */
export function requireMember(actor: Actor): void {
  if (!actor.guest) return;
  throw notAllowed('Only members of an organisation here can read this page. Nothing was changed.');
}

export function requireWeek(week: string): Week {
  const found = readWeek(week);
  if (found === undefined) {
    throw badInput('query.week', 'There is no such week. Give one like 2026-W48.');
  }
  return found;
}

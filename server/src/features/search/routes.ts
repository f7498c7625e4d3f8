import { type SearchReply, search } from '@footbridge/contract/search.ts';
import type { Context } from '../../kit/context.ts';
import { type BoundedReading, TookTooLong, createBoundedReading } from '../../kit/db/bounded.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { badInput, refusal } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { findNames } from './names/queries.ts';
import { LIMIT_MS, findMessages } from './queries.ts';
import { readPlace, readQuestion } from './rules.ts';

/** Searches at the same time; the others wait, so that reading and writing always find a connection. */
const AT_ONCE = 4;

export function searchRoutes(context: Context): Route[] {
  const reading = createBoundedReading(context.db, { limitMs: LIMIT_MS, atOnce: AT_ONCE });
  return [
    route(search, async ({ actor, query }) => {
      try {
        return await answer(reading, actor, query.text, query.next);
      } catch (error) {
        if (error instanceof TookTooLong) throw tooBroad();
        throw error;
      }
    }),
  ];
}

function answer(
  reading: BoundedReading,
  actor: Actor,
  text: string,
  next: string | undefined,
): Promise<SearchReply> {
  const question = readQuestion(text.replaceAll('\u0000', ' '));
  const place = next === undefined ? undefined : readPlace(next);
  if (next !== undefined && place === undefined) {
    throw badInput('query.next', 'There is no such page. Start from the first one.');
  }
  // People and spaces have no sender, date or file: where one asks for those, one asks for messages.
  const named =
    place === undefined && question.filters.length === 0 && question.terms.every((term) => !term.negated);
  const words = question.terms.map((term) => term.written).join(' ');
  return reading(async (db) => {
    const names = named ? await findNames(db, actor, words, 'holds') : { people: [], spaces: [] };
    const found = await findMessages(db, actor.personId, question, place);
    const nothing = names.people.length + names.spaces.length + found.messages.length === 0;
    return { ...(named && nothing ? await findNames(db, actor, words, 'resembles') : names), ...found };
  });
}

const tooBroad = () =>
  refusal(
    503,
    'searchTooBroad',
    'The search took longer than 2 seconds and was stopped. Nothing was changed. Add a word, or narrow it with in:, from: or after:.',
  );

import { createHash } from 'node:crypto';
import { anyOf, idMaker, pickNumbers, seeded } from './random.ts';
import { makeWords, sentence } from './words.ts';

export interface Size {
  people: number;
  organisations: number;
  /** How many members each space has. */
  spaceSizes: number[];
  messages: number;
}

const spaces = (count: number, members: number) => Array<number>(count).fill(members);

export const WHOLE: Size = {
  people: 5000,
  organisations: 40,
  spaceSizes: [...spaces(10, 5000), ...spaces(90, 500), ...spaces(900, 30)],
  messages: 1_000_000,
};

export const TENTH: Size = {
  people: 500,
  organisations: 4,
  spaceSizes: [...spaces(10, 500), ...spaces(30, 150), ...spaces(60, 30)],
  messages: 100_000,
};

export interface Person {
  id: string;
  /** A personal token, as sent in `Authorization`. */
  token: string;
}

export interface Space {
  id: string;
  /** Places in `people`. */
  members: number[];
}

/** Seeded, so that every run measures the same people, spaces and words. */
export interface Plan {
  size: Size;
  people: Person[];
  /** Somebody who is a member of every fourth space and of no other. */
  searcher: Person;
  organisations: string[];
  spaces: Space[];
  /** The words messages are made of, most frequent first. */
  words: string[];
}

const SEED = 20_261_121;
const VOCABULARY = 30_000;
const SEARCHED = 4;

export function makePlan(size: Size, seed = SEED): Plan {
  const random = seeded(seed);
  const nextId = idMaker(random);
  const person = () => ({
    id: nextId(),
    token: `fbt_${createHash('sha256').update(nextId()).digest('base64url')}`,
  });
  return {
    size,
    organisations: Array.from({ length: size.organisations }, nextId),
    people: Array.from({ length: size.people }, person),
    searcher: person(),
    spaces: size.spaceSizes.map((members) => ({
      id: nextId(),
      members: pickNumbers(random, size.people, members),
    })),
    words: makeWords(random, VOCABULARY),
  };
}

export const searchedSpaces = (plan: Plan): Space[] =>
  plan.spaces.filter((_, at) => at % SEARCHED === SEARCHED - 1);
export const organisationOf = (plan: Plan, person: number): string =>
  plan.organisations[person % plan.organisations.length] ?? '';

export interface PlannedMessage {
  id: string;
  space: Space;
  seq: number;
  /** A place in `people`. */
  author: number;
  clientId: string;
  rootId: string | null;
  hasReplies: boolean;
  text: string;
  /** ISO 8601. */
  createdAt: string;
}

const STARTED = Date.parse('2022-11-01T08:00:00Z');
const LASTS_MS = 690 * 86_400_000;
const REPLIES = 0.18;
/** One of so many messages is a root that others reply to. */
const ROOTS = 0.09;

/** Messages of 6 to 40 words spread evenly over the spaces and over two years, nearly a fifth of them replies; oldest first. */
export function* planMessages(plan: Plan): Generator<PlannedMessage> {
  const random = seeded(SEED + plan.size.messages);
  const nextId = idMaker(random);
  const states = plan.spaces.map(() => ({ seq: 0, root: null as string | null }));
  for (let at = 0; at < plan.size.messages; at += 1) {
    const place = Math.floor(random() * plan.spaces.length);
    const [space, state] = [plan.spaces[place] as Space, states[place] as (typeof states)[number]];
    const id = nextId();
    const rootId = state.root !== null && random() < REPLIES ? state.root : null;
    const hasReplies = rootId === null && random() < ROOTS;
    if (hasReplies) state.root = id;
    state.seq += 1;
    const createdAt = new Date(STARTED + Math.floor((at / plan.size.messages) * LASTS_MS)).toISOString();
    yield {
      id,
      space,
      seq: state.seq,
      author: anyOf(space.members, random),
      clientId: nextId(),
      rootId,
      hasReplies,
      text: sentence(plan.words, random),
      createdAt,
    };
  }
}

export const bodyOf = (text: string): string =>
  `{"blocks":[{"type":"paragraph","children":[{"type":"text","text":"${text}"}]}]}`;

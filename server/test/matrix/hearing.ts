import { randomUUID } from 'node:crypto';
import { SERVER_FEED } from '../../src/kit/activity/activity.ts';
import { type LiveClient, openLive } from '../live.ts';
import type { MatrixActor } from './actors.ts';
import { isIn } from './relations.ts';
import { ORGANISATIONS, PERSON_KEYS, type PersonKey, SPACE_KEYS, spaceShape } from './shape.ts';
import type { World } from './world.ts';

/** A feed somebody may ask for, and who may hear it. */
export interface FeedTarget {
  label: string;
  id: string;
  mayHear(person: PersonKey): boolean;
}

/** Every feed there is, and ids that are none. */
export function feedsOf(world: World): FeedTarget[] {
  const nobody = () => false;
  return [
    ...SPACE_KEYS.map((key) => ({
      label: `space ${key}`,
      id: world.spaces[key].id,
      mayHear: (person: PersonKey) => isIn(person, spaceShape(key)),
    })),
    ...PERSON_KEYS.map((key) => ({
      label: `the own feed of ${key}`,
      id: world.people[key].id,
      mayHear: (person: PersonKey) => person === key,
    })),
    ...ORGANISATIONS.map((key) => ({
      label: `the feed of ${key}`,
      id: world.organisations[key],
      mayHear: nobody,
    })),
    { label: "the server's feed", id: SERVER_FEED, mayHear: nobody },
    { label: 'an unknown feed', id: randomUUID(), mayHear: nobody },
    // An agreement has the id of the space or step it is of, and a space's feed is heard by its people.
    ...world.records
      .filter(({ noun }) => noun !== 'agreement')
      .map(({ noun, key, id }) => ({ label: `${noun} ${key} as a feed`, id, mayHear: nobody })),
    { label: 'a message as a feed', id: world.messages[0]?.id ?? '', mayHear: nobody },
    { label: 'a session as a feed', id: world.people.member.spareSessionId, mayHear: nobody },
  ];
}

export interface Hearer {
  actor: MatrixActor;
  person: PersonKey;
  live: LiveClient;
}

/** Everybody who can have a socket has one and asks for everything from the beginning. */
export async function hearEverything(
  url: string,
  actors: MatrixActor[],
  feeds: FeedTarget[],
): Promise<Hearer[]> {
  return Promise.all(
    actors.flatMap((actor) => {
      const { person } = actor;
      return person === undefined ? [] : [hear(url, { actor, person }, feeds)];
    }),
  );
}

async function hear(
  url: string,
  { actor, person }: Omit<Hearer, 'live'>,
  feeds: FeedTarget[],
): Promise<Hearer> {
  const live = await openLive(url, actor.identity);
  await live.follow(...feeds.map(({ id }): [string, number] => [id, 0]));
  return { actor, person, live };
}

/** Waits until each has everything that is theirs: up to where its feeds stand now. */
export async function untilHeard({ server }: World, hearers: Hearer[], feeds: FeedTarget[]): Promise<void> {
  const { rows } = await server.context.pool.query<{ id: string; head: number }>(
    'select id, last_seq as head from feeds where id = any($1)',
    [feeds.map(({ id }) => id)],
  );
  const heads = new Map(rows.map(({ id, head }) => [id, head]));
  for (const { person, live } of hearers) {
    for (const { id } of feeds.filter((feed) => feed.mayHear(person))) {
      const head = heads.get(id) ?? 0;
      await live.next((frame) => frame.feed === id && Number(frame.seq) >= head);
    }
  }
}

/** What somebody was sent that was not theirs. */
export function problemsHeard(world: World, { actor, person, live }: Hearer, feeds: FeedTarget[]): string[] {
  const byId = new Map(feeds.map((feed) => [feed.id, feed]));
  return live.frames.flatMap((frame) => {
    const feed = byId.get(String(frame.feed));
    const leaks = world.canaries
      .leaks(JSON.stringify(frame), person)
      .map(
        (about) => `${actor.name} was sent ${about} in a frame ${frame.kind ?? frame.type} of ${feed?.label}`,
      );
    const heard = frame.type === 'activity' || frame.type === 'typing' || frame.type === 'caughtUp';
    return heard && feed?.mayHear(person) !== true
      ? [
          ...leaks,
          `${actor.name} was sent ${frame.kind ?? frame.type} of ${feed?.label ?? 'a feed they did not ask for'}`,
        ]
      : leaks;
  });
}

/** Each feed that is not theirs must be answered as the one that does not exist is; each of theirs must be heard. */
export function problemsAnswered({ actor, person, live }: Hearer, feeds: FeedTarget[]): string[] {
  const answerOf = (id: string) =>
    live.frames.find((frame) => frame.feed === id && (frame.type === 'caughtUp' || frame.type === 'reset'));
  const refusal = { type: 'reset', feed: '', reason: 'gone' };
  return feeds.flatMap((feed) => {
    const answer = answerOf(feed.id);
    if (feed.mayHear(person)) {
      return answer?.type === 'caughtUp'
        ? []
        : [`${actor.name} may hear ${feed.label} and was answered ${JSON.stringify(answer)}`];
    }
    const same = answer !== undefined && JSON.stringify({ ...answer, feed: '' }) === JSON.stringify(refusal);
    return same
      ? []
      : [
          `${actor.name} may not hear ${feed.label} and was answered ${JSON.stringify(answer)} instead of ${JSON.stringify(refusal)}`,
        ];
  });
}

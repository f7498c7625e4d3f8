import { randomUUID } from 'node:crypto';
import { change } from '../../src/kit/activity/activity.ts';
import { openSession } from '../../src/features/auth/changes.ts';
import { createToken } from '../../src/features/auth/tokens/changes.ts';
import { PLAIN_TEXTS, say } from './messages.ts';
import { makePerson, plainTexts } from './people.ts';
import { copyRecord } from './records/stage.ts';
import { type SpaceShape, personShape, seated, spaceShape } from './shape.ts';
import { letLateJoin, makeSpace } from './spaces.ts';
import type { Target, Thing } from './targets.ts';
import { type World, makeInvitation } from './world.ts';

/**
 * A new thing in which everybody stands as they stand in this one, to be changed and thrown away. What can be changed again and again
 * (an organisation, what is in an archived space) is given back as it is.
 */
export async function copyOf(world: World, target: Target): Promise<Target> {
  if (target.thing === undefined) return target;
  if (target.thing.kind === 'record') {
    const thing = await copyRecord(world, target.thing);
    return { ...target, id: thing.id, thing };
  }
  const id = await copyThing(world, target.thing);
  return id === undefined ? target : { ...target, id };
}

async function copyThing(world: World, thing: Thing): Promise<string | undefined> {
  const { server, people, organisations } = world;
  switch (thing.kind) {
    case 'person': {
      const shape = personShape(thing.key);
      return (await makePerson(server, shape, organisations[shape.organisation], plainTexts())).id;
    }
    case 'space': {
      const space = await makeSpace(world, withoutGone(thing.shape), {
        name: `Copy ${randomUUID().slice(0, 8)}`,
        purpose: '',
        norms: '',
      });
      await letLateJoin(world, space);
      if (thing.shape.archived === true) {
        await server.context.pool.query('update spaces set archived_at = now() where id = $1', [space.id]);
      }
      return space.id;
    }
    case 'message':
      return copyMessage(world, thing);
    case 'invitation':
      return (
        await makeInvitation(world, thing.organisation, {
          email: null,
          by: thing.organisation === 'northbrook' ? 'northSteward' : 'harbourSteward',
          spaceIds: [],
        })
      ).id;
    case 'session':
      return (await change(server.context, (tx) => openSession(tx, people[thing.owner].id, ''))).sessionId;
    case 'token':
      return (
        await change(server.context, (tx) =>
          createToken(tx, { personId: people[thing.owner].id, name: 'Copy', by: null }),
        )
      ).id;
    default:
      return undefined;
  }
}

/** Who was removed from the original is not in the copy at all. */
const withoutGone = (shape: SpaceShape): SpaceShape => ({
  ...shape,
  seats: Object.fromEntries(Object.entries(shape.seats).filter(([, seat]) => seat.gone === undefined)),
});

async function copyMessage(
  world: World,
  { space, message, author }: Extract<Thing, { kind: 'message' }>,
): Promise<string | undefined> {
  const shape = spaceShape(space);
  if (shape.archived === true) return undefined;
  // Who is gone can say nothing any more: somebody else says it for them.
  const speaker = message === 'past' ? seated(shape)[0] : author;
  const rootId = world.messages.find((one) => one.space === space && one.message === 'root')?.id;
  const { id } = await say(world.server, {
    spaceId: world.spaces[space].id,
    message,
    author: world.people[speaker ?? author],
    rootId,
    texts: PLAIN_TEXTS,
  });
  if (message === 'past') {
    await world.server.context.pool.query('update messages set author_id = $2 where id = $1', [
      id,
      world.people[author].id,
    ]);
  }
  return id;
}

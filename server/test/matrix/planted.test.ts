import { getMessage, listMessages } from '@footbridge/contract/chat.ts';
import { getSpace, listMembers, renameSpace } from '@footbridge/contract/spaces.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAuthenticate, stillValid } from '../../src/features/auth/access.ts';
import { listByIds } from '../../src/features/chat/queries.ts';
import { type Route, JsonText, route } from '../../src/kit/http/route.ts';
import { notFound, refusal } from '../../src/kit/http/problem.ts';
import { createHttp } from '../../src/kit/http/server.ts';
import type { MayFollow } from '../../src/kit/live/features.ts';
import { createFollowing } from '../../src/kit/live/follow.ts';
import { Hub } from '../../src/kit/live/hub.ts';
import { Sockets } from '../../src/kit/live/sockets.ts';
import { startTestServer } from '../server.ts';
import { feedsOf, hearEverything, problemsAnswered, problemsHeard } from './hearing.ts';
import { askWithForeignIds, idFieldsOf } from './inside.ts';
import { askWithoutChange, createMatrix } from './matrix.ts';
import { createAsk } from './requests.ts';
import { type World, createWorld } from './world.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** A check that cannot fail is a defect: each of these bugs is planted into a copy of the server, and must be found and named. */
const server = await startTestServer();
const { context, app } = server;
let world: World;
const endings: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  world = await createWorld(server);
});

afterAll(() => Promise.all(endings.map((end) => end())));

/** The server once more on the same database, with a route in place of the right one. */
async function withPlanted(planted: Route) {
  const routes = app.routes.map((right) => (right.endpoint.name === planted.endpoint.name ? planted : right));
  const http = createHttp({
    routes,
    authenticate: createAuthenticate(context.db),
    log: context.log,
    publicUrl: undefined,
    version: 'planted',
  });
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  const { ask, close } = createAsk(url);
  endings.push(async () => {
    close();
    await http.close();
  });
  return createMatrix(world, ask);
}

const rightRoute = (name: string): Route => {
  const found = app.routes.find(({ endpoint }) => endpoint.name === name);
  if (found === undefined) throw new Error(`There is no route ${name}.`);
  return found;
};

const oneMessage = async (messageId: string) => {
  const [row] = await listByIds(context.db, [messageId]);
  if (row === undefined) throw notFound();
  return new JsonText(row.text);
};

describe('the matrix turns red', () => {
  test('when a route forgets to ask who may', async () => {
    const matrix = await withPlanted(route(getMessage, ({ params }) => oneMessage(params.messageId)));
    const found = (await askWithoutChange(matrix, getMessage)).join('\n');
    expect(found).toContain(
      'removed ex-member asks getMessage for root in shared as messageId: the answer must be 404 and was 200',
    );
    expect(found).toContain(
      'member of a third organisation asks getMessage for root in shared as messageId: the answer holds the text of root in shared, which is not theirs to see',
    );
    expect(found).toContain(
      'member here of another organisation asks getMessage for early in sinceJoining as messageId: the answer must be 404 and was 200',
    );
  });

  test('when a refusal tells that there is something', async () => {
    const right = rightRoute('getSpace');
    const matrix = await withPlanted(
      route(getSpace, async (input) => {
        const { spaceId } = input.params;
        const known = await context.db
          .selectFrom('spaces')
          .select('id')
          .where('id', '=', spaceId)
          .executeTakeFirst();
        try {
          return (await right.run(input, input.actor)) as never;
        } catch (error) {
          throw known === undefined ? error : refusal(404, 'notFound', 'This space is not open to you.');
        }
      }),
    );
    const found = await askWithoutChange(matrix, getSpace);
    expect(found.join('\n')).toContain(
      'guest in another space asks getSpace for space shared as spaceId: the answer can be told from that for an unknown id',
    );
  });

  test('when a refusal gives a name away in a header', async () => {
    const right = rightRoute('listMessages');
    const matrix = await withPlanted(
      route(listMessages, async (input) => {
        const space = await context.db
          .selectFrom('spaces')
          .select('name')
          .where('id', '=', input.params.spaceId)
          .executeTakeFirst();
        input.reply.header('x-space', space?.name ?? 'none');
        return right.run(input, input.actor) as never;
      }),
    );
    const found = await askWithoutChange(matrix, listMessages);
    expect(found.join('\n')).toContain(
      'member of a third organisation asks listMessages for space shared as spaceId: the answer holds the name of space shared, which is not theirs to see',
    );
  });

  test('when a reply holds a field that the contract does not name', async () => {
    const right = rightRoute('listMembers');
    const matrix = await withPlanted(
      route(listMembers, async (input) => {
        const { members } = (await right.run(input, input.actor)) as {
          members: { person: object }[];
        };
        return {
          members: members.map((member) => ({
            ...member,
            person: { ...member.person, email: 'somebody@example.org' },
          })),
        } as never;
      }),
    );
    expect((await askWithoutChange(matrix, listMembers)).join('\n')).toContain(
      'listMembers answered fields that the contract does not name',
    );
  });

  test('when something is written before it is asked who may', async () => {
    const right = rightRoute('renameSpace');
    const matrix = await withPlanted(
      route(renameSpace, async (input) => {
        await context.db
          .updateTable('spaces')
          .set({ history_rule: 'all' })
          .where('id', '=', input.params.spaceId)
          .execute();
        return right.run(input, input.actor) as never;
      }),
    );
    expect(await askWithoutChange(matrix, renameSpace)).toEqual([
      'renameSpace: something was written to spaces though nothing was to be changed',
    ]);
    await context.pool.query("update spaces set history_rule = 'sinceJoining' where id = $1", [
      world.spaces.sinceJoining.id,
    ]);
  });

  test('when an id inside a body is taken from anybody', async () => {
    const addMember = rightRoute('addMember');
    expect(idFieldsOf(addMember.endpoint)).toHaveLength(1);
    const matrix = await withPlanted({
      ...addMember,
      run: async (input, actor) => {
        const { personId } = input.body as { personId: string };
        const person = await context.db
          .selectFrom('people')
          .select('name')
          .where('id', '=', personId)
          .executeTakeFirst();
        if (person !== undefined) throw refusal(403, 'notAllowed', `${person.name} is not yours to add.`);
        return addMember.run(input, actor);
      },
    });
    const found = (await askWithForeignIds(matrix, addMember.endpoint)).join('\n');
    expect(found).toContain(
      'steward of the space calls addMember with person harbourGuest as personId: the answer holds the name of harbourGuest, which is not theirs to see',
    );
    expect(found).toContain('it is answered 403');
  });
});

/** The live side once more, with another idea of who may follow what. */
async function withFollowing(mayFollow: MayFollow): Promise<string> {
  const { db, log } = context;
  const hub = new Hub(db, log, app.live);
  const sockets = new Sockets({
    hub,
    log,
    authenticate: createAuthenticate(db),
    handlers: app.handlers,
    publicUrl: undefined,
    stillValid: (actors) => stillValid(db, actors),
    following: createFollowing(hub, db, hub.features, mayFollow),
  });
  const http = createHttp({
    routes: [],
    authenticate: createAuthenticate(db),
    log,
    publicUrl: undefined,
    version: 'planted',
  });
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  sockets.listen(http.server);
  endings.push(async () => {
    sockets.stop();
    hub.stop();
    await http.close();
  });
  return url;
}

describe('the frames turn red', () => {
  test('when the history rule is forgotten', async () => {
    const { rows } = await context.pool.query<{ person_id: string; space_id: string }>(
      'select person_id, space_id from memberships where to_seq is null',
    );
    const members = new Set(rows.map((row) => `${row.person_id} ${row.space_id}`));
    const url = await withFollowing(async (asked) =>
      asked.map(({ personId, feedId }) =>
        personId === feedId || members.has(`${personId} ${feedId}`) ? 0 : undefined,
      ),
    );
    const matrix = createMatrix(world, createAsk(url).ask);
    const feeds = feedsOf(world);
    const hearers = await hearEverything(url, matrix.actors, feeds);
    expect(hearers.flatMap((hearer) => problemsAnswered(hearer, feeds))).toEqual([]);
    const found = hearers.flatMap((hearer) => problemsHeard(world, hearer, feeds));
    expect(found).toContain(
      'member here of another organisation was sent the text of early in sinceJoining in a frame messagePosted of space sinceJoining',
    );
    expect(found.every((problem) => problem.includes('early in sinceJoining'))).toBe(true);
    await Promise.all(hearers.map(({ live }) => live.close()));
  });

  test('when anybody may follow anything', async () => {
    const url = await withFollowing(async (asked) => asked.map(() => 0));
    const feeds = feedsOf(world);
    const [hearer] = await hearEverything(
      url,
      createMatrix(world, createAsk(url).ask).actors.filter(({ person }) => person === 'meridianMember'),
      feeds,
    );
    if (hearer === undefined) throw new Error('Nobody listens.');
    expect(problemsHeard(world, hearer, feeds)).toContain(
      'member of a third organisation was sent the text of root in shared in a frame messagePosted of space shared',
    );
    expect(problemsAnswered(hearer, feeds).join('\n')).toContain(
      'member of a third organisation may not hear the own feed of member and was answered {"type":"caughtUp"',
    );
    await hearer.live.close();
  });
});

import { join } from 'node:path';
import { openAsBlob } from 'node:fs';
import { signInWithLink } from '@footbridge/contract/auth.ts';
import { listMessages } from '@footbridge/contract/chat.ts';
import { getImport, startSlackImport } from '@footbridge/contract/imports.ts';
import { invite } from '@footbridge/contract/invitations.ts';
import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { listPeople } from '@footbridge/contract/people.ts';
import { listPolicies } from '@footbridge/contract/policies.ts';
import { listCases } from '@footbridge/contract/cases.ts';
import { listRounds, openRoundInSpace } from '@footbridge/contract/rounds.ts';
import { type Space, listSpaces } from '@footbridge/contract/spaces.ts';
import { listSteps } from '@footbridge/contract/steps.ts';
import { listStories } from '@footbridge/contract/stories.ts';
import { planOf, writeSlackArchive } from '../tools/bench/slackArchive.ts';
import { type Client, pathOf } from '../server/test/client.ts';
import { linkFor } from './mail.ts';
import { signIn } from './people.ts';
import { type ServerProcess, startServer } from './server.ts';

/** An address of the client as the journeys and the pictures visit it. */
export interface Visit {
  /** Also the name of its picture. */
  name: string;
  address: string;
  /** Opened by somebody who is not signed in. */
  nobody?: true;
}

/** A server with the cast's story, Amina signed in, and every kind of page in it. */
export interface Story {
  server: ServerProcess;
  secret: string;
  client: Client;
  visits: Visit[];
}

const found = <Item>(items: readonly Item[], fits: (item: Item) => boolean): Item => {
  const item = items.find(fits);
  if (item === undefined) throw new Error('The story does not hold what a page is to show.');
  return item;
};

/** Only reported, so that the story stays what it is. Its report is a page too. */
async function importArchive({ server, secret, client }: Omit<Story, 'visits'>, organisationId: string) {
  const file = join(server.dataDirectory, 'archive.zip');
  await writeSlackArchive(file, { ...planOf(60), days: 3 });
  const query = { organisationId, fileName: 'workspace export.zip', dryRun: 'true' as const };
  const answer = await fetch(new URL(pathOf(startSlackImport, { query }), server.url), {
    method: 'POST',
    body: await openAsBlob(file),
    headers: {
      'content-type': 'application/zip',
      origin: server.url,
      cookie: `footbridge_session=${secret}`,
    },
  });
  const { id: importId } = (await answer.json()) as { id: string };
  for (;;) {
    const { state } = await client.call(getImport, { params: { importId } });
    if (state === 'done') return importId;
    if (state === 'failed') throw new Error('The archive of the story could not be read.');
  }
}

async function visitsOf(story: Omit<Story, 'visits'>): Promise<Visit[]> {
  const { client } = story;
  const { spaces } = await client.call(listSpaces);
  const { people } = await client.call(listPeople);
  const { organisations } = await client.call(listOrganisations);
  const winter = found(spaces, ({ name }) => name === 'Winter warmth');
  const corridor = found(spaces, ({ kind }) => kind === 'social');
  const direct = found(spaces, ({ kind }) => kind === 'direct');
  const thread = await threadIn(client, winter);
  const organisation = found(organisations, ({ shortName }) => shortName === 'HC');
  const grace = found(people, ({ name }) => name.startsWith('Grace'));
  const params = { organisationId: organisation.id };
  const { link } = await client.call(invite, { params, body: { role: 'member', spaceIds: [winter.id] } });
  const importId = await importArchive(story, organisation.id);
  const space = `/spaces/${winter.id}`;
  const { policies } = await client.call(listPolicies);
  const nowhere = crypto.randomUUID();
  const secret = link.slice(link.indexOf('#'));
  return [
    { name: 'home', address: '/' },
    { name: 'space', address: space },
    { name: 'social-space', address: `/spaces/${corridor.id}` },
    { name: 'direct-talk', address: `/spaces/${direct.id}` },
    { name: 'thread', address: `${space}/threads/${thread}` },
    { name: 'members', address: `${space}/members` },
    { name: 'charter', address: `${space}/charter` },
    { name: 'about-space', address: `${space}/about` },
    { name: 'no-such-space', address: `/spaces/${nowhere}` },
    { name: 'my-spaces', address: '/spaces' },
    { name: 'find-spaces', address: '/find-spaces' },
    { name: 'new-space', address: '/new-space' },
    { name: 'rounds', address: '/rounds' },
    { name: 'new-round', address: '/rounds/new' },
    ...(await roundVisits(story, winter)),
    ...(await smallStepVisits(client, winter, grace.id)),
    { name: 'people', address: '/people' },
    { name: 'person', address: `/people/${grace.id}` },
    { name: 'search', address: '/search' },
    { name: 'search-results', address: '/search?text=radiators' },
    { name: 'no-such-message', address: `/messages/${nowhere}` },
    { name: 'policies', address: '/policies' },
    { name: 'policy', address: `/policies/${policies[0]?.id ?? nowhere}` },
    { name: 'agreement', address: `/agreements/space/${winter.id}` },
    { name: 'settings', address: '/settings' },
    { name: 'administration', address: '/administration' },
    { name: 'organisation', address: `/administration/organisations/${organisation.id}` },
    { name: 'imports', address: '/administration/imports' },
    { name: 'import', address: `/administration/imports/${importId}` },
    { name: 'not-found', address: '/nowhere' },
    { name: 'sign-in', address: '/sign-in', nobody: true },
    { name: 'sign-in-link', address: `/sign-in/link${secret}`, nobody: true },
    { name: 'set-up', address: `/setup${secret}`, nobody: true },
    { name: 'invitation', address: `/invitation${secret}`, nobody: true },
  ];
}

/** An open round that waits for an answer, one that is over, and the page of somebody without an account. */
async function roundVisits({ client, server }: Omit<Story, 'visits'>, { id }: Space): Promise<Visit[]> {
  const roundOf = async (which: 'open' | 'over') =>
    found((await client.call(listRounds, { query: { which } })).rounds, () => true).id;
  const [waiting, over] = [await roundOf('open'), await roundOf('over')];
  const endsAt = new Date(Date.now() + 86_400_000).toISOString();
  const email = 'visitor@fairfield.example';
  const opening = { question: 'What is next?', endsAt, emails: [email], clientId: crypto.randomUUID() };
  await client.call(openRoundInSpace, { params: { spaceId: id }, body: opening });
  const link = new URL(await linkFor(email, server.dataDirectory));
  return [
    { name: 'round', address: `/rounds/${waiting}` },
    { name: 'round-over', address: `/rounds/${over}` },
    { name: 'round-link', address: `${link.pathname}${link.hash}`, nobody: true },
  ];
}

/** What people do together, in every state that the story holds for Amina. */
async function smallStepVisits(client: Client, space: Space, personId: string): Promise<Visit[]> {
  const stepOf = async (when: 'open' | 'past') =>
    found((await client.call(listSteps, { query: { when } })).steps, () => true).id;
  const [open, past] = [await stepOf('open'), await stepOf('past')];
  const { stories } = await client.call(listStories, { query: {} });
  const story = found(stories, () => true).id;
  const { cases } = await client.call(listCases);
  return [
    { name: 'steps', address: '/steps' },
    { name: 'new-step', address: `/steps/new?with=${personId}` },
    { name: 'step', address: `/steps/${open}` },
    { name: 'step-over', address: `/steps/${past}` },
    { name: 'step-agreement', address: `/agreements/step/${open}` },
    { name: 'offers', address: '/offers' },
    { name: 'together', address: `/people/${personId}/together` },
    { name: 'stories', address: '/stories' },
    { name: 'new-story', address: `/stories/new?space=${space.id}` },
    { name: 'story', address: `/stories/${story}` },
    { name: 'thanks', address: '/thanks' },
    { name: 'new-thanks', address: `/thanks/new?to=${personId}` },
    { name: 'good-work', address: '/thanks/good-work' },
    { name: 'good-work-week', address: '/thanks/week' },
    { name: 'meetings', address: '/meetings' },
    { name: 'cases', address: '/cases' },
    { name: 'new-case', address: `/cases/new?about=space:${space.id}` },
    { name: 'case', address: `/cases/${found(cases, () => true).id}` },
  ];
}

async function threadIn(client: Client, { id: spaceId }: Space): Promise<string> {
  const { messages } = await client.call(listMessages, { params: { spaceId }, query: { size: 50 } });
  return found(messages, ({ title }) => title === 'What each of us already knows').id;
}

export async function openStory(): Promise<Story> {
  const server = await startServer({ demo: true });
  try {
    const { secret, client } = await signIn(server.url, 'amina', signInWithLink, {
      secret: server.link.slice(server.link.indexOf('#') + 1),
    });
    const story = { server, secret, client };
    return { ...story, visits: await visitsOf(story) };
  } catch (error) {
    await server.remove();
    throw error;
  }
}

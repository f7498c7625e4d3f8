import { randomUUID } from 'node:crypto';
import {
  changeStory,
  draftStory,
  keepMessage,
  parkPlan,
  publishStory,
} from '@footbridge/contract/stories.ts';
import type { PersonKey } from '../shape.ts';
import type { MatrixRecord, RecordAsked, Stage } from './record.ts';

/** Everybody in the space `shared`, where the stories are. */
const WRITERS: PersonKey[] = ['leader', 'member', 'harbourMember', 'northGuest'];
const READERS: PersonKey[] = [...WRITERS, 'harbourSteward'];

const onlyWriters = ({ person, verdict }: RecordAsked) =>
  verdict === 200 && !WRITERS.includes(person) ? 403 : verdict;
const onlyMembers = (asked: RecordAsked) =>
  asked.verdict === 200 && asked.person === 'northGuest' ? 403 : onlyWriters(asked);
const ofPlans = ({ key, verdict }: RecordAsked) => (verdict === 200 && key !== 'plan' ? 409 : verdict);

async function makePlan({ as, world, word }: Stage) {
  const { id } = await as('leader').call(parkPlan, {
    params: { spaceId: world.spaces.shared.id },
    body: {
      clientId: randomUUID(),
      reason: word('reason', WRITERS),
      reviveIf: word('condition', WRITERS),
    },
  });
  return { id, sees: WRITERS, facts: { version: '1' } };
}

/** For people of Harbour too, by somebody whose name they may read. */
async function makePublished({ as, world, word }: Stage) {
  const said = world.messages.find(({ space, message }) => space === 'shared' && message === 'root');
  if (said !== undefined) await as('leader').call(keepMessage, { params: { messageId: said.id } });
  const { id } = await as('leader').call(draftStory, {
    params: { spaceId: world.spaces.shared.id },
    body: { clientId: randomUUID() },
  });
  const params = { storyId: id };
  const body = {
    title: `Story ${word('title', READERS)}`,
    source: `What ${word('text', READERS)}`,
    contactIds: [],
    fromVersion: 1,
  };
  await as('leader').call(changeStory, { params, body });
  await as('leader').call(publishStory, {
    params,
    body: { audience: 'organisations', organisationIds: [world.organisations.harbour], version: 2 },
  });
  return { id, sees: READERS, facts: { version: '2' } };
}

export const storyRecord: MatrixRecord<'plan' | 'published'> = {
  noun: 'story',
  keys: ['plan', 'published'],
  make: (stage) => (stage.key === 'plan' ? makePlan(stage) : makePublished(stage)),
  rules: {
    changeStory: onlyWriters,
    listStoryVersions: onlyWriters,
    publishStory: onlyMembers,
    unpublishStory: onlyMembers,
    parkAgain: (asked) => ofPlans({ ...asked, verdict: onlyWriters(asked) }),
    revivePlan: ofPlans,
  },
  samples: {
    changeStory: ({ thing }) => ({
      body: { source: 'Told otherwise', fromVersion: Number(thing?.facts['version'] ?? 1), contactIds: [] },
    }),
    publishStory: ({ thing }) => ({
      body: { audience: 'space', organisationIds: [], version: Number(thing?.facts['version'] ?? 1) },
    }),
    listParkedPlans: () => ({ query: { words: 'a plan of lighthouses' } }),
  },
  questions: {
    listStories: [{ words: 'zkanarie' }, { kind: 'plan' }, { words: 'lighthouse' }],
    listParkedPlans: [{ words: 'lighthouse space' }],
  },
  ids: { contactIds: 'person', organisationIds: 'organisation' },
};

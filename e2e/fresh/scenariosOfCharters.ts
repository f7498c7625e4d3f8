import * as charters from '@footbridge/contract/charters.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { CHARTER } from '../../server/test/spaces.ts';
import type { Scenario } from './scenarios.ts';
import type { Story } from './story.ts';

const NORMS = { norms: 'Be there', channels: '', answerTimes: 'Within a day', conflicts: '' };

/** A space of the watcher that waits until Harbour Care accepts its charter. */
const opened = new WeakMap<Story, string>();

async function openWaiting(story: Story): Promise<void> {
  const { id } = await story.as(story.watcher).call(spaces.createSpace, {
    body: {
      kind: 'working',
      reach: 'shared',
      name: 'Space that waits',
      leadOrganisationId: story.watcher.organisationId,
      historyRule: 'all',
      charter: CHARTER,
      withOrganisationIds: [story.friend.organisationId],
    },
  });
  opened.set(story, id);
}

const proposal = new WeakMap<Story, string>();

async function propose(story: Story): Promise<void> {
  const { id } = await story.as(story.friend).call(charters.proposeNorms, {
    params: { spaceId: story.space.id },
    body: { ...NORMS, reason: 'So that nobody waits', fromVersion: 2 },
  });
  proposal.set(story, id);
}

export const charterScenarios: Scenario[] = [
  {
    endpoint: 'acceptCharter',
    what: 'the organisation that my space waits for accepts its charter',
    before: openWaiting,
    act: (story) =>
      story.as(story.cast.tomasz).call(charters.acceptCharter, {
        params: { spaceId: opened.get(story) ?? '' },
        body: { organisationId: story.friend.organisationId, version: 1 },
      }),
  },
  {
    endpoint: 'readCharter',
    what: 'I am shown the charter on another device',
    act: ({ as, watcher, space }) =>
      as(watcher).call(charters.readCharter, { params: { spaceId: space.id }, body: { version: 2 } }),
  },
  {
    endpoint: 'decideNorms',
    what: 'norms that somebody proposed are accepted',
    before: propose,
    act: (story) =>
      story.as(story.steward).call(charters.decideNorms, {
        params: { spaceId: story.space.id, proposalId: proposal.get(story) ?? '' },
        body: { accept: true, reason: 'Good' },
      }),
  },
  {
    endpoint: 'changeCharter',
    what: 'I change the charter as a steward on another device',
    before: ({ as, steward, watcher, space }) =>
      as(steward).call(spaces.changeMemberRole, {
        params: { spaceId: space.id, personId: watcher.id },
        body: { role: 'steward' },
      }),
    act: ({ as, watcher, space }) =>
      as(watcher).call(spaces.changeCharter, {
        params: { spaceId: space.id },
        body: { ...CHARTER, purpose: 'To part', fromVersion: 2 },
      }),
  },
];

import { expect, test } from 'vitest';
import * as charters from '@footbridge/contract/charters.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { CHARTER, openSpace } from '../../../test/spaces.ts';
import { listWaiting } from './queries.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, ana, grace } = cast;

const NORMS = { norms: 'Answer within two days', channels: 'Urgent: call', answerTimes: '', conflicts: '' };

const propose = (spaceId: string, fromVersion = 1) =>
  cast.as(ana).call(charters.proposeNorms, {
    params: { spaceId },
    body: { ...NORMS, reason: 'A day is too short for us', fromVersion },
  });
const decide = (person: typeof ana, spaceId: string, proposalId: string, accept: boolean) => ({
  params: { spaceId, proposalId },
  body: { accept, reason: accept ? 'Yes, more honest' : 'We need the day' },
});

test('a member proposes, a steward accepts with a reason, and it is the next version of the charter', async () => {
  const space = await openSpace(cast, amina, [ana]);
  const live = await cast.live(amina);
  await live.follow([space.id, 0]);
  const proposal = await propose(space.id);
  await live.next('normsChanged');
  expect(
    (await listWaiting(server.context.db, amina.id)).map(({ subjectId, from }) => [subjectId, from?.name]),
  ).toEqual([[proposal.id, 'Ana Lima']]);
  expect(await listWaiting(server.context.db, ana.id)).toEqual([]);
  expect(
    (await cast.as(ana).refused(charters.decideNorms, decide(ana, space.id, proposal.id, true))).status,
  ).toBe(403);
  const decided = await cast.as(amina).call(charters.decideNorms, decide(amina, space.id, proposal.id, true));
  expect(decided.decision).toMatchObject({ accepted: true, decidedBy: { name: 'Amina Yusuf' } });
  const { charter } = await cast.as(ana).call(spaces.getCharter, { params: { spaceId: space.id } });
  expect(charter).toMatchObject({ version: 2, ...NORMS, keptDays: CHARTER.keptDays });
  expect(await listWaiting(server.context.db, amina.id)).toEqual([]);
});

test('a declined one keeps its reason for all members to read, and changes nothing', async () => {
  const space = await openSpace(cast, amina, [ana, tomasz]);
  const { id } = await propose(space.id);
  await cast.as(amina).call(charters.decideNorms, decide(amina, space.id, id, false));
  const { proposals } = await cast
    .as(tomasz)
    .call(charters.listNormProposals, { params: { spaceId: space.id } });
  expect(proposals).toMatchObject([
    { from: { norms: CHARTER.norms }, decision: { accepted: false, reason: 'We need the day' } },
  ]);
  const { charter } = await cast.as(ana).call(spaces.getCharter, { params: { spaceId: space.id } });
  expect(charter.version).toBe(1);
  expect(
    (await cast.as(grace).refused(charters.listNormProposals, { params: { spaceId: space.id } })).status,
  ).toBe(404);
});

test('of two stewards who decide at the same moment the second is told', async () => {
  const space = await openSpace(cast, amina, [ana, tomasz]);
  const params = { spaceId: space.id, personId: tomasz.id };
  await cast.as(amina).call(spaces.changeMemberRole, { params, body: { role: 'steward' } });
  const { id } = await propose(space.id);
  const outcomes = await Promise.allSettled([
    cast.as(amina).call(charters.decideNorms, decide(amina, space.id, id, true)),
    cast.as(tomasz).call(charters.decideNorms, decide(tomasz, space.id, id, false)),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(String(refused.reason)).toContain('decided');
});

test('a proposal whose norms were changed meanwhile is not accepted over that change; one whose label changed is', async () => {
  const space = await openSpace(cast, amina, [ana]);
  const change = (fields: object, fromVersion: number) =>
    cast.as(amina).call(spaces.changeCharter, {
      params: { spaceId: space.id },
      body: { ...CHARTER, ...fields, fromVersion },
    });
  const first = await propose(space.id);
  await change({ keptDays: 30 }, 1);
  await cast.as(amina).call(charters.decideNorms, decide(amina, space.id, first.id, true));
  const second = await propose(space.id, 3);
  await change({ keptDays: 30, norms: 'All new' }, 3);
  expect(
    await cast.as(amina).refused(charters.decideNorms, decide(amina, space.id, second.id, true)),
  ).toMatchObject({
    status: 409,
    code: 'normsChanged',
  });
  const { charter } = await cast.as(ana).call(spaces.getCharter, { params: { spaceId: space.id } });
  expect(charter).toMatchObject({ norms: 'All new', channels: 'Urgent: call', keptDays: 30 });
});

import { describe, expect, test } from 'vitest';
import { createToken } from '@footbridge/contract/auth.ts';
import * as chat from '@footbridge/contract/chat.ts';
import * as policies from '@footbridge/contract/policies.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';
import { DAY_MS } from '../../kit/clock.ts';
import { listWaiting } from './queries.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, rhys, megan, tomasz, ana, bea, grace, sunil, lena } = cast;

const TEXT = {
  title: 'Handling addresses',
  summary: 'Addresses of people at risk stay with the team.',
  body: 'We keep addresses for one winter.\nNobody copies them.',
};

async function publish(material = true) {
  return cast.as(tomasz).call(policies.publishPolicy, {
    params: { organisationId: tomasz.organisationId },
    body: { ...TEXT, material },
  });
}

const accept = (person: typeof ana, policyId: string, version: number) =>
  cast.as(person).call(policies.acceptPolicy, { params: { policyId }, body: { version } });
const withdraw = (policyId: string) =>
  cast.as(tomasz).call(policies.withdrawPolicy, { params: { policyId } });
const waitingOf = (person: typeof ana) => listWaiting(server.context.db, person.id);

describe('publishing and accepting', () => {
  test('people accept before posting, reading stays open, and a retry of what was posted before is answered', async () => {
    const space = await openSpace(cast, amina, [ana, tomasz]);
    const clientId = crypto.randomUUID();
    const first = await say(cast, ana, space.id, 'before', { clientId });
    const policy = await publish();
    const refused = await cast.as(ana).refused(chat.postMessage, {
      params: { spaceId: space.id },
      body: { clientId: crypto.randomUUID(), source: 'after' },
    });
    expect(refused).toMatchObject({ status: 409, code: 'policyFirst' });
    expect(
      await cast.as(ana).refused(chat.editMessage, {
        params: { messageId: first.id },
        body: { source: 'something else' },
      }),
    ).toMatchObject({ code: 'policyFirst' });
    expect(await say(cast, ana, space.id, 'before', { clientId })).toMatchObject({ id: first.id });
    const read = await cast.as(ana).call(chat.listMessages, { params: { spaceId: space.id } });
    expect(read.messages).toHaveLength(1);
    expect((await waitingOf(ana)).map(({ kind, subjectId, href }) => [kind, subjectId, href])).toEqual([
      ['policyAcceptance', policy.id, `/policies/${policy.id}`],
    ]);

    expect(await accept(ana, policy.id, 1)).toMatchObject({ due: false, accepted: { version: 1 } });
    await accept(ana, policy.id, 1);
    expect(await waitingOf(ana)).toEqual([]);
    await say(cast, ana, space.id, 'after');
    // Not for the council's people, and who publishes has accepted.
    await say(cast, amina, space.id, 'hello');
    await say(cast, tomasz, space.id, 'hello');
    await withdraw(policy.id);
  });

  test('a small change only tells; a material one asks again and keeps what was accepted before', async () => {
    const space = await openSpace(cast, amina, [ana]);
    const policy = await publish();
    await accept(ana, policy.id, 1);
    const next = (fromVersion: number, material: boolean, body: string) =>
      cast.as(tomasz).call(policies.publishPolicyVersion, {
        params: { policyId: policy.id },
        body: { ...TEXT, body, material, fromVersion },
      });
    await next(1, false, 'We keep addresses for one winter.\nNobody copies them, please.');
    await say(cast, ana, space.id, 'still fine');
    const version3 = await next(2, true, 'We keep addresses for two winters.');
    expect(version3).toMatchObject({ version: 3, due: false });
    await expect(say(cast, ana, space.id, 'not yet')).rejects.toThrow('policyFirst');
    const { policy: seen, versions } = await cast
      .as(ana)
      .call(policies.getPolicy, { params: { policyId: policy.id } });
    expect(seen).toMatchObject({ due: true, version: 3, accepted: { version: 1 } });
    expect(versions.map(({ version, material }) => [version, material])).toEqual([
      [3, true],
      [2, false],
      [1, true],
    ]);
    expect(
      await cast
        .as(ana)
        .refused(policies.acceptPolicy, { params: { policyId: policy.id }, body: { version: 2 } }),
    ).toMatchObject({ status: 409, code: 'policyChanged' });
    await accept(ana, policy.id, 3);
    const { acceptances } = await cast.as(ana).call(policies.listMyAcceptances);
    expect(acceptances.slice(0, 2).map(({ version }) => version)).toEqual([3, 1]);
    await withdraw(policy.id);
  });

  test('of two who publish from the same version one is told to read the other', async () => {
    const policy = await publish(false);
    const outcomes = await Promise.allSettled(
      [tomasz, amina].map((person) =>
        cast.as(person).call(policies.publishPolicyVersion, {
          params: { policyId: policy.id },
          body: { ...TEXT, body: `By ${person.name}`, material: true, fromVersion: 1 },
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(
      String((outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason),
    ).toContain('policyChanged');
    await withdraw(policy.id);
    expect(
      await cast
        .as(ana)
        .refused(policies.acceptPolicy, { params: { policyId: policy.id }, body: { version: 2 } }),
    ).toMatchObject({ code: 'withdrawn' });
  });

  test('a token posts only when the person behind it accepted, and cannot accept for them', async () => {
    const space = await openSpace(cast, amina, [ana]);
    const { secret: token } = await cast.as(ana).call(createToken, { body: { name: 'A program' } });
    const program = cast.as({ token });
    const policy = await publish();
    const post = {
      params: { spaceId: space.id },
      body: { clientId: crypto.randomUUID(), source: 'automatic' },
    };
    expect((await program.refused(chat.postMessage, post)).code).toBe('policyFirst');
    expect(
      (
        await program.refused(policies.acceptPolicy, {
          params: { policyId: policy.id },
          body: { version: 1 },
        })
      ).status,
    ).toBe(403);
    await accept(ana, policy.id, 1);
    await program.call(chat.postMessage, post);
    await withdraw(policy.id);
  });

  test('it is heard at once by those it is for, and by nobody else', async () => {
    const [hers, theirs] = [await cast.live(ana), await cast.live(grace)];
    await hers.follow([ana.id, 0]);
    await theirs.follow([grace.id, 0]);
    const policy = await publish(false);
    expect(await hers.next((frame) => frame['policyId'] === policy.id)).toMatchObject({
      kind: 'policyChanged',
    });
    await withdraw(policy.id);
    expect(await theirs.during(100, 'policyChanged')).toEqual([]);
  });
});

describe('who may', () => {
  test("people of other organisations do not know of it; members may not publish; the server is the administrator's", async () => {
    const policy = await publish();
    const unknown = '01890000-0000-7000-8000-000000000000';
    const answers = await Promise.all(
      [policy.id, unknown].map((id) => cast.as(grace).request('GET', `/api/policies/${id}`)),
    );
    expect(answers[0]).toMatchObject({ status: 404, text: answers[1]?.text });
    expect((await cast.as(bea).call(policies.listPolicies)).policies.map(({ id }) => id)).toContain(
      policy.id,
    );
    expect(
      (await cast.as(ana).refused(policies.listUnaccepting, { params: { policyId: policy.id } })).status,
    ).toBe(403);
    expect(
      (await cast.as(tomasz).refused(policies.publishServerPolicy, { body: { ...TEXT, material: true } }))
        .status,
    ).toBe(403);
    const everywhere = await cast
      .as(amina)
      .call(policies.publishServerPolicy, { body: { ...TEXT, material: true } });
    for (const person of [rhys, megan, sunil, lena]) {
      expect((await waitingOf(person)).map(({ subjectId }) => subjectId)).toEqual([everywhere.id]);
    }
    await cast.as(amina).call(policies.withdrawPolicy, { params: { policyId: everywhere.id } });
    await withdraw(policy.id);
  });

  test('who has not accepted is listed for the publisher, reminded by mail, and not again too soon', async () => {
    const policy = await publish();
    await accept(bea, policy.id, 1);
    const params = { policyId: policy.id };
    const waiting = await cast.as(tomasz).call(policies.listUnaccepting, { params });
    expect(waiting).toMatchObject({ people: [{ name: 'Ana Lima' }], next: null, remindableAt: null });
    await cast.as(tomasz).call(policies.remindOfPolicy, { params });
    const mail = await server.mailbox.next(ana.email);
    expect(mail.text).toContain(`/policies/${policy.id}`);
    expect(await cast.as(tomasz).refused(policies.remindOfPolicy, { params })).toMatchObject({
      status: 429,
      code: 'remindedLately',
    });
    server.clock.advance(policies.REMINDER_PAUSE_DAYS * DAY_MS);
    await cast.as(tomasz).call(policies.remindOfPolicy, { params });
    await server.mailbox.next(ana.email);
    expect(server.mailbox.mails.map(({ to }) => to)).not.toContain(bea.email);
    await withdraw(policy.id);
  });
});

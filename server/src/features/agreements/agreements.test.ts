import { describe, expect, test } from 'vitest';
import * as agreements from '@footbridge/contract/agreements.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import * as steps from '@footbridge/contract/steps.ts';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace } from '../../../test/spaces.ts';
import { listWaiting } from './queries.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { amina, tomasz, ana, grace, sunil } = cast;

const TEXT: agreements.AgreementText = {
  purpose: 'Find cold homes before the frost',
  deciding: 'Each for their own people',
  concerns: 'Say it over tea',
  record: 'What we write here',
  ownership: 'Both may use it',
  stopping: 'Either may stop without a reason',
};
type Person = typeof ana;

const read = (person: Person, agreementId: string) =>
  cast.as(person).call(agreements.getAgreement, { params: { agreementId } });
const save = (person: Person, agreementId: string, fromRevision: number, text: Partial<typeof TEXT> = {}) =>
  cast.as(person).call(agreements.saveAgreementDraft, {
    params: { agreementId },
    body: { text: { ...TEXT, ...text }, fromRevision },
  });
const publish = (person: Person, agreementId: string, fromRevision: number, material = true) =>
  cast.as(person).call(agreements.publishAgreement, {
    params: { agreementId },
    body: { material, fromRevision },
  });
const sign = (person: Person, agreementId: string, version: number) =>
  cast.as(person).call(agreements.signAgreement, { params: { agreementId }, body: { version } });
const waitingOf = async (person: Person) =>
  (await listWaiting(server.context.db, person.id)).map(({ href }) => href);

describe('of a space', () => {
  test('any member works on the text, a steward makes it a version, and each signs it under their name', async () => {
    const { id } = await openSpace(cast, amina, [tomasz, ana]);
    expect(await read(ana, id)).toMatchObject({ subject: 'space', draft: null, versions: [] });
    expect((await save(tomasz, id, 0)).draft).toMatchObject({
      revision: 1,
      savedBy: { name: 'Tomasz Zieliński' },
    });
    expect(
      (
        await cast.as(tomasz).refused(agreements.publishAgreement, {
          params: { agreementId: id },
          body: { material: true, fromRevision: 1 },
        })
      ).status,
    ).toBe(403);
    await publish(amina, id, 1);
    expect(await waitingOf(tomasz)).toContain(`/agreements/space/${id}`);
    const signed = await sign(tomasz, id, 1);
    await sign(tomasz, id, 1);
    expect(
      signed.signatures.map(({ person, version }) => [person.name, person.organisation.shortName, version]),
    ).toEqual([
      ['Amina Yusuf', 'NC', 1],
      ['Tomasz Zieliński', 'HC', 1],
    ]);
    expect(await waitingOf(tomasz)).not.toContain(`/agreements/space/${id}`);
    expect(signed.mine).toMatchObject({ signed: 1, toSign: false, mayChange: true, mayPublish: false });
  });

  test('a material change asks again, a small one tells, and earlier signatures stay with their version', async () => {
    const { id } = await openSpace(cast, amina, [tomasz]);
    await save(amina, id, 0);
    await publish(amina, id, 1);
    await sign(tomasz, id, 1);
    await save(tomasz, id, 1, { concerns: 'Say it over coffee' });
    const live = await cast.live(tomasz);
    await live.follow([id, 0]);
    await publish(amina, id, 2, false);
    await live.next((frame) => frame['agreementId'] === id);
    expect((await read(tomasz, id)).mine).toMatchObject({ signed: 1, toSign: false });
    await save(amina, id, 2, { deciding: 'Amina decides' });
    await publish(amina, id, 3, true);
    const asked = await read(tomasz, id);
    expect(asked.mine).toMatchObject({ signed: 1, toSign: true });
    expect(asked.versions.map(({ version, material }) => [version, material])).toEqual([
      [3, true],
      [2, false],
      [1, true],
    ]);
    await sign(tomasz, id, 3);
    expect(
      (await read(amina, id)).signatures.map(({ person, version }) => `${version} ${person.name}`),
    ).toEqual([
      '3 Amina Yusuf',
      '3 Tomasz Zieliński',
      '2 Amina Yusuf',
      '1 Amina Yusuf',
      '1 Tomasz Zieliński',
    ]);
  });

  test('of two who save, publish or sign at the same moment nobody overwrites or agrees to what they have not seen', async () => {
    const { id } = await openSpace(cast, amina, [tomasz]);
    const lost = async (tries: Promise<unknown>[]) =>
      (await Promise.allSettled(tries)).flatMap((outcome) =>
        outcome.status === 'rejected' ? [String(outcome.reason).includes('agreementChanged')] : [],
      );
    expect(await lost([save(amina, id, 0), save(tomasz, id, 0, { purpose: 'Mine' })])).toEqual([true]);
    expect(await lost([save(amina, id, 1), save(tomasz, id, 1, { purpose: 'Mine' })])).toEqual([true]);
    await publish(amina, id, 2);
    await save(tomasz, id, 2, { purpose: 'Other' });
    expect(await lost([publish(amina, id, 2)])).toEqual([true]);
    await publish(amina, id, 3);
    expect(await lost([sign(tomasz, id, 1)])).toEqual([true]);
    await expect(publish(amina, id, 3)).rejects.toThrow('sameText');
  });

  test('who is not in the space gets the answer of one that does not exist; an archived space is only read', async () => {
    const { id } = await openSpace(cast, amina, [tomasz]);
    await save(amina, id, 0);
    const unknown = '01890000-0000-7000-8000-000000000000';
    const answers = await Promise.all(
      [id, unknown].map((one) => cast.as(grace).request('GET', `/api/agreements/${one}`)),
    );
    expect(answers[0]).toMatchObject({ status: 404, text: answers[1]?.text });
    await cast.as(amina).call(spaces.archiveSpace, { params: { spaceId: id } });
    expect((await read(tomasz, id)).mine.mayChange).toBe(false);
    await expect(save(tomasz, id, 1)).rejects.toThrow('closed');
  });
});

describe('of a step', () => {
  /** Both see each other, because they share a space. */
  async function stepBetween(proposer: Person, other: Person): Promise<string> {
    await openSpace(cast, amina, [proposer, other]);
    const { id } = await cast.as(proposer).call(steps.proposeStep, {
      body: {
        title: 'Sit in on one benefits check morning',
        purpose: '',
        timeBox: 'day',
        hoursLimit: 4,
        money: 'none',
        reputation: 'betweenUs',
        data: 'none',
        startsAt: null,
        benefit: '',
        atStake: 'A morning',
        origin: null,
        clientId: crypto.randomUUID(),
        personIds: [other.id],
      },
    });
    await cast.as(other).call(steps.acceptStep, {
      params: { stepId: id },
      body: { benefit: '', atStake: 'A morning' },
    });
    return id;
  }

  test('every participant edits and publishes, hears it at once, and nobody else knows of it', async () => {
    const stepId = await stepBetween(ana, sunil);
    const live = await cast.live(sunil);
    await live.follow([sunil.id, 0]);
    await save(ana, stepId, 0);
    await live.next((frame) => frame['agreementId'] === stepId);
    await publish(sunil, stepId, 1);
    expect(await waitingOf(ana)).toContain(`/agreements/step/${stepId}`);
    await sign(ana, stepId, 1);
    expect((await read(sunil, stepId)).signatures).toHaveLength(2);
    for (const outsider of [amina, tomasz, grace]) {
      expect(
        (await cast.as(outsider).refused(agreements.getAgreement, { params: { agreementId: stepId } }))
          .status,
      ).toBe(404);
    }
  });

  test('when the step has ended its agreement is read and asks for nothing more', async () => {
    const stepId = await stepBetween(ana, sunil);
    await save(ana, stepId, 0);
    await publish(ana, stepId, 1);
    await cast.as(sunil).call(steps.endStep, { params: { stepId }, body: { outcome: 'stopped' } });
    expect(await waitingOf(sunil)).not.toContain(`/agreements/step/${stepId}`);
    expect((await read(sunil, stepId)).mine).toMatchObject({ toSign: false, mayChange: false });
    await expect(sign(sunil, stepId, 1)).rejects.toThrow('closed');
  });
});

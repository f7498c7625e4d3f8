import { randomUUID } from 'node:crypto';
import * as cases from '@footbridge/contract/cases.ts';
import { getHome } from '@footbridge/contract/home.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { search } from '@footbridge/contract/search.ts';
import { expect, test } from 'vitest';
import { type CastPerson, createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';
import { openSpace, say } from '../../../test/spaces.ts';
import { DAY_MS } from '../../kit/clock.ts';

const server = await startTestServer();
const cast = await createCast(server);
const { rhys, ana, megan, grace, lena, sunil, tomasz, amina, bea } = cast;
/** Everybody who matters shares one space, so that they see each other and can be named. */
const space = await openSpace(cast, megan, [rhys, ana, grace, lena, sunil, tomasz, amina, bea]);

const inDays = (days: number) => new Date(server.clock.now() + days * DAY_MS).toISOString();
const WORDS = 'The minutes were changed xylophone';

const openBy = (person: CastPerson, other: CastPerson, helper: CastPerson, more: object = {}) => ({
  body: {
    spaceId: space.id,
    partyIds: [other.id],
    matter: WORDS,
    helperIds: [helper.id],
    dueAt: inDays(7),
    clientId: randomUUID(),
    ...more,
  },
});
const open = (more: object = {}) => cast.as(rhys).call(cases.openCase, openBy(rhys, ana, megan, more));
const of = ({ id }: { id: string }) => ({ params: { caseId: id } });
const read = (person: CastPerson, one: { id: string }) => cast.as(person).call(cases.getCase, of(one));
const help = (person: CastPerson, one: { id: string }) => cast.as(person).call(cases.acceptCase, of(one));
const newest = (one: cases.Case) => one.stages.at(-1)?.id ?? '';
const goOn = (person: CastPerson, one: cases.Case, kind: cases.CaseStageKind, ...helpers: CastPerson[]) => ({
  ...of(one),
  body: { kind, helperIds: helpers.map(({ id }) => id), dueAt: inDays(7), fromStageId: newest(one) },
});
const close = (person: CastPerson, one: cases.Case, text = 'We write minutes together from now on.') =>
  cast.as(person).call(cases.closeCase, { ...of(one), body: { text, fromStageId: newest(one) } });
const unknown = async (person: CastPerson) =>
  (await cast.as(person).request('GET', `/api/cases/${randomUUID()}`)).text;

test('the path is shown before anything is stored: who is in it, and who could help first', async () => {
  const path = await cast.as(rhys).call(cases.getCasePath, { query: { spaceId: space.id } });
  expect(path).toMatchObject({ kind: 'space', title: space.name, stewards: [megan.id] });
  expect(path.people.map(({ id }) => id)).toContain(ana.id);
  const rows = await server.context.pool.query('select 1 from cases');
  expect(rows.rowCount).toBe(0);
});

test('a case goes the whole way: facilitator, one person of each organisation, outside mediator, outcome, appeal', async () => {
  let one = await open();
  expect((await read(ana, one)).matter).toBe(WORDS);
  expect((await help(megan, one)).role).toBe('helper');
  one = await cast.as(megan).call(cases.openCaseStage, goOn(megan, one, 'onePersonEach', amina, tomasz));
  expect((await read(megan, one)).role).toBe('formerHelper');
  await help(amina, one);
  await help(tomasz, one);
  one = await cast.as(ana).call(cases.openCaseStage, goOn(ana, one, 'mediator', grace));
  await help(grace, one);
  const closed = await close(grace, await read(grace, one));
  expect(closed.closedAt).not.toBeNull();
  for (const party of [rhys, ana]) {
    expect((await read(party, one)).stages.at(-1)?.outcome?.text).toBe(
      'We write minutes together from now on.',
    );
  }
  const body = { helperIds: [grace.id], dueAt: inDays(7) };
  expect((await cast.as(ana).refused(cases.appealCase, { ...of(one), body })).code).toBe('othersNeeded');
  const appealed = await cast
    .as(ana)
    .call(cases.appealCase, { ...of(one), body: { ...body, helperIds: [lena.id] } });
  expect(appealed.closedAt).toBeNull();
  expect(appealed.stages[2]?.outcome?.text).toBe('We write minutes together from now on.');
  await help(lena, one);
  await close(lena, await read(lena, one), 'It stays as it was.');
  const again = { ...of(one), body: { ...body, helperIds: [sunil.id] } };
  expect((await cast.as(ana).refused(cases.appealCase, again)).code).toBe('appealedBefore');
  expect((await read(rhys, one)).mayAppeal).toBe(true);
  expect((await cast.as(rhys).call(cases.appealCase, again)).stages).toHaveLength(5);
});

test('only parties and helpers see a case: stewards and administrators read what nobody wrote, byte for byte', async () => {
  const one = await open();
  for (const outsider of [amina, tomasz, grace, bea]) {
    const answer = await cast.as(outsider).request('GET', `/api/cases/${one.id}`);
    expect([answer.status, answer.text]).toEqual([404, await unknown(outsider)]);
    expect((await cast.as(outsider).call(cases.listCases)).cases.map(({ id }) => id)).not.toContain(one.id);
    const body = { text: 'Mine now', fromStageId: newest(one) };
    expect((await cast.as(outsider).refused(cases.closeCase, { ...of(one), body })).status).toBe(404);
  }
});

test('who is asked to help sees between whom it is, and what it is only after saying yes', async () => {
  const one = await open();
  const asked = await read(megan, one);
  expect([asked.role, asked.matter, asked.about]).toEqual(['asked', null, null]);
  expect(asked.parties.map(({ id }) => id).toSorted()).toEqual([rhys.id, ana.id].toSorted());
  const body = { text: 'Done', fromStageId: newest(one) };
  expect((await cast.as(megan).refused(cases.closeCase, { ...of(one), body })).status).toBe(403);
  expect((await help(megan, one)).matter).toBe(WORDS);
});

test('who says no to helping leaves no mark: the parties read the same bytes, and another can be named', async () => {
  const one = await open();
  const bytes = async () => (await cast.as(rhys).request('GET', `/api/cases/${one.id}`)).text;
  const before = await bytes();
  const head = (await cast.as(rhys).call(getMe)).feedSeq;
  await cast.as(megan).call(cases.declineCase, of(one));
  expect(await bytes()).toBe(before);
  expect((await cast.as(rhys).call(getMe)).feedSeq).toBe(head);
  const answer = await cast.as(megan).request('GET', `/api/cases/${one.id}`);
  expect(answer.text).toBe(await unknown(megan));
  const next = await cast.as(rhys).call(cases.openCaseStage, goOn(rhys, one, 'facilitator', sunil));
  expect(next.stages).toHaveLength(2);
  // Asked and never answered: out of it with the next stage.
  await cast.as(rhys).call(cases.openCaseStage, goOn(rhys, next, 'onePersonEach', amina, tomasz));
  expect((await cast.as(sunil).request('GET', `/api/cases/${one.id}`)).status).toBe(404);
});

test('the helpers must fit the stage, and the path cannot be jumped', async () => {
  const refusedOpening = async (helper: CastPerson) =>
    (await cast.as(rhys).refused(cases.openCase, openBy(rhys, ana, helper))).code;
  expect(await refusedOpening(ana)).toBe('partyHelps');
  const one = await open();
  const refused = async (kind: cases.CaseStageKind, ...helpers: CastPerson[]) =>
    (await cast.as(rhys).refused(cases.openCaseStage, goOn(rhys, one, kind, ...helpers))).code;
  expect(await refused('mediator', grace)).toBe('notNextStage');
  expect(await refused('appeal', grace)).toBe('notNextStage');
  expect(await refused('onePersonEach', amina)).toBe('oneOfEachNeeded');
  const dueAt = inDays(-1);
  expect((await cast.as(rhys).refused(cases.openCase, openBy(rhys, ana, megan, { dueAt }))).field).toBe(
    'body.dueAt',
  );
});

test('parties must be in what it is about, and what one may not see answers as what does not exist', async () => {
  const apart = await openSpace(cast, grace, [sunil]);
  const asRhys = openBy(rhys, ana, megan, { spaceId: apart.id });
  expect((await cast.as(rhys).refused(cases.openCase, asRhys)).code).toBe('notFound');
  const message = await say(cast, ana, space.id, 'The minutes are done');
  const byMessage = { ...openBy(rhys, ana, megan).body, spaceId: undefined, messageId: message.id };
  const one = await cast.as(rhys).call(cases.openCase, { body: byMessage });
  expect(one.about).toEqual({ kind: 'message', id: message.id });
  const withOutsider = openBy(grace, rhys, lena, { spaceId: apart.id });
  expect((await cast.as(grace).refused(cases.openCase, withOutsider)).code).toBe('notFound');
});

test('a double click opens one case; two who go on at once make one stage; closing twice keeps the first outcome', async () => {
  const clientId = randomUUID();
  const [a, b] = await Promise.all([open({ clientId }), open({ clientId })]);
  expect(a.id).toBe(b.id);
  const both = await Promise.allSettled(
    [rhys, ana].map((person) =>
      cast.as(person).call(cases.openCaseStage, goOn(person, a, 'facilitator', sunil)),
    ),
  );
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const now = await read(rhys, a);
  expect(now.stages).toHaveLength(2);
  await close(rhys, now, 'First');
  await close(ana, now, 'Second');
  expect((await read(ana, a)).stages[1]?.outcome?.text).toBe('First');
});

test('everybody in it hears that something changed, and its words are in no log, search or mail', async () => {
  const live = await cast.live(ana);
  await live.follow([ana.id, (await cast.as(ana).call(getMe)).feedSeq]);
  const one = await open();
  expect(await live.next('caseChanged')).toMatchObject({ caseId: one.id });
  await help(megan, one);
  await live.next('caseChanged');
  await live.close();
  const logged = await server.context.pool.query<{ row: string }>(
    "select row_to_json(a)::text as row from activity a where kind = 'caseChanged'",
  );
  expect(
    logged.rows.some(({ row }) => row.includes('xylophone') || row.includes(rhys.id + '","organisation')),
  ).toBe(false);
  const found = await cast.as(rhys).call(search, { query: { text: 'xylophone' } });
  expect(JSON.stringify(found)).not.toContain(one.id);
  expect(JSON.stringify(server.mailbox)).not.toContain('xylophone');
  const waiting = async (person: CastPerson) =>
    (await cast.as(person).call(getHome)).waiting.filter(({ subjectId }) => subjectId === one.id);
  for (const person of [rhys, ana, megan]) expect(await waiting(person)).toHaveLength(1);
  expect(await waiting(amina)).toEqual([]);
  await close(rhys, await read(rhys, one));
  expect(await waiting(ana)).toEqual([]);
});

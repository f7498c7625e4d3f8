import { randomUUID } from 'node:crypto';
import * as cases from '@footbridge/contract/cases.ts';
import { DAY_MS } from '../../../src/kit/clock.ts';
import { isIn } from '../relations.ts';
import { type PersonKey, spaceShape } from '../shape.ts';
import type { MatrixRecord, RecordAsked, RecordScene, Stage } from './record.ts';

const PARTIES = ['member', 'harbourMember'] as const satisfies PersonKey[];
/** The facilitator; she sees what it is about once she has said yes. */
const HELPER = 'leader' satisfies PersonKey;
const EVERYBODY = [...PARTIES, HELPER] as const;
/** All four sit in the space that the case is about, so nobody is shown somebody new. */
const OTHER_HELPER = 'northGuest' satisfies PersonKey;

const soon = () => new Date(Date.now() + 7 * DAY_MS).toISOString();

async function makeCase({ key, world, as, idOf, word }: Stage & { key: string }) {
  const matter = word('matter', key === 'asked' ? PARTIES : EVERYBODY);
  const { id, stages } = await as('member').call(cases.openCase, {
    body: {
      spaceId: world.spaces.shared.id,
      partyIds: [idOf('harbourMember')],
      matter,
      helperIds: [idOf(HELPER)],
      dueAt: soon(),
      clientId: randomUUID(),
    },
  });
  const stage = stages[0]?.id ?? '';
  const made = { id, sees: [...EVERYBODY], facts: { stage } };
  if (key === 'asked') return made;
  const params = { caseId: id };
  await as(HELPER).call(cases.acceptCase, { params });
  if (key === 'helped') return made;
  await as(HELPER).call(cases.closeCase, {
    params,
    body: { text: word('outcome', EVERYBODY), fromStageId: stage },
  });
  return made;
}

const isParty = (person: PersonKey) => (PARTIES as readonly PersonKey[]).includes(person);
/** A party, or the helper once she has said yes. */
const acting =
  (whenClosed: 200 | 409) =>
  ({ verdict, person, key }: RecordAsked) => {
    if (verdict !== 200) return verdict;
    if (key === 'asked' && !isParty(person)) return 403;
    return key === 'closed' ? whenClosed : 200;
  };
const inSpace = ({ verdict, person }: RecordAsked) =>
  verdict === 200 && !isIn(person, spaceShape('shared')) ? 404 : verdict;

function opening({ world, asker }: RecordScene) {
  const party: PersonKey = asker === 'member' ? 'harbourMember' : 'member';
  const helper: PersonKey = asker === HELPER ? OTHER_HELPER : HELPER;
  return {
    body: {
      spaceId: world.spaces.shared.id,
      partyIds: [world.people[party].id],
      matter: 'Words',
      helperIds: [world.people[helper].id],
      dueAt: soon(),
      clientId: randomUUID(),
    },
  };
}

export const caseRecord: MatrixRecord<'asked' | 'helped' | 'closed'> = {
  noun: 'case',
  keys: ['asked', 'helped', 'closed'],
  make: makeCase,
  rules: {
    getCasePath: inSpace,
    openCase: inSpace,
    acceptCase: ({ verdict, person }) => (verdict === 200 && isParty(person) ? 409 : verdict),
    declineCase: ({ verdict, person, key }) =>
      verdict === 200 && (isParty(person) || key !== 'asked') ? 409 : verdict,
    openCaseStage: acting(409),
    closeCase: acting(200),
    appealCase: ({ verdict, person, key }) => {
      if (verdict !== 200) return verdict;
      if (!isParty(person)) return 403;
      return key === 'closed' ? 200 : 409;
    },
  },
  samples: {
    getCasePath: ({ world }) => ({ query: { spaceId: world.spaces.shared.id } }),
    openCase: opening,
    openCaseStage: ({ world, thing }) => ({
      body: {
        kind: 'facilitator',
        helperIds: [world.people[HELPER].id],
        dueAt: soon(),
        fromStageId: thing?.facts['stage'] ?? randomUUID(),
      },
    }),
    closeCase: ({ thing }) => ({
      body: { text: 'Words', fromStageId: thing?.facts['stage'] ?? randomUUID() },
    }),
    appealCase: ({ world }) => ({
      body: { helperIds: [world.people[OTHER_HELPER].id], dueAt: soon() },
    }),
  },
  ids: {
    clientId: 'none',
    fromStageId: 'none',
    partyIds: 'person',
    helperIds: 'person',
    stepId: 'step',
    spaceId: 'space',
    messageId: 'message',
  },
};

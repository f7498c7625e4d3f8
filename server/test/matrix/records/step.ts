import { randomUUID } from 'node:crypto';
import * as steps from '@footbridge/contract/steps.ts';
import { maySee } from '../relations.ts';
import { PERSON_KEYS, type PersonKey, personShape } from '../shape.ts';
import type { MatrixRecord, RecordAsked, RecordScene, Stage } from './record.ts';

const BOTH = ['member', 'harbourMember'] as const satisfies PersonKey[];

/** Somebody with an account whom the asker sees. */
function somebodySeen({ world, asker }: RecordScene): string {
  const found = PERSON_KEYS.find((key) => {
    const { kind, closed } = personShape(key);
    return key !== asker && maySee(asker, key) && kind === undefined && closed !== true;
  });
  return world.people[found ?? 'member'].id;
}

/** Every field of a proposal but with whom, and where it came from. */
export const proposalOf = (title: string, words: { purpose: string; atStake: string }) => ({
  title,
  ...words,
  timeBox: 'twoWeeks' as const,
  hoursLimit: 4,
  money: 'none' as const,
  reputation: 'betweenUs' as const,
  data: 'none' as const,
  startsAt: null,
  benefit: '',
  clientId: randomUUID(),
});

const PLAIN = { purpose: '', atStake: 'Nothing big' };

async function makeStep({ key, as, idOf, word }: Stage & { key: string }): Promise<string> {
  const words = { purpose: word('purpose', BOTH), atStake: word('stake', BOTH) };
  const { id } = await as('member').call(steps.proposeStep, {
    body: { ...proposalOf('Words', words), origin: null, personIds: [idOf('harbourMember')] },
  });
  if (key === 'proposed') return id;
  const params = { stepId: id };
  const accepted = { benefit: word('benefit', BOTH), atStake: 'Nothing big' };
  await as('harbourMember').call(steps.acceptStep, { params, body: accepted });
  await as('member').call(steps.checkIn, { params, body: { answer: 'fine' } });
  if (key === 'underWay') return id;
  await as('member').call(steps.endStep, { params, body: { outcome: 'stopped' } });
  // Until the other has written too, not even they may read it.
  await as('member').call(steps.writeReflection, {
    params,
    body: { text: word('reflection', ['member']) },
  });
  return id;
}

const when =
  (...keys: string[]) =>
  ({ verdict, key }: RecordAsked) =>
    verdict === 200 && !keys.includes(key) ? 409 : verdict;

const only = (person: PersonKey, then: ReturnType<typeof when>) => (asked: RecordAsked) =>
  asked.verdict === 200 && asked.person !== person ? 403 : then(asked);

export const stepRecord: MatrixRecord<'proposed' | 'underWay' | 'ended'> = {
  noun: 'step',
  keys: ['proposed', 'underWay', 'ended'],
  make: async (stage) => ({ id: await makeStep(stage), sees: [...BOTH] }),
  rules: {
    declineStep: only('harbourMember', when('proposed')),
    withdrawStep: only('member', when('proposed')),
    changeMyWords: when('proposed', 'underWay'),
    checkIn: when('underWay'),
    endStep: when('underWay', 'ended'),
    writeReflection: when('ended'),
    removeReflection: when('ended'),
    // Seven days are not over.
    showReflection: when(),
  },
  samples: {
    proposeStep: (scene) => ({
      body: { ...proposalOf('Words', PLAIN), origin: null, personIds: [somebodySeen(scene)] },
    }),
    acceptStep: () => ({ body: { benefit: '', atStake: 'Nothing big' } }),
    changeMyWords: () => ({ body: { benefit: '', atStake: 'Nothing big' } }),
    endStep: () => ({ body: { outcome: 'done' } }),
    writeReflection: () => ({ body: { text: 'Words' } }),
    listSteps: () => ({ query: { when: 'open' } }),
    refuseSuggestion: (scene) => ({ body: { personId: somebodySeen(scene) } }),
  },
  questions: { listSteps: [{ when: 'open' }, { when: 'past' }] },
  ids: {
    personIds: 'person',
    clientId: 'none',
    'proposeStep.origin.id': 'none',
    personId: 'person',
  },
};

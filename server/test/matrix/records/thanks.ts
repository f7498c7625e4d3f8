import { randomUUID } from 'node:crypto';
import { giveThanks, nameGoodWork, showThanks } from '@footbridge/contract/thanks.ts';
import { maySee } from '../relations.ts';
import { PERSON_KEYS, type PersonKey, personShape } from '../shape.ts';
import type { MatrixRecord, RecordAsked, RecordScene } from './record.ts';

const BOTH = ['member', 'harbourMember'] as const satisfies PersonKey[];
/** Everybody in the space `shared`. */
const THERE: PersonKey[] = ['leader', 'member', 'harbourMember', 'northGuest'];

/** Somebody with an account whom the asker sees. */
function somebodySeen({ world, asker }: RecordScene): string {
  const found = PERSON_KEYS.find((key) => {
    const { kind, closed } = personShape(key);
    return key !== asker && maySee(asker, key) && kind === undefined && closed !== true;
  });
  return world.people[found ?? 'member'].id;
}

/** To anybody but the one whom it is about there is nothing to decide. */
const aboutThem = ({ person, thing, verdict }: RecordAsked) =>
  verdict === 200 && person !== thing?.facts['of'] ? 404 : verdict;

export const thanksRecord: MatrixRecord<'undecided' | 'inSpace'> = {
  noun: 'thanks',
  keys: ['undecided', 'inSpace'],
  async make({ key, world, as, idOf, word }) {
    const readers = key === 'inSpace' ? THERE : BOTH;
    const { id } = await as('member').call(giveThanks, {
      body: {
        clientId: randomUUID(),
        personId: idOf('harbourMember'),
        act: word('act', readers),
        helped: word('helped', readers),
      },
    });
    if (key === 'inSpace') {
      const spaceId = world.spaces.shared.id;
      await as('harbourMember').call(showThanks, {
        params: { thanksId: id },
        body: { audience: 'space', spaceId },
      });
    }
    return { id, sees: BOTH, facts: { of: 'harbourMember' } };
  },
  rules: { showThanks: aboutThem, hideThanks: aboutThem },
  samples: {
    giveThanks: (scene) => ({ body: { personId: somebodySeen(scene) } }),
    showThanks: () => ({ body: { audience: 'us' } }),
  },
  ids: { spaceId: 'space', messageId: 'message', stepId: 'step' },
};

export const goodWorkRecord: MatrixRecord<'unanswered'> = {
  noun: 'goodWork',
  keys: ['unanswered'],
  async make({ as, idOf, word }) {
    const { id } = await as('member').call(nameGoodWork, {
      body: { clientId: randomUUID(), personId: idOf('harbourMember'), line: word('line', BOTH) },
    });
    return { id, sees: BOTH, facts: { of: 'harbourMember' } };
  },
  rules: { agreeGoodWork: aboutThem },
  samples: {
    nameGoodWork: (scene) => ({ body: { personId: somebodySeen(scene) } }),
    // A week with nothing in it: whoever agrees to be read by all is read by all, which is no leak and not what the matrix is about.
    getGoodWorkWeek: () => ({ query: { week: '2020-W01' } }),
  },
};

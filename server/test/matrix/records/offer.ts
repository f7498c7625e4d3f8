import { makeOffer } from '@footbridge/contract/offers.ts';
import { isIn } from '../relations.ts';
import { PERSON_KEYS, type PersonKey, SPACE_KEYS, personShape, spaceShape } from '../shape.ts';
import type { MatrixRecord, RecordAsked } from './record.ts';
import { proposalOf } from './step.ts';

const OWNER = 'harbourMember' satisfies PersonKey;

/** Everybody with an account who is in a space with the owner now. */
const BESIDE = PERSON_KEYS.filter(
  (key) =>
    personShape(key).kind === undefined &&
    SPACE_KEYS.some((space) => isIn(OWNER, spaceShape(space)) && isIn(key, spaceShape(space))),
);
const COLLEAGUES = PERSON_KEYS.filter((key) => {
  const { organisation, role, kind } = personShape(key);
  return organisation === personShape(OWNER).organisation && role !== 'guest' && kind === undefined;
});

/** To others than its owner there is nothing to change. */
const byOwner = ({ person, verdict }: RecordAsked) => (verdict === 200 && person !== OWNER ? 404 : verdict);

export const offerRecord: MatrixRecord<'beside' | 'colleagues'> = {
  noun: 'offer',
  keys: ['beside', 'colleagues'],
  async make({ key, as, word }) {
    const sees = key === 'beside' ? BESIDE : COLLEAGUES;
    const { id } = await as(OWNER).call(makeOffer, {
      body: {
        kind: 'bring',
        text: `Show ${word('text', sees)}`,
        details: word('details', sees),
        size: 'hour',
        audience: key === 'beside' ? 'sharedSpaces' : 'organisation',
      },
    });
    return { id, sees };
  },
  rules: {
    changeOffer: byOwner,
    finishOffer: byOwner,
    renewOffer: byOwner,
    removeOffer: byOwner,
    proposeOnOffer: ({ person, verdict }) => (verdict === 200 && person === OWNER ? 403 : verdict),
  },
  samples: {
    makeOffer: () => ({
      body: { kind: 'learn', text: 'Words', details: '', size: 'hour', audience: 'sharedSpaces' },
    }),
    changeOffer: () => ({ body: { text: 'Words', details: '', size: 'hour', audience: 'sharedSpaces' } }),
    proposeOnOffer: () => ({ body: proposalOf('Words', { purpose: '', atStake: 'Nothing big' }) }),
    listOffers: () => ({ query: {} }),
  },
  questions: { listOffers: [{ kind: 'bring' }, { words: 'show' }, { size: 'hour' }] },
  ids: { personId: 'person', clientId: 'none' },
};

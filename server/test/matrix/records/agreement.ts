import * as agreements from '@footbridge/contract/agreements.ts';
import * as steps from '@footbridge/contract/steps.ts';
import { type PersonKey } from '../shape.ts';
import type { MatrixRecord } from './record.ts';
import { proposalOf } from './step.ts';

const BOTH = ['member', 'harbourMember'] as const satisfies PersonKey[];

const textOf = (words: string): agreements.AgreementText => ({
  purpose: words,
  deciding: '',
  concerns: '',
  record: '',
  ownership: '',
  stopping: '',
});

/** Of a step, and of the space that the step opened: it has the id of what it is about. */
export const agreementRecord: MatrixRecord = {
  noun: 'agreement',
  keys: ['step', 'space'],
  async make({ key, as, idOf, word }) {
    const words = { purpose: '', atStake: 'Nothing big' };
    const step = await as('member').call(steps.proposeStep, {
      body: { ...proposalOf('Words', words), origin: null, personIds: [idOf('harbourMember')] },
    });
    const { spaceId } = await as('harbourMember').call(steps.acceptStep, {
      params: { stepId: step.id },
      body: { benefit: '', atStake: 'Nothing big' },
    });
    const id = key === 'step' ? step.id : (spaceId ?? '');
    const params = { agreementId: id };
    const save = (text: string, fromRevision: number) =>
      as('member').call(agreements.saveAgreementDraft, {
        params,
        body: { text: textOf(text), fromRevision },
      });
    await save(word('text', BOTH), 0);
    await as('harbourMember').call(agreements.publishAgreement, {
      params,
      body: { material: true, fromRevision: 1 },
    });
    await save(word('draft', BOTH), 1);
    return { id, sees: BOTH };
  },
  samples: {
    saveAgreementDraft: () => ({ body: { text: textOf('Words'), fromRevision: 2 } }),
    publishAgreement: () => ({ body: { material: true, fromRevision: 2 } }),
    signAgreement: () => ({ body: { version: 1 } }),
  },
};

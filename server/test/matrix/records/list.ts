import type { MatrixRecord } from './record.ts';
import { addresseeRecord, answerRecord, roundRecord } from './round.ts';
import { caseRecord } from './case.ts';
import { pairingRecord } from './pairing.ts';
import { agreementRecord } from './agreement.ts';
import { offerRecord } from './offer.ts';
import { policyRecord } from './policy.ts';
import { stepRecord } from './step.ts';
import { storyRecord } from './story.ts';
import { goodWorkRecord, thanksRecord } from './thanks.ts';

/** In the order in which they are made: what one needs of another comes after it. */
export const RECORDS: readonly MatrixRecord[] = [
  roundRecord,
  answerRecord,
  addresseeRecord,
  thanksRecord,
  goodWorkRecord,
  storyRecord,
  stepRecord,
  offerRecord,
  agreementRecord,
  policyRecord,
  pairingRecord,
  caseRecord,
];

export const recordOf = (noun: string): MatrixRecord | undefined =>
  RECORDS.find((record) => record.noun === noun);

/** What all of them say about an endpoint: the one that knows it answers. */
export function fromRecords<Value>(
  pick: (record: MatrixRecord) => Record<string, Value> | undefined,
  name: string,
): Value | undefined {
  for (const record of RECORDS) {
    const table = pick(record);
    if (table !== undefined && Object.hasOwn(table, name)) return table[name];
  }
  return undefined;
}

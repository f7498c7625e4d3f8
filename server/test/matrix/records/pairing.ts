import * as pairings from '@footbridge/contract/pairings.ts';
import { offerPairings } from '../../../src/features/pairings/matching/changes.ts';
import { change } from '../../../src/kit/activity/activity.ts';
import { DAY_MS } from '../../../src/kit/clock.ts';
import { type PersonKey, personShape } from '../shape.ts';
import type { MatrixRecord, RecordAsked, Stage } from './record.ts';

const BOTH = ['member', 'harbourMember'] as const satisfies PersonKey[];
/** So that nobody who takes part is brought together with somebody they may not see. */
const DAY_OF = { northbrook: 'monday', harbour: 'wednesday', meridian: 'friday' } as const;

async function makePairing({ key, world, as }: Stage & { key: string }) {
  const { context } = world.server;
  const inDays = (days: number) => new Date(context.clock.now() + days * DAY_MS).toISOString();
  const [one, other] = BOTH.map((who) => ({
    personId: world.people[who].id,
    organisationId: world.people[who].organisationId,
  })) as [Met, Met];
  const time = inDays(3);
  const offer = { people: [one, other] as [Met, Met], times: [[time], [inDays(4)]] };
  const [id = ''] = await change(context, (tx) => offerPairings(tx, [offer], inDays(12)));
  const accepted = { params: { pairingId: id }, body: { times: [time] } };
  for (const who of key === 'agreed' ? BOTH : []) await as(who).call(pairings.acceptPairing, accepted);
  return { id, sees: [...BOTH], facts: { time } };
}

type Met = { personId: string; organisationId: string };

const whenOffered = ({ verdict, key }: RecordAsked) => (verdict === 200 && key === 'agreed' ? 409 : verdict);

export const pairingRecord: MatrixRecord<'offered' | 'agreed'> = {
  noun: 'pairing',
  keys: ['offered', 'agreed'],
  make: makePairing,
  rules: { offerOtherTimes: whenOffered, skipPairing: whenOffered },
  samples: {
    joinPairings: ({ asker }) => ({
      body: { hours: [{ weekday: DAY_OF[personShape(asker).organisation], half: 'morning' }] },
    }),
    acceptPairing: ({ thing }) => ({ body: { times: [thing?.facts['time'] ?? new Date().toISOString()] } }),
  },
};

import * as policies from '@footbridge/contract/policies.ts';
import { PERSON_KEYS, type PersonKey, personShape } from '../shape.ts';
import type { World } from '../world.ts';
import type { MatrixRecord, RecordAsked } from './record.ts';

const OF_NORTHBROOK = PERSON_KEYS.filter(
  (key) => personShape(key).organisation === 'northbrook' || personShape(key).administrator === true,
);

const publishes = (person: PersonKey, key: string): boolean =>
  personShape(person).administrator === true ||
  (key === 'northbrook' &&
    personShape(person).organisation === 'northbrook' &&
    personShape(person).role === 'steward');

/** Whom it is for know of it; who may publish it is asked next. */
const byPublisher = ({ person, key, thing, verdict }: RecordAsked) =>
  verdict === 200 && thing?.noun === 'policy' && !publishes(person, key) ? 403 : verdict;

/** A small change: it lets everybody in the matrix go on writing. */
const SMALL = { material: false };

/** What was published with great changes asks nobody any more. */
const letWrite = ({ server }: World) => server.context.pool.query('update policies set material_version = 0');

export const policyRecord: MatrixRecord = {
  noun: 'policy',
  keys: ['northbrook', 'server'],
  async make({ key, as, idOf: _, word, world }) {
    const sees = key === 'server' ? PERSON_KEYS : OF_NORTHBROOK;
    const body = {
      title: word('title', sees),
      summary: word('summary', sees),
      body: word('text', sees),
      ...SMALL,
    };
    const { id } =
      key === 'server'
        ? await as('administrator').call(policies.publishServerPolicy, { body })
        : await as('northSteward').call(policies.publishPolicy, {
            params: { organisationId: world.organisations.northbrook },
            body,
          });
    return { id, sees };
  },
  rules: {
    publishPolicyVersion: byPublisher,
    withdrawPolicy: byPublisher,
    listUnaccepting: byPublisher,
    remindOfPolicy: byPublisher,
    // A program agrees to nothing.
    acceptPolicy: ({ verdict, withToken }) => (verdict === 200 && withToken ? 403 : verdict),
  },
  samples: {
    publishServerPolicy: () => ({ body: SMALL }),
    publishPolicy: () => ({ body: SMALL }),
    publishPolicyVersion: () => ({ body: { ...SMALL, fromVersion: 1 } }),
    acceptPolicy: () => ({ body: { version: 1 } }),
  },
  undo: { publishServerPolicy: letWrite, publishPolicy: letWrite, publishPolicyVersion: letWrite },
  ids: { 'listUnaccepting.after': 'none', withOrganisationIds: 'organisation' },
};

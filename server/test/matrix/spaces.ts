import type { TestServer } from '../server.ts';
import { change, record } from '../../src/kit/activity/activity.ts';
import { insertSpace } from '../../src/features/spaces/changes.ts';
import { addToSpace, endMembership } from '../../src/features/spaces/membership/changes.ts';
import type { MatrixPerson } from './people.ts';
import { charteredBy } from './relations.ts';
import { type Organisation, PERSON_KEYS, type PersonKey, type Seat, type SpaceShape } from './shape.ts';

export interface MatrixSpace {
  id: string;
  shape: SpaceShape;
}

export interface SpaceTexts {
  name: string;
  purpose: string;
  norms: string;
}

/** What a space is made in: the people and organisations that are there. */
export interface Inhabitants {
  server: TestServer;
  people: Record<PersonKey, MatrixPerson>;
  organisations: Record<Organisation, string>;
}

const seats = (shape: SpaceShape, wanted: (seat: Seat) => boolean): [PersonKey, Seat][] =>
  PERSON_KEYS.flatMap((key) => {
    const seat = shape.seats[key];
    return seat !== undefined && wanted(seat) ? [[key, seat] as [PersonKey, Seat]] : [];
  });

/** A space with those in it who are there from the beginning, gone ones too. */
export async function makeSpace(
  { server, people, organisations }: Inhabitants,
  shape: SpaceShape,
  texts: SpaceTexts,
): Promise<MatrixSpace> {
  const opener = people[charteredBy(shape) ?? 'leader'];
  const by = { personId: opener.id, organisationId: opener.organisationId };
  const id = await change(server.context, async (tx) => {
    const { id, activities } = await insertSpace(
      tx,
      {
        kind: shape.kind,
        reach: shape.reach,
        name: shape.kind === 'direct' ? '' : texts.name,
        leadOrganisationId: organisations[shape.lead],
        historyRule: shape.historyRule ?? 'all',
        charter: { purpose: texts.purpose, norms: texts.norms, keptDays: 730, disclosable: true },
        members: seats(shape, (seat) => seat.late === undefined).map(([key, seat]) => ({
          personId: people[key].id,
          organisationId: people[key].organisationId,
          role: seat.role,
        })),
      },
      by,
    );
    await record(tx, activities);
    return id;
  });
  return { id, shape };
}

/** The late ones join: what was said until now was said before them. */
export async function letLateJoin(
  { server, people }: Inhabitants,
  { id, shape }: MatrixSpace,
): Promise<void> {
  for (const [key, { role }] of seats(shape, (seat) => seat.late === true)) {
    const { id: personId, organisationId } = people[key];
    await change(server.context, async (tx) =>
      record(
        tx,
        await addToSpace(tx, {
          spaceId: id,
          personId,
          organisationId,
          role,
          by: { personId, organisationId },
        }),
      ),
    );
  }
}

/** Those who are gone go, and what is to be archived is. */
export async function closeSpace({ server, people }: Inhabitants, { id, shape }: MatrixSpace): Promise<void> {
  for (const [key] of seats(shape, (seat) => seat.gone === true)) {
    const personId = people[key].id;
    await change(server.context, async (tx) =>
      record(
        tx,
        await endMembership(tx, {
          spaceId: id,
          personId,
          by: { personId: null, organisationId: null },
          successorNeeded: false,
        }),
      ),
    );
  }
  if (shape.archived === true) {
    await server.context.pool.query('update spaces set archived_at = now() where id = $1', [id]);
  }
}

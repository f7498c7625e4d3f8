import type { Identity } from '../client.ts';
import type { PersonKey } from './shape.ts';
import type { World } from './world.ts';

/** Somebody who asks, with what they show for it. */
export interface MatrixActor {
  name: string;
  /** Whose credential it is; undefined for nobody, also where the credential is not good any more. */
  person: PersonKey | undefined;
  identity: Identity;
  withToken: boolean;
}

/** Everybody that the matrix asks as. Outsiders come first: whoever may nothing is what it is about. */
export function actorsOf(world: World): MatrixActor[] {
  const { people, spent } = world;
  const nobody = (name: string, identity: Identity): MatrixActor => ({
    name,
    person: undefined,
    identity,
    withToken: identity.token !== undefined,
  });
  const signedIn = (name: string, person: PersonKey): MatrixActor => ({
    name,
    person,
    identity: { secret: people[person].secret },
    withToken: false,
  });
  return [
    nobody('anonymous', {}),
    nobody('with an expired session', { secret: spent.expired }),
    nobody('with an ended session', { secret: spent.ended }),
    nobody('with a closed account', { secret: people.closed.secret }),
    nobody('with the token of a closed account', { token: people.closed.token }),
    nobody('with a revoked token', { token: spent.revoked }),
    signedIn('removed ex-member', 'ex'),
    signedIn('guest in another space', 'harbourGuest'),
    signedIn('guest here', 'northGuest'),
    signedIn('member of another space of the organisation', 'elsewhere'),
    signedIn('member here', 'member'),
    signedIn('member here of another organisation', 'harbourMember'),
    signedIn('steward of the space', 'leader'),
    signedIn('steward of the organisation', 'northSteward'),
    signedIn('steward of another organisation', 'harbourSteward'),
    signedIn('member of a third organisation', 'meridianMember'),
    signedIn('administrator of the server', 'administrator'),
    {
      name: 'member here with a personal token',
      person: 'member',
      identity: { token: people.member.token },
      withToken: true,
    },
  ];
}

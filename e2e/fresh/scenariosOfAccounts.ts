import * as accounts from '@footbridge/contract/accounts.ts';
import * as auth from '@footbridge/contract/auth.ts';
import * as invitations from '@footbridge/contract/invitations.ts';
import * as organisations from '@footbridge/contract/organisations.ts';
import * as people from '@footbridge/contract/people.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import { secretIn } from '../../server/test/mailbox.ts';
import type { Scenario } from './scenarios.ts';
import type { Story } from './story.ts';

const PASSWORD = 'a long enough password';
const setPassword = ({ as, watcher }: Story) =>
  as(watcher).call(auth.changePassword, { body: { password: PASSWORD } });

const invited = async (
  { as, steward, space, cast }: Story,
  role: people.AffiliationRole,
): Promise<string> => {
  const { link } = await as(steward).call(invitations.invite, {
    params: { organisationId: cast.organisations.northbrook.id },
    body: { role, spaceIds: [space.id] },
  });
  return link.slice(link.indexOf('#') + 1);
};

export const accountScenarios: Scenario[] = [
  {
    endpoint: 'changeMe',
    what: 'somebody in my space changes their name',
    act: ({ as, friend }) => as(friend).call(people.changeMe, { body: { name: 'Zoë Åberg' } }),
  },
  {
    endpoint: 'changeMe',
    what: 'I change my name and time zone on another device',
    act: ({ as, watcher }) =>
      as(watcher).call(people.changeMe, { body: { name: 'Aaron First', timeZone: 'Asia/Tokyo' } }),
  },
  {
    endpoint: 'changeMe',
    what: 'somebody and I change our role titles',
    act: async ({ as, friend, watcher }) => {
      for (const person of [friend, watcher]) {
        await as(person).call(people.changeMe, {
          body: { roleTitle: { organisationId: person.organisationId, title: `Title of ${person.name}` } },
        });
      }
    },
  },
  {
    endpoint: 'changeMe',
    what: 'somebody who has left changes their name',
    before: (story) =>
      story.as(story.friend).call(spaces.leaveSpace, { params: { spaceId: story.space.id } }),
    act: ({ as, friend }) => as(friend).call(people.changeMe, { body: { name: 'Nora Gone' } }),
  },
  {
    endpoint: 'changeMe',
    what: 'the other one of a direct talk changes their name',
    before: ({ as, watcher, friend }) =>
      as(watcher).call(spaces.openDirectSpace, { body: { personIds: [friend.id] } }),
    act: ({ as, friend }) => as(friend).call(people.changeMe, { body: { name: 'Direct Talker' } }),
  },
  {
    endpoint: 'changeOrganisation',
    what: 'my organisation gets another name and colour',
    act: ({ as, cast }) => {
      const hue = Math.floor(Math.random() * 360);
      return as(cast.amina).call(organisations.changeOrganisation, {
        params: { organisationId: cast.organisations.northbrook.id },
        body: { name: `Northbrook ${hue}`, shortName: 'NBC', hue },
      });
    },
  },
  {
    endpoint: 'changeOrganisation',
    what: 'the organisation of others gets another badge',
    act: ({ as, cast }) =>
      as(cast.amina).call(organisations.changeOrganisation, {
        params: { organisationId: cast.organisations.harbour.id },
        body: { shortName: 'HX', hue: Math.floor(Math.random() * 360) },
      }),
  },
  {
    endpoint: 'changeAffiliation',
    what: 'I become steward of my organisation',
    act: ({ as, steward, watcher, cast }) =>
      as(steward).call(accounts.changeAffiliation, {
        params: { organisationId: cast.organisations.northbrook.id, personId: watcher.id },
        body: { role: 'steward' },
      }),
  },
  {
    endpoint: 'changeAffiliation',
    what: 'somebody else becomes a guest of theirs',
    endsAsBefore: true,
    act: ({ as, cast, friend }) =>
      as(cast.amina).call(accounts.changeAffiliation, {
        params: { organisationId: cast.organisations.harbour.id, personId: friend.id },
        body: { role: 'guest' },
      }),
  },
  {
    endpoint: 'deactivatePerson',
    what: "somebody's account is closed",
    act: ({ as, cast, friend }) =>
      as(cast.amina).call(accounts.deactivatePerson, { params: { personId: friend.id } }),
  },
  {
    endpoint: 'acceptInvitation',
    what: 'somebody new accepts an invitation into my space',
    act: async (story) => {
      const secret = await invited(story, 'member');
      await story.as({ secret: '' }).call(invitations.acceptInvitation, {
        body: {
          secret,
          account: {
            name: 'Newcomer',
            email: `new-${story.space.id}@example.org`,
            timeZone: 'UTC',
            roleTitle: 'New here',
          },
        },
      });
    },
  },
  {
    endpoint: 'acceptInvitation',
    what: 'I join a second organisation on another device',
    act: async ({ as, cast, watcher }) => {
      const { link } = await as(cast.amina).call(invitations.invite, {
        params: { organisationId: cast.organisations.meridian.id },
        body: { role: 'member', spaceIds: [] },
      });
      await as(watcher).call(invitations.acceptInvitation, {
        body: { secret: link.slice(link.indexOf('#') + 1) },
      });
    },
  },
  { endpoint: 'changePassword', what: 'I set a password on another device', act: setPassword },
  {
    endpoint: 'createToken',
    what: 'I make a token on another device',
    credentialsOnly: true,
    act: ({ as, watcher }) => as(watcher).call(auth.createToken, { body: { name: 'A program' } }),
  },
  {
    endpoint: 'revokeToken',
    what: 'I revoke a token on another device',
    credentialsOnly: true,
    act: ({ as, watcher }) => as(watcher).call(auth.revokeToken, { params: { tokenId: watcher.tokenId } }),
  },
  {
    endpoint: 'endSession',
    what: 'I end a session on another device',
    credentialsOnly: true,
    act: ({ as, watcher }) =>
      as(watcher).call(auth.endSession, { params: { sessionId: watcher.spareSessionId } }),
  },
  {
    endpoint: 'signOut',
    what: 'I sign out on another device',
    credentialsOnly: true,
    before: setPassword,
    act: async (story) => {
      const secret = await signedInElsewhere(story);
      await story.as({ secret }).call(auth.signOut, { body: { everywhere: false } });
    },
  },
  {
    endpoint: 'signInWithPassword',
    what: 'I sign in with a password on another device',
    credentialsOnly: true,
    before: setPassword,
    act: signedInElsewhere,
  },
  {
    endpoint: 'signInWithLink',
    what: 'I sign in with a link on another device',
    credentialsOnly: true,
    act: async ({ as, server, watcher }) => {
      await as({ secret: '' }).call(auth.askForSignInLink, { body: { email: watcher.email } });
      await as({ secret: '' }).call(auth.signInWithLink, {
        body: { secret: secretIn(await server.mailbox.next(watcher.email)) },
      });
    },
  },
];

/** @returns the secret of the new session */
async function signedInElsewhere({ as, watcher, called }: Story): Promise<string> {
  const answer = await as({ secret: '' }).request('POST', '/api/sign-in/with-password', {
    body: { email: watcher.email, password: PASSWORD },
  });
  if (answer.secret === undefined) throw new Error(`Signing in was answered ${answer.status} ${answer.text}`);
  called.add(auth.signInWithPassword.name);
  return answer.secret;
}

import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Email, Id } from './kit/ids.ts';
import { AffiliationRole } from './people.ts';

export const deactivatePerson = endpoint('deactivatePerson', {
  method: 'POST',
  path: '/people/:personId/deactivation',
  summary: 'Close an account: its sessions and tokens end at once, and it leaves every space',
  who: 'administrator',
  object: 'person',
  params: { personId: Id },
  reply: Done,
});

export const reactivatePerson = endpoint('reactivatePerson', {
  method: 'DELETE',
  path: '/people/:personId/deactivation',
  summary: 'Open a closed account again',
  who: 'administrator',
  object: 'person',
  params: { personId: Id },
  reply: Done,
});

export const changeAffiliation = endpoint('changeAffiliation', {
  method: 'PUT',
  path: '/organisations/:organisationId/people/:personId',
  summary: "Set a person's role in an organisation",
  who: 'organisationSteward',
  object: 'person',
  params: { organisationId: Id, personId: Id },
  body: { role: AffiliationRole },
  reply: Done,
});

/** A profile that came with an import becomes the account of the person it is about. */
export const claimProfile = endpoint('claimProfile', {
  method: 'POST',
  path: '/people/:personId/claim',
  summary: 'Invite the person behind an imported profile to take it over',
  who: 'organisationSteward',
  object: 'person',
  params: { personId: Id },
  body: { email: Email },
  reply: z.object({ link: z.string() }),
});

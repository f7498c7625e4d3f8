import * as z from 'zod/mini';
import { Done, endpoint } from './kit/endpoint.ts';
import { Id, Instant, line, lines } from './kit/ids.ts';
import { liveMessage } from './kit/live.ts';
import { PAGE_MAX } from './kit/page.ts';
import { OrganisationRef } from './organisations.ts';
import { PersonRef } from './people.ts';

/** At least this long between two reminders of one policy. */
export const REMINDER_PAUSE_DAYS = 3;
/** Policies that hold for one person are listed up to here; so are versions of one, and what one person has accepted. */
export const POLICIES_MAX = 100;
export const POLICY_VERSIONS_MAX = 100;
export const ACCEPTANCES_MAX = 200;

export const PolicyFields = {
  title: line(120),
  /** What it asks, in words that everybody understands. */
  summary: line(600),
  body: lines(40_000).check(z.minLength(1)),
};

export const PolicyVersion = z.object({
  ...PolicyFields,
  version: z.int(),
  /** True: everybody is asked again. False: a small change, of which people are told. */
  material: z.boolean(),
  /** For those who may publish it; others know for whom it speaks, and need not see the person. */
  publishedBy: z.nullable(z.object({ id: Id, name: z.string() })),
  publishedAt: Instant,
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** A policy as one of those it is for sees it. */
export const Policy = z.object({
  id: Id,
  /** Whose people it is for; null for everybody on this server. */
  organisation: z.nullable(OrganisationRef),
  title: z.string(),
  summary: z.string(),
  version: z.int(),
  publishedAt: Instant,
  /** The newest version that I accepted; null before the first. */
  accepted: z.nullable(z.object({ version: z.int(), at: Instant })),
  /** It waits for me: until I accept I can read everything, and post nothing. */
  due: z.boolean(),
  withdrawnAt: z.nullable(Instant),
  /** I may publish the next version. */
  mine: z.boolean(),
});
export type Policy = z.infer<typeof Policy>;

const byPolicy = { params: { policyId: Id }, object: 'policy' } as const;
const forPublisher = { who: 'organisationSteward', ...byPolicy } as const;

export const listPolicies = endpoint('listPolicies', {
  method: 'GET',
  path: '/policies',
  summary: 'Policies that hold for me, and those I may publish',
  who: 'person',
  object: 'none',
  reply: z.object({ policies: z.array(Policy) }),
});

export const getPolicy = endpoint('getPolicy', {
  method: 'GET',
  path: '/policies/:policyId',
  summary: 'A policy with its versions, the newest first',
  who: 'participant',
  ...byPolicy,
  reply: z.object({ policy: Policy, versions: z.array(PolicyVersion) }),
});

export const publishServerPolicy = endpoint('publishServerPolicy', {
  method: 'POST',
  path: '/policies',
  summary: 'Publish a policy for everybody on this server',
  who: 'administrator',
  object: 'none',
  body: { ...PolicyFields, material: z.boolean() },
  reply: Policy,
});

export const publishPolicy = endpoint('publishPolicy', {
  method: 'POST',
  path: '/organisations/:organisationId/policies',
  summary: 'Publish a policy for the people of an organisation',
  who: 'organisationSteward',
  object: 'organisation',
  params: { organisationId: Id },
  body: { ...PolicyFields, material: z.boolean() },
  reply: Policy,
});

/** Refused when another version came between, so that no change is published unseen. */
export const publishPolicyVersion = endpoint('publishPolicyVersion', {
  method: 'POST',
  path: '/policies/:policyId/versions',
  summary: 'Publish the next version of a policy',
  ...forPublisher,
  body: { ...PolicyFields, material: z.boolean(), fromVersion: z.int() },
  reply: Policy,
});

/** It no longer holds. Who accepted what and when is kept. */
export const withdrawPolicy = endpoint('withdrawPolicy', {
  method: 'DELETE',
  path: '/policies/:policyId',
  summary: 'Withdraw a policy',
  ...forPublisher,
  reply: Done,
});

/** Names the version that was read: a newer one is not accepted unseen. A program cannot accept for a person. */
export const acceptPolicy = endpoint('acceptPolicy', {
  method: 'PUT',
  path: '/policies/:policyId/acceptance',
  summary: 'Accept the newest version of a policy',
  who: 'participant',
  ...byPolicy,
  idempotent: true,
  body: { version: z.int() },
  reply: Policy,
});

/** Everybody who still has to accept, by name; those who have are listed for nobody. */
export const listUnaccepting = endpoint('listUnaccepting', {
  method: 'GET',
  path: '/policies/:policyId/waiting-people',
  summary: 'Who has not accepted a policy yet',
  ...forPublisher,
  query: { after: z.optional(Id) },
  reply: z.object({
    people: z.array(PersonRef).check(z.maxLength(PAGE_MAX)),
    next: z.nullable(Id),
    /** When the next reminder may be sent; null when now. */
    remindableAt: z.nullable(Instant),
  }),
});

export const remindOfPolicy = endpoint('remindOfPolicy', {
  method: 'POST',
  path: '/policies/:policyId/reminders',
  summary: 'Remind those who have not accepted, by mail',
  ...forPublisher,
  reply: Done,
});

export const PolicyAcceptance = z.object({
  policyId: Id,
  title: z.string(),
  organisation: z.nullable(OrganisationRef),
  version: z.int(),
  acceptedAt: Instant,
});

export const listMyAcceptances = endpoint('listMyAcceptances', {
  method: 'GET',
  path: '/policy-acceptances',
  summary: 'What I accepted and when',
  who: 'person',
  object: 'none',
  reply: z.object({ acceptances: z.array(PolicyAcceptance) }),
});

/** In my own feed: a policy that holds for me was published, changed, withdrawn, or accepted by me. */
export const policyChanged = liveMessage('policyChanged', { policyId: Id });

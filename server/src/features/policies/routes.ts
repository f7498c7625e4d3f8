import { REMINDER_PAUSE_DAYS } from '@footbridge/contract/policies.ts';
import * as policies from '@footbridge/contract/policies.ts';
import { change } from '../../kit/activity/activity.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getStewardedOrganisation, requireAdministrator } from '../organisations/access.ts';
import { getPublishablePolicy, getVisiblePolicy, requireInPerson } from './access.ts';
import * as changes from './changes.ts';
import {
  findLastReminder,
  listAcceptancesOf,
  listPoliciesOf,
  listPolicyVersions,
  listUnaccepting,
} from './queries.ts';
import { remindableAt } from './rules.ts';

const DONE = { done: true } as const;

export function policiesRoutes(context: Context): Route[] {
  const { db } = context;
  const one = async (actor: Actor, policyId: string) =>
    requireFound((await listPoliciesOf(db, actor, policyId))[0]);
  return [
    route(policies.listPolicies, async ({ actor }) => ({ policies: await listPoliciesOf(db, actor) })),
    route(policies.listMyAcceptances, async ({ actor }) => ({
      acceptances: await listAcceptancesOf(db, actor.personId),
    })),
    route(policies.getPolicy, async ({ actor, params }) => {
      const policy = await getVisiblePolicy(db, actor, params.policyId);
      return {
        policy: await one(actor, params.policyId),
        versions: await listPolicyVersions(db, policy),
      };
    }),
    route(policies.acceptPolicy, async ({ actor, params, body }) => {
      const policy = await getVisiblePolicy(db, actor, params.policyId);
      requireInPerson(actor);
      await change(context, (tx) => changes.acceptPolicy(tx, policy, body.version));
      return one(actor, params.policyId);
    }),
    ...publishingRoutes(context, one),
  ];
}

function publishingRoutes(
  context: Context,
  one: (actor: Actor, policyId: string) => Promise<policies.Policy>,
): Route[] {
  const { db } = context;
  return [
    route(policies.publishServerPolicy, async ({ actor, body }) => {
      requireAdministrator(actor);
      const by = { personId: actor.personId, organisationId: null };
      return one(actor, await change(context, (tx) => changes.publishPolicy(tx, body, by)));
    }),
    route(policies.publishPolicy, async ({ actor, params, body }) => {
      const organisation = await getStewardedOrganisation(db, actor, params.organisationId);
      return one(actor, await change(context, (tx) => changes.publishPolicy(tx, body, organisation)));
    }),
    route(policies.publishPolicyVersion, async ({ actor, params, body }) => {
      const policy = await getPublishablePolicy(db, actor, params.policyId);
      const { fromVersion, ...text } = body;
      await change(context, (tx) => changes.publishVersion(tx, policy, fromVersion, text));
      return one(actor, params.policyId);
    }),
    route(policies.withdrawPolicy, async ({ actor, params }) => {
      const policy = await getPublishablePolicy(db, actor, params.policyId);
      await change(context, (tx) => changes.withdrawPolicy(tx, policy));
      return DONE;
    }),
    route(policies.listUnaccepting, async ({ actor, params, query }) => {
      await getPublishablePolicy(db, actor, params.policyId);
      const last = await findLastReminder(db, params.policyId);
      return {
        ...(await listUnaccepting(db, params.policyId, query.after)),
        remindableAt: remindableAt(last, instant(context.clock), REMINDER_PAUSE_DAYS),
      };
    }),
    route(policies.remindOfPolicy, async ({ actor, params }) => {
      const policy = await getPublishablePolicy(db, actor, params.policyId);
      await change(context, (tx) => changes.remindOfPolicy(tx, policy));
      return DONE;
    }),
  ];
}

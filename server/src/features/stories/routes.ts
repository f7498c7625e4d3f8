import * as contract from '@footbridge/contract/stories.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getReadableMessage } from '../chat/access.ts';
import { getMemberSpace } from '../spaces/access.ts';
import {
  getEditablePlan,
  getEditableStory,
  getPublishableStory,
  getRevivablePlan,
  requireContacts,
  requireKnownOrganisations,
} from './access.ts';
import * as changes from './changes.ts';
import { dropMessage, keepMessage } from './drafting/changes.ts';
import { listKept } from './drafting/queries.ts';
import { findParked, findStory, listStories, listVersions } from './queries.ts';

const DONE = { done: true } as const;

const reader = (context: Context) => async (actor: Actor, storyId: string) =>
  requireFound(await findStory(context.db, actor, storyId));

export function storiesRoutes(context: Context): Route[] {
  const { db } = context;
  const one = reader(context);
  return [
    route(contract.listStories, async ({ actor, query }) => ({
      stories: await listStories(db, actor, query),
    })),
    route(contract.listParkedPlans, async ({ actor, query }) => ({
      plans: await findParked(db, actor, query.words),
    })),
    route(contract.listSpaceStories, async ({ actor, params }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      return { stories: await listStories(db, actor, params), kept: await listKept(db, space) };
    }),
    route(contract.draftStory, async ({ actor, params, body }) => {
      const id = await change(context, async (tx) =>
        changes.draftStory(tx, await getMemberSpace(tx.db, actor, params.spaceId), {
          kind: 'story',
          ...body,
        }),
      );
      return one(actor, id);
    }),
    route(contract.parkPlan, async ({ actor, params, body }) => {
      const { clientId, ...parking } = body;
      const id = await change(context, async (tx) =>
        changes.draftStory(tx, await getMemberSpace(tx.db, actor, params.spaceId), {
          kind: 'plan',
          clientId,
          parking,
        }),
      );
      return one(actor, id);
    }),
    route(contract.getStory, async ({ actor, params }) => one(actor, params.storyId)),
    route(contract.listStoryVersions, async ({ actor, params }) => {
      const { storyId } = await getEditableStory(db, actor, params.storyId);
      return { versions: await listVersions(db, storyId) };
    }),
    route(contract.keepMessage, async ({ actor, params }) => {
      await change(context, async (tx) =>
        keepMessage(tx, await getReadableMessage(tx.db, actor, params.messageId)),
      );
      return DONE;
    }),
    route(contract.dropMessage, async ({ actor, params }) => {
      await change(context, async (tx) =>
        dropMessage(tx, await getReadableMessage(tx.db, actor, params.messageId)),
      );
      return DONE;
    }),
    ...writingRoutes(context),
  ];
}

function writingRoutes(context: Context): Route[] {
  const one = reader(context);
  return [
    route(contract.changeStory, async ({ actor, params, body }) => {
      await change(context, async (tx) => {
        const story = await getEditableStory(tx.db, actor, params.storyId);
        const contacts = await requireContacts(tx.db, story, body.contactIds);
        await changes.changeStory(tx, story, { ...body, contacts });
      });
      return one(actor, params.storyId);
    }),
    route(contract.publishStory, async ({ actor, params, body }) => {
      await change(context, async (tx) => {
        const story = await getPublishableStory(tx.db, actor, params.storyId);
        const organisationIds = await requireKnownOrganisations(tx.db, actor, body);
        await changes.publishStory(tx, story, { ...body, organisationIds });
      });
      return one(actor, params.storyId);
    }),
    route(contract.unpublishStory, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.unpublishStory(tx, await getPublishableStory(tx.db, actor, params.storyId)),
      );
      return one(actor, params.storyId);
    }),
    route(contract.parkAgain, async ({ actor, params, body }) => {
      await change(context, async (tx) =>
        changes.parkAgain(tx, await getEditablePlan(tx.db, actor, params.storyId), body),
      );
      return one(actor, params.storyId);
    }),
    route(contract.revivePlan, async ({ actor, params }) => {
      await change(context, async (tx) =>
        changes.revivePlan(tx, await getRevivablePlan(tx.db, actor, params.storyId)),
      );
      return one(actor, params.storyId);
    }),
  ];
}

import * as chat from '@footbridge/contract/chat.ts';
import { PAGE_DEFAULT } from '@footbridge/contract/kit/page.ts';
import { change } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import type { Actor } from '../../../kit/http/actor.ts';
import { notFound } from '../../../kit/http/problem.ts';
import { JsonText, type Route, route } from '../../../kit/http/route.ts';
import { getReadableMessage } from '../access.ts';
import { followThread, unfollowThread } from './changes.ts';
import { listFollowed, readThread } from './queries.ts';

const DONE = { done: true } as const;

/** Threads: reading one, following it, and the list of those I follow. */
export function threadRoutes(context: Context): Route[] {
  const { db } = context;
  const getRoot = async (actor: Actor, messageId: string) => {
    const root = await getReadableMessage(db, actor, messageId);
    if (root.threadRootId !== null) throw notFound();
    return root;
  };
  return [
    route(chat.getThread, async ({ actor, params, query }) => {
      const root = await getRoot(actor, params.messageId);
      return new JsonText(
        await readThread(db, root, { before: query.before, size: query.size ?? PAGE_DEFAULT }),
      );
    }),
    route(chat.followThread, async ({ actor, params }) => {
      const root = await getRoot(actor, params.messageId);
      await change(context, (tx) => followThread(tx, root));
      return DONE;
    }),
    route(chat.unfollowThread, async ({ actor, params }) => {
      const root = await getRoot(actor, params.messageId);
      await change(context, (tx) => unfollowThread(tx, root));
      return DONE;
    }),
    route(
      chat.listFollowedThreads,
      async ({ actor }) => new JsonText(await listFollowed(db, actor.personId)),
    ),
  ];
}

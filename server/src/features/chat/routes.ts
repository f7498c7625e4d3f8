import * as chat from '@footbridge/contract/chat.ts';
import { PAGE_DEFAULT } from '@footbridge/contract/kit/page.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Reader } from '../../kit/db/database.ts';
import type { Context } from '../../kit/context.ts';
import { notFound, refusal, requireFound } from '../../kit/http/problem.ts';
import { JsonText, type Route, route } from '../../kit/http/route.ts';
import { requirePoliciesAccepted } from '../policies/access.ts';
import { getMemberSpace } from '../spaces/access.ts';
import { getAnswerableMessage, getOwnMessage, getReadableMessage, getRemovableMessage } from './access.ts';
import { addReaction, editMessage, removeMessage, removeReaction } from './changes.ts';
import { readPage, type PageAsked } from './pages/queries.ts';
import { createPosting, readText } from './posting/changes.ts';
import { listByIds, listVersions } from './queries.ts';
import { normalizeEmoji } from './rules.ts';

const DONE = { done: true } as const;

/** What is said in spaces. Threads are in `threads/routes.ts`. */
export function chatRoutes(context: Context): Route[] {
  return [...readingRoutes(context), ...writingRoutes(context), ...reactionRoutes(context)];
}

const readOne = async (db: Reader, messageId: string) =>
  new JsonText(requireFound((await listByIds(db, [messageId]))[0]).text);

function readingRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(chat.listMessages, async ({ actor, params, query }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      return new JsonText(
        await readPage(db, space, { ...query, size: query.size ?? PAGE_DEFAULT } as PageAsked),
      );
    }),
    route(chat.getMessage, async ({ actor, params }) => {
      await getReadableMessage(db, actor, params.messageId);
      return readOne(db, params.messageId);
    }),
    route(chat.listVersions, async ({ actor, params }) => {
      const message = await getReadableMessage(db, actor, params.messageId);
      if (message.removed) throw notFound();
      const versions = await listVersions(db, params.messageId);
      return {
        versions: versions.map((row) => ({
          source: row.source,
          body: JSON.parse(row.body) as never,
          title: row.title,
          writtenAt: row.written_at,
        })),
      };
    }),
  ];
}

function writingRoutes(context: Context): Route[] {
  const { db } = context;
  const post = createPosting(context);
  return [
    route(chat.postMessage, async ({ actor, params, body }) => {
      const text = await readText(db, {
        personId: actor.personId,
        spaceId: params.spaceId,
        source: body.source,
      });
      const { clientId, threadRootId = null, title = null } = body;
      return post({
        ...text,
        personId: actor.personId,
        spaceId: params.spaceId,
        clientId,
        threadRootId,
        title: threadRootId === null ? title : null,
      });
    }),
    route(chat.editMessage, async ({ actor, params, body }) => {
      const message = await getOwnMessage(db, actor, params.messageId);
      await requirePoliciesAccepted(db, actor);
      const text =
        body.source === undefined
          ? undefined
          : await readText(db, {
              personId: actor.personId,
              spaceId: message.space.spaceId,
              source: body.source,
            });
      await change(context, (tx) =>
        editMessage(tx, message, { text, title: message.threadRootId === null ? body.title : undefined }),
      );
      return readOne(db, params.messageId);
    }),
    route(chat.removeMessage, async ({ actor, params }) => {
      const message = await getRemovableMessage(db, actor, params.messageId);
      await change(context, (tx) => removeMessage(tx, message));
      return DONE;
    }),
  ];
}

function reactionRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(chat.addReaction, async ({ actor, params }) => {
      const message = await getAnswerableMessage(db, actor, params.messageId);
      await change(context, (tx) => addReaction(tx, message, emojiOf(params.emoji)));
      return DONE;
    }),
    route(chat.removeReaction, async ({ actor, params }) => {
      const message = await getAnswerableMessage(db, actor, params.messageId);
      await change(context, (tx) => removeReaction(tx, message, emojiOf(params.emoji)));
      return DONE;
    }),
  ];
}

function emojiOf(text: string): string {
  const emoji = normalizeEmoji(text);
  if (emoji === undefined) {
    throw refusal(
      422,
      'noEmoji',
      'That is not an emoji, so no reaction was added. Choose one from the list.',
      { field: 'params.emoji' },
    );
  }
  return emoji;
}

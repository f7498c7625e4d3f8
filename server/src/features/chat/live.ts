import * as z from 'zod/mini';
import { typing } from '@footbridge/contract/chat.ts';
import type { Activity } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import { type LiveFeature, type LiveHandler, type Rendered, fields } from '../../kit/live/features.ts';
import { findMemberSpace } from '../spaces/access.ts';
import { type MessageRow, listByIds, readReactions, readThreadSummaries } from './queries.ts';

/**
 * What is said in a space, for those in it. Frames show a message as it is now, so a late one never brings back what was removed.
 * `subjectSeq` is the message's own place: who may not see the message does not hear of its edits either.
 */
export const chatLive: LiveFeature = {
  kinds: ['messagePosted', 'messageEdited', 'messageRemoved', 'reactionsChanged', 'threadFollowingChanged'],
  render: async (db, activities) => {
    const ids = (wanted: boolean) =>
      activities
        .filter(
          (activity) => isAboutReactions(activity) === wanted && activity.kind !== 'threadFollowingChanged',
        )
        .map((activity) => activity.subjectId ?? '');
    const messages = new Map((await listByIds(db, ids(false))).map((row) => [row.id, row]));
    const reactionIds = ids(true);
    const reactions =
      reactionIds.length === 0
        ? new Map<string, { seq: number; reactions: string }>()
        : await readReactions(db, reactionIds);
    const roots = [...messages.values()].flatMap((row) => row.thread_root_id ?? []);
    const threads = roots.length === 0 ? new Map<string, string>() : await readThreadSummaries(db, roots);
    return activities.map((activity) => renderOne(activity, messages, reactions, threads));
  },
};

const isAboutReactions = (activity: Activity) => activity.kind === 'reactionsChanged';

function renderOne(
  activity: Activity,
  messages: Map<string, MessageRow>,
  reactions: Map<string, { seq: number; reactions: string }>,
  threads: Map<string, string>,
): Rendered | undefined {
  const subject = activity.subjectId ?? '';
  if (activity.kind === 'threadFollowingChanged') {
    return { fields: fields({ messageId: subject, following: activity.facts?.['following'] === true }) };
  }
  if (isAboutReactions(activity)) {
    const found = reactions.get(subject);
    return found === undefined
      ? undefined
      : {
          fields: `"messageId":"${subject}","messageSeq":${found.seq},"reactions":${found.reactions}`,
          subjectSeq: found.seq,
        };
  }
  const row = messages.get(subject);
  if (row === undefined) return undefined;
  const withRoot =
    activity.kind === 'messageEdited'
      ? ''
      : `,"rootThread":${(row.thread_root_id === null ? null : threads.get(row.thread_root_id)) ?? 'null'}`;
  return { fields: `"message":${row.text}${withRoot}`, subjectSeq: row.seq };
}

/** 'I am writing': a signal to those who hear the space now, kept nowhere. */
export function chatHandlers(context: Context): LiveHandler[] {
  return [
    {
      name: typing.name,
      run: async (frame, actor) => {
        const said = z.safeParse(typing.frame, frame);
        if (!said.success) return false;
        const { spaceId, threadRootId } = said.data;
        if ((await findMemberSpace(context.db, actor, spaceId)) === undefined) return true;
        context.signal(spaceId, actor.personId, {
          type: 'typing',
          feed: spaceId,
          person: { id: actor.personId, name: actor.name },
          threadRootId: threadRootId ?? null,
        });
        return true;
      },
    },
  ];
}

import type { Message } from '@footbridge/contract/chat.ts';
import { Link } from 'wouter';
import { t } from '../../../kit/text/t.ts';
import { dayAndTime, dayKey, timeOfDay } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { Face } from '../../../kit/ui/Face.tsx';

/** `10:41` today, with its day otherwise. */
function replyTime(at: string, now: Date): string {
  return dayKey(at) === dayKey(now) ? timeOfDay(at) : dayAndTime(at, now);
}

/** Under a root: who replied, how often, and when last. Opens the thread beside the column. */
export function ThreadLink({ message: { id, spaceId, thread } }: { message: Message }) {
  const now = useNow();
  if (!thread || thread.replies === 0) return null;
  return (
    <Link href={`/spaces/${spaceId}/threads/${id}`} className="thread-link">
      <span className="thread-faces" aria-hidden="true">
        {thread.people.map((person) => (
          <Face key={person.id} name={person.name} hue={person.organisation.hue} size="tiny" />
        ))}
      </span>
      <span>
        <b>{t('chat.replies', { count: thread.replies })}</b>
        {thread.lastReplyAt && <>, {t('chat.lastReply', { when: replyTime(thread.lastReplyAt, now) })}</>}
      </span>
    </Link>
  );
}

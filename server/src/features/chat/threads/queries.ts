import { FOLLOWED_THREADS_MAX } from '@footbridge/contract/chat.ts';
import { sql } from 'kysely';
import type { Reader } from '../../../kit/db/database.ts';
import { readableSpaces } from '../../spaces/access.ts';
import type { ReadableMessage } from '../access.ts';
import { isFollowing, listBefore, listByIds } from '../queries.ts';

/** A root with the newest of its replies, as JSON text in the form of the contract's `Thread`. */
export async function readThread(
  db: Reader,
  root: ReadableMessage,
  asked: { before?: number | undefined; size: number },
): Promise<string> {
  const window = {
    spaceId: root.space.spaceId,
    visibleFrom: root.space.visibleFrom,
    rootId: root.messageId,
    size: asked.size + 1,
  };
  const [rootRow] = await listByIds(db, [root.messageId]);
  const replies = await listBefore(db, window, asked.before);
  const following = await isFollowing(db, root.messageId, root.space.personId);
  const shown = replies
    .slice(-asked.size)
    .map(({ text }) => text)
    .join(',');
  const rootText = rootRow === undefined ? 'null' : rootRow.text;
  return `{"root":${rootText},"replies":[${shown}],"hasBefore":${replies.length > asked.size},"following":${following},"feedSeq":${root.space.feedSeq}}`;
}

/**
 * Threads somebody follows and may still read, latest reply first, with how many replies of others they have not read. Those that
 * nobody has replied to are listed, too: otherwise a client would not know that the first reply concerns it.
 */
export async function listFollowed(db: Reader, personId: string): Promise<string> {
  const { rows } = await sql<{ root_id: string; space_name: string; unread: number }>`
    select f.root_id, s.name as space_name, u.unread
    from thread_followings f join messages r on r.id = f.root_id and r.removed_at is null left join threads t on t.root_id = f.root_id
    join spaces s on s.id = r.space_id join (${readableSpaces(personId)}) readable on readable.space_id = r.space_id and r.seq >= readable.visible_from
    left join read_positions p on p.person_id = f.person_id and p.space_id = r.space_id
    cross join lateral (select count(*)::int as unread from messages m where m.thread_root_id = f.root_id and m.seq > coalesce(p.seq, 0)
      and m.author_id <> f.person_id and m.removed_at is null) u
    where f.person_id = ${personId} and f.unfollowed_at is null
    order by t.last_reply_at desc nulls last, f.root_id limit ${FOLLOWED_THREADS_MAX}`.execute(db);
  const roots = new Map(
    (
      await listByIds(
        db,
        rows.map((row) => row.root_id),
      )
    ).map((row) => [row.id, row]),
  );
  const threads = rows.flatMap((row) => {
    const root = roots.get(row.root_id);
    return root === undefined
      ? []
      : [`{"root":${root.text},"spaceName":${JSON.stringify(row.space_name)},"unread":${row.unread}}`];
  });
  return `{"threads":[${threads.join(',')}]}`;
}

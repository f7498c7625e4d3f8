import { randomUUIDv7 } from 'node:crypto';
import { mentionedInSource } from '@footbridge/contract/kit/mentionSource.ts';
import { sql } from 'kysely';
import {
  type Activity,
  type ChangeContext,
  type NewActivity,
  type Tx,
  change,
  record,
} from '../../../kit/activity/activity.ts';
import { createBatcher } from '../../../kit/db/batcher.ts';
import { type Reader, isTaken } from '../../../kit/db/database.ts';
import { conflict, notFound, refusal } from '../../../kit/http/problem.ts';
import { TextTooLong, parseMarkdown } from '../../../kit/text/parse.ts';
import { policyFirst } from '../../policies/access.ts';
import { requireWritable } from '../access.ts';
import { followThreads, refreshThreads } from '../threads/changes.ts';
import { type Standing, lockStandings, readMentionable } from './queries.ts';
import { type Post, type Posted, type WrittenText, cleanSource, newFollowers, retryKey } from './rules.ts';

/** Messages in one transaction at most. One transaction is under way at a time: two or three side by side were smaller and slower (docs/benchmarks.md, W2). */
const TOGETHER = 128;
const ATTEMPTS = 5;

interface Accepted {
  post: Post;
  standing: Standing;
  id: string;
}

/**
 * Posting with group commit: messages that arrive while a transaction is under way go together into the next one, whatever their
 * spaces. Each is acknowledged only after the commit, and is either a new message or the one an earlier try with its client id made.
 */
export function createPosting(context: ChangeContext): (post: Post) => Promise<Posted> {
  const postTogether = createBatcher<Post, Posted>({ maxSize: TOGETHER }, (posts) =>
    postUntilClear(context, posts),
  );
  const underWay = new Map<string, Promise<Posted>>();
  return (post) => {
    // A retry that overtakes its first try would make one transaction wait for the other and then fail: it gets the same answer instead.
    const key = `${retryKey(post)} ${post.spaceId}`;
    return underWay.getOrInsertComputed(key, () => postTogether(post).finally(() => underWay.delete(key)));
  };
}

/** Another process may take a retry between our look and our write; then its message is there to be found at the next try. */
async function postUntilClear(context: ChangeContext, posts: Post[]): Promise<(Posted | Error)[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change(context, (tx) => postMessages(tx, posts));
    } catch (error) {
      if (!isTaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function postMessages(tx: Tx, posts: Post[]): Promise<(Posted | Error)[]> {
  const standings = await lockStandings(tx.db, posts);
  const results: (Posted | Error | undefined)[] = posts.map((post, at) =>
    refusalOrEarlier(post, standings[at] as Standing),
  );
  const accepted = new Map<string, Accepted>();
  posts.forEach((post, at) => {
    if (results[at] === undefined && !accepted.has(retryKey(post))) {
      accepted.set(retryKey(post), { post, standing: standings[at] as Standing, id: randomUUIDv7() });
    }
  });
  const stored = accepted.size === 0 ? [] : await store(tx, [...accepted.values()]);
  const byKey = new Map(stored.map(({ post, posted }) => [retryKey(post), posted]));
  return posts.map((post, at) => results[at] ?? (byKey.get(retryKey(post)) as Posted));
}

/** Why a message is not taken, or the one that an earlier try made; undefined when it is to be stored. */
function refusalOrEarlier(post: Post, standing: Standing): Posted | Error | undefined {
  if (standing.organisation_id === null) return notFound();
  if (standing.posted_id !== null) {
    return { id: standing.posted_id, seq: standing.posted_seq ?? 0, createdAt: standing.posted_at ?? '' };
  }
  try {
    requireWritable({ archived: standing.archived ?? false, awaiting: standing.awaiting ?? false });
  } catch (error) {
    return error as Error;
  }
  if (standing.owes === true) return policyFirst();
  if (post.threadRootId !== null && standing.root_id === null) {
    return conflict(
      'noThread',
      'The message you reply to is not there any more, or is a reply itself. Nothing was posted. Your text is still in the box; post it in the space instead.',
    );
  }
  return undefined;
}

async function store(tx: Tx, accepted: Accepted[]): Promise<{ post: Post; posted: Posted }[]> {
  const replies = accepted.filter(({ post }) => post.threadRootId !== null);
  const following =
    replies.length === 0
      ? []
      : await followThreads(
          tx,
          replies.flatMap(({ post, standing }) => followers(post, standing)),
        );
  const activities = await record(tx, [...accepted.map(posted), ...following]);
  await insertMessages(tx, accepted, activities);
  await insertMentions(tx, accepted, activities);
  if (replies.length > 0) {
    await refreshThreads(
      tx,
      replies.map(({ post }) => post.threadRootId ?? ''),
    );
  }
  return accepted.map(({ post, id }, at) => ({
    post,
    posted: { id, seq: activities[at]?.seq ?? 0, createdAt: tx.at },
  }));
}

const posted = ({ post, standing, id }: Accepted): NewActivity => ({
  feedId: post.spaceId,
  kind: 'messagePosted',
  subjectId: id,
  personId: post.personId,
  organisationId: standing.organisation_id,
});

const followers = (post: Post, standing: Standing) =>
  newFollowers(post, standing.root_author_id).map((personId) => ({
    rootId: post.threadRootId ?? '',
    personId,
  }));

/** Messages, and that search has to look at them, in one statement. */
async function insertMessages(tx: Tx, accepted: Accepted[], activities: Activity[]): Promise<void> {
  const column = <Value>(value: (entry: Accepted) => Value) => accepted.map(value);
  await sql`
    with inserted as (
      insert into messages (id, space_id, seq, author_id, organisation_id, author_role, client_id, thread_root_id, title, source, body, mentions, mentions_everyone, created_at)
      select n.id, n.space_id, n.seq, n.author_id, n.organisation_id, n.author_role, n.client_id, n.root_id, n.title, n.source, n.body::json,
        array(select json_array_elements_text(n.mentions::json))::uuid[], n.everyone, ${tx.at}::timestamptz
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ post }) => post.spaceId)}::uuid[], ${activities.slice(0, accepted.length).map(({ seq }) => seq)}::bigint[],
        ${column(({ post }) => post.personId)}::uuid[], ${column(({ standing }) => standing.organisation_id)}::uuid[], ${column(({ standing }) => standing.role)}::text[],
        ${column(({ post }) => post.clientId)}::uuid[], ${column(({ post }) => post.threadRootId)}::uuid[], ${column(({ post }) => post.title)}::text[],
        ${column(({ post }) => post.source)}::text[], ${column(({ post }) => JSON.stringify(post.body))}::text[], ${column(({ post }) => JSON.stringify(post.mentions))}::text[],
        ${column(({ post }) => post.everyone)}::boolean[])
        as n(id, space_id, seq, author_id, organisation_id, author_role, client_id, root_id, title, source, body, mentions, everyone)
      returning id)
    insert into search_queue (message_id) select id from inserted`.execute(tx.db);
}

async function insertMentions(tx: Tx, accepted: Accepted[], activities: Activity[]): Promise<void> {
  const rows = accepted.flatMap(({ post, id }, at) =>
    post.mentions.map((personId) => ({
      person_id: personId,
      space_id: post.spaceId,
      seq: activities[at]?.seq ?? 0,
      message_id: id,
    })),
  );
  if (rows.length > 0) await tx.db.insertInto('message_mentions').values(rows).execute();
}

/** Reads what somebody wrote into its tree. Only people in the space, and spaces the writer is in, become mentions; the rest stays text. */
export async function readText(
  db: Reader,
  written: { personId: string; spaceId: string; source: string },
): Promise<WrittenText> {
  const source = cleanSource(written.source);
  const linked = mentionedInSource(source);
  const known =
    linked.personIds.length + linked.spaceIds.length === 0
      ? undefined
      : await readMentionable(db, written.spaceId, written.personId, linked);
  try {
    const { body, mentions } = parseMarkdown(source, {
      person: (id) => known?.people.get(id),
      space: (id) => known?.spaces.get(id),
    });
    return { source, body, mentions: mentions.personIds, everyone: mentions.everyone };
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error;
    throw refusal(
      422,
      'textTooLong',
      `The text is longer than ${error.limit / 1024} kB. Nothing was sent, and your text is still with you. Send it in parts.`,
      { field: 'body.source', limit: error.limit },
    );
  }
}

import type pg from 'pg';
import { microsOf } from '../rules.ts';
import { Times } from '../messages/rules.ts';

/** A space as it is before an archive is loaded into it. */
export interface KnownSpace {
  lastSeq: number;
  /** Times of the messages that came from an archive before, and of those among them that can be answered. */
  messages: Times;
  roots: Times;
  /** Joins and leaves up to this time were taken before; in microseconds. */
  seenUntil: number;
  /** People in it now; `account` is true of those who decide about their membership themselves. */
  members: { personId: string; account: boolean }[];
}

/** Rows of one page: enough to be fast, few enough to be small. */
const TOGETHER = 20_000;

export async function readKnownSpace(client: pg.ClientBase, spaceId: string): Promise<KnownSpace> {
  const feed = await client.query<{ last_seq: number; seen_until: string | null }>(
    `select f.last_seq, (select extract(epoch from max(seen_until))::text from import_refs where internal_id = f.id and kind = 'space') as seen_until
     from feeds f where f.id = $1`,
    [spaceId],
  );
  const members = await client.query<{ personId: string; account: boolean }>(
    `select m.person_id as "personId", p.kind = 'person' as account from memberships m join people p on p.id = m.person_id
     where m.space_id = $1 and m.to_seq is null`,
    [spaceId],
  );
  const times = await readTimes(client, spaceId);
  return {
    lastSeq: feed.rows[0]?.last_seq ?? 0,
    seenUntil: microsOf(feed.rows[0]?.seen_until ?? undefined) ?? 0,
    members: members.rows,
    ...times,
  };
}

async function readTimes(
  client: pg.ClientBase,
  spaceId: string,
): Promise<Pick<KnownSpace, 'messages' | 'roots'>> {
  const [messages, roots] = [new Times(), new Times()];
  for (let after = ''; ;) {
    const { rows } = await client.query<{ ref: string; root: boolean }>(
      `select external_ref as ref, thread_root_id is null as root from messages
       where space_id = $1 and external_ref > $2 order by external_ref limit ${TOGETHER}`,
      [spaceId, after],
    );
    for (const { ref, root } of rows) {
      const micros = microsOf(ref) ?? 0;
      messages.add(micros);
      if (root) roots.add(micros);
    }
    if (rows.length < TOGETHER) return { messages, roots };
    after = rows.at(-1)?.ref ?? '';
  }
}

export interface SpaceRef {
  id: string;
  seenUntil: string | null;
}

/** Spaces that came from this workspace before, by their id in it. */
export async function listSpaceRefs(
  client: pg.ClientBase,
  workspace: string,
): Promise<Map<string, SpaceRef>> {
  const { rows } = await client.query<SpaceRef & { external_id: string }>(
    `select external_id, internal_id as id, seen_until as "seenUntil" from import_refs where source = 'slack' and workspace = $1 and kind = 'space'`,
    [workspace],
  );
  return new Map(rows.map(({ external_id: externalId, ...ref }) => [externalId, ref]));
}

export async function findDirectSpace(client: pg.ClientBase, directKey: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('select id from spaces where direct_key = $1', [
    directKey,
  ]);
  return rows[0]?.id;
}

/** An edit or reactions of messages that are here already. */
export interface KnownEdit {
  id: string;
  /** ISO 8601. */
  editedAt: string;
}

/** Which of these messages have not been edited as late as this here; removed ones stay removed. */
export async function listOutdated(client: pg.ClientBase, edits: KnownEdit[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select m.id from unnest($1::uuid[], $2::timestamptz[]) as e(id, edited_at) join messages m on m.id = e.id
     where m.removed_at is null and (m.edited_at is null or m.edited_at < e.edited_at)`,
    [edits.map(({ id }) => id), edits.map(({ editedAt }) => editedAt)],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface KnownReaction {
  messageId: string;
  emoji: string;
  personId: string;
}

export const reactionKey = ({ messageId, emoji, personId }: KnownReaction) =>
  `${messageId} ${personId} ${emoji}`;

/** Which of these reactions are not here, as keys; messages that were removed here get none. */
export async function listMissingReactions(
  client: pg.ClientBase,
  reactions: KnownReaction[],
): Promise<Set<string>> {
  const { rows } = await client.query<KnownReaction>(
    `select e.message_id as "messageId", e.emoji, e.person_id as "personId"
     from unnest($1::uuid[], $2::text[], $3::uuid[]) as e(message_id, emoji, person_id) join messages m on m.id = e.message_id
     where m.removed_at is null and not exists (
       select from reactions r where r.message_id = e.message_id and r.emoji = e.emoji and r.person_id = e.person_id)`,
    [
      reactions.map(({ messageId }) => messageId),
      reactions.map(({ emoji }) => emoji),
      reactions.map(({ personId }) => personId),
    ],
  );
  return new Set(rows.map(reactionKey));
}

import type { Activity } from '../../kit/activity/activity.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type LiveFeature, type Rendered, fields } from '../../kit/live/features.ts';
import {
  listAwaiting,
  listCharters,
  listMembersOf,
  listSpacesOf,
  readAudiences,
  readCounts,
} from './queries.ts';

const KINDS = [
  'memberJoined',
  'memberLeft',
  'memberRoleChanged',
  'spaceRenamed',
  'charterChanged',
  'charterAccepted',
  'charterAsked',
  'normsChanged',
  'spaceArchived',
  'spaceReopened',
  'spaceAdded',
  'spaceLost',
  'readPositionMoved',
];

/** What happens to a space and its members, for those in it; what happens to my place in it, for me. */
export const spacesLive: LiveFeature = {
  kinds: KINDS,
  render: async (db, activities) => {
    const audiences = await readAudiences(
      db,
      activities.filter(changesAudience).map((activity) => activity.feedId),
    );
    return Promise.all(activities.map((activity) => renderOne(db, activity, audiences.get(activity.feedId))));
  },
  effect: (activity) =>
    activity.kind === 'memberLeft' && activity.subjectId !== null
      ? { type: 'lostFeed', feedId: activity.feedId, personId: activity.subjectId }
      : undefined,
};

const changesAudience = ({ kind }: Activity) =>
  kind === 'memberJoined' || kind === 'memberLeft' || kind === 'charterChanged';
const NOTHING: Rendered = { fields: '' };

type Audience = Awaited<ReturnType<typeof readAudiences>> extends Map<string, infer A> ? A : never;

/** Shows the state as it is now: a client that catches up late gets there at once, and later frames of the same feed change nothing. */
async function renderOne(
  db: Reader,
  activity: Activity,
  audience: Audience | undefined,
): Promise<Rendered | undefined> {
  const subject = activity.subjectId ?? '';
  if (activity.kind === 'memberJoined' || activity.kind === 'memberRoleChanged') {
    const [found] = await listMembersOf(db, [activity.feedId], [subject]);
    // They have left again meanwhile; that comes next in this feed.
    if (found === undefined) return undefined;
    const { spaceId: _, ...member } = found;
    return { fields: fields({ member, audience }) };
  }
  if (activity.kind === 'memberLeft') return { fields: fields({ personId: subject, audience }) };
  if (activity.kind === 'charterChanged') {
    return { fields: fields({ charter: (await listCharters(db, activity.feedId))[0], audience }) };
  }
  if (activity.kind === 'charterAccepted') {
    return { fields: fields({ awaiting: await listAwaiting(db, activity.feedId) }) };
  }
  if (activity.kind === 'normsChanged') return { fields: fields({ spaceId: activity.feedId }) };
  if (activity.kind === 'charterAsked') return { fields: fields({ spaceId: subject }) };
  if (activity.kind === 'spaceLost') return { fields: fields({ spaceId: subject }) };
  return renderSpace(db, activity, subject);
}

async function renderSpace(db: Reader, activity: Activity, subject: string): Promise<Rendered | undefined> {
  if (activity.kind === 'spaceAdded') {
    const [space] = await listSpacesOf(db, activity.feedId, subject);
    return space === undefined ? undefined : { fields: fields({ space }) };
  }
  if (activity.kind === 'readPositionMoved') {
    const counts = await readCounts(db, activity.feedId, subject);
    return counts === undefined ? undefined : { fields: fields({ spaceId: subject, ...counts }) };
  }
  const space = await db
    .selectFrom('spaces')
    .select(['name', 'archived_at'])
    .where('id', '=', subject)
    .executeTakeFirstOrThrow();
  if (activity.kind === 'spaceRenamed') return { fields: fields({ name: space.name }) };
  return activity.kind === 'spaceArchived'
    ? { fields: fields({ archivedAt: space.archived_at ?? activity.at }) }
    : NOTHING;
}

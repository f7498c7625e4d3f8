import type { Activity } from '../../kit/activity/activity.ts';
import { type Effect, type LiveFeature, fields } from '../../kit/live/features.ts';

interface CredentialFacts {
  endedSessionIds: string[] | 'all';
  endedTokenIds: string[] | 'all';
  reason: 'signedOut' | 'deactivated';
}

/** What ended closes its sockets, by id: a session opened in the same moment as a sign-out everywhere is not one of them. */
function endedCredentials(activity: Activity): Effect | undefined {
  const { endedSessionIds, endedTokenIds, reason } = activity.facts as unknown as CredentialFacts;
  if (endedSessionIds.length === 0 && endedTokenIds.length === 0) return undefined;
  return {
    type: 'credentialsEnded',
    personId: activity.feedId,
    sessionIds: endedSessionIds,
    tokenIds: endedTokenIds,
    reason,
  };
}

export const authLive: LiveFeature = {
  kinds: ['credentialsChanged'],
  render: async (_db, activities) => activities.map(() => ({ fields: fields({}) })),
  effect: endedCredentials,
};

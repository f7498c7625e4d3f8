import type { Activity } from '../activity/activity.ts';
import type { Reader } from '../db/database.ts';
import type { FeedFrame } from './feed.ts';
import type { LiveFeature, Rendered } from './features.ts';
import { textFrame } from './frame.ts';

/** Makes the frames of activities, each feature reading what it needs for all of its own at once. Order is kept. */
export async function renderFrames(
  db: Reader,
  features: Map<string, LiveFeature>,
  activities: Activity[],
): Promise<FeedFrame[]> {
  const groups = Map.groupBy(activities, (activity) => features.get(activity.kind));
  const rendered = new Map<Activity, Rendered>();
  for (const [feature, group] of groups) {
    if (feature === undefined) continue;
    const results = await feature.render(db, group);
    group.forEach((activity, at) => {
      const result = results[at];
      if (result !== undefined) rendered.set(activity, result);
    });
  }
  return activities.map((activity) => frameOf(activity, rendered.get(activity)));
}

function frameOf(activity: Activity, rendered: Rendered | undefined): FeedFrame {
  // An activity that has no face for clients still takes its place in the feed.
  const kind = rendered === undefined ? 'hidden' : activity.kind;
  const tail = rendered === undefined || rendered.fields === '' ? '' : `,${rendered.fields}`;
  const text = `{"type":"activity","feed":"${activity.feedId}","seq":${activity.seq},"kind":"${kind}","at":"${activity.at}"${tail}}`;
  return {
    seq: activity.seq,
    at: activity.at,
    subjectSeq: rendered?.subjectSeq ?? activity.seq,
    bytes: textFrame(text),
  };
}

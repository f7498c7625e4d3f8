import { change } from '../../kit/activity/activity.ts';
import { type Job, timedJob } from '../../kit/jobs/jobs.ts';
import { bringTogether } from './matching/changes.ts';

export const pairingsJobs: Job[] = [
  // Every day, because a server may have been away on the Monday; within one fortnight it happens once.
  timedJob('bringTogether', '11 5 * * *', (context) => change(context, bringTogether)),
];

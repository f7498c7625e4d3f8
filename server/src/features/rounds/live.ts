import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Only which round: what of it somebody may see is decided when they ask again. */
export const roundsLive: LiveFeature = {
  kinds: ['roundChanged'],
  render: (_db, activities) =>
    Promise.resolve(activities.map(({ subjectId }) => ({ fields: fields({ roundId: subjectId }) }))),
};

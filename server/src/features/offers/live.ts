import { type LiveFeature, fields } from '../../kit/live/features.ts';

export const offersLive: LiveFeature = {
  kinds: ['offerChanged'],
  render: async (_db, activities) =>
    activities.map(({ subjectId }) => ({ fields: fields({ offerId: subjectId }) })),
};

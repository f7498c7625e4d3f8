import { type LiveFeature, fields } from '../../kit/live/features.ts';

export const agreementsLive: LiveFeature = {
  kinds: ['agreementChanged'],
  render: (_db, activities) =>
    Promise.resolve(activities.map(({ subjectId }) => ({ fields: fields({ agreementId: subjectId }) }))),
};

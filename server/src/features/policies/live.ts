import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Which policy it is; the page asks for the rest, so that nothing of it travels to whom it is not for. */
export const policiesLive: LiveFeature = {
  kinds: ['policyChanged'],
  render: (_db, activities) =>
    Promise.resolve(activities.map(({ subjectId }) => ({ fields: fields({ policyId: subjectId }) }))),
};

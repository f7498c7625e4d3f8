import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Only which step: whoever hears it asks for the step, and sees of it what is theirs to see. */
export const stepsLive: LiveFeature = {
  kinds: ['stepChanged'],
  render: async (_db, activities) =>
    activities.map(({ subjectId }) => ({ fields: fields({ stepId: subjectId }) })),
};

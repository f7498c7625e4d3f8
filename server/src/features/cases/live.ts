import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Only which case: whoever hears it asks for it, and sees of it what is theirs to see. */
export const casesLive: LiveFeature = {
  kinds: ['caseChanged'],
  render: async (_db, activities) =>
    activities.map(({ subjectId }) => ({ fields: fields({ caseId: subjectId }) })),
};

import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Only that something is other than it was: who may read it asks again. A member who may not read a draft hears no more than its id. */
export const storiesLive: LiveFeature = {
  kinds: ['storyChanged'],
  render: async (_, activities) =>
    activities.map(({ subjectId }) => ({ fields: fields({ storyId: subjectId }) })),
};

import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Only that something of it is other than it was: whoever may know of it asks again. */
export const thanksLive: LiveFeature[] = [
  {
    kinds: ['thanksChanged'],
    render: async (_, activities) =>
      activities.map(({ subjectId }) => ({ fields: fields({ thanksId: subjectId }) })),
  },
  {
    kinds: ['goodWorkChanged'],
    render: async (_, activities) =>
      activities.map(({ subjectId }) => ({ fields: fields({ goodWorkId: subjectId }) })),
  },
];

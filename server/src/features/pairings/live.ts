import { type LiveFeature, fields } from '../../kit/live/features.ts';

/** Only which pairing: whoever hears it asks again, and sees what is theirs to see. */
export const pairingsLive: LiveFeature = {
  kinds: ['pairingChanged'],
  render: async (_db, activities) =>
    activities.map(({ subjectId }) => ({ fields: fields({ pairingId: subjectId }) })),
};

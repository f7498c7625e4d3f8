export const frameText = {
  'frame.product': 'Footbridge',
} as const;

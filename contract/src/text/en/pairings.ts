export const pairingsText = {
  'pairings.stepTitle': 'A first talk of half an hour',
} as const;

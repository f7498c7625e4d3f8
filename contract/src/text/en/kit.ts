export const kitText = {
  'kit.cancel': 'Cancel',
  'kit.close': 'Close',
  'kit.loading': 'Loading',
  'kit.more': 'More',
  'kit.product': 'Footbridge',
  'kit.optional': 'optional',
  'kit.tryAgain': 'Try again',
  'kit.working': 'Working on it',
  'kit.copy': 'Copy',
  'kit.copied': 'Copied',
} as const;

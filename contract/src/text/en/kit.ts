export const kitText = {
  'kit.cancel': 'Cancel',
  'kit.close': 'Close',
  'kit.loading': 'Loading',
  'kit.product': 'Footbridge',
  'kit.optional': 'optional',
  'kit.tryAgain': 'Try again',
  'kit.copy': 'Copy',
  'kit.copied': 'Copied',
  'kit.taskDone': 'Done',
  'kit.taskOpen': 'Not done',
  'kit.imageOn': 'Image on {host}',
} as const;

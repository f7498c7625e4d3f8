export const apiText = {
  'api.unreachable':
    'The server cannot be reached. What you wrote is still here. Check your connection and try again.',
  'api.unexpected':
    'This page met something it did not expect. Nothing was changed. Load the page again; if it happens again, tell your administrator.',
} as const;

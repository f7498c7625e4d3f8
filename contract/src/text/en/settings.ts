export const settingsText = {
  'settings.settings': 'Settings',
  'settings.theme': 'Light or dark',
  'settings.themeOnDevice': 'On this device',
  'settings.themeSystem': 'As this device is set',
  'settings.themeLight': 'Light',
  'settings.themeDark': 'Dark',
  'settings.signOut': 'Sign out',
  'settings.signOutWords': 'Drafts that you have not sent are removed from this browser.',
} as const;

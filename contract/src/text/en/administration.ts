export const administrationText = {
  'administration.administration': 'Administration',
  'administration.organisations': 'Organisations',
  'administration.imports': 'Imports',
  'administration.server': 'This server',
  'administration.health': 'Whether it is well',
  'administration.metrics': 'Figures for monitoring',
  'administration.api': 'The API, for programs',
  'administration.people': 'People of {organisation}',
  'administration.back': 'Administration',
  'administration.actions': 'What to do with {name}',
  'administration.makeSteward': 'Make a steward of {organisation}',
  'administration.makeMember': 'Make a member',
  'administration.makeGuest': 'Make a guest',
  'administration.roleSet':
    '{name} is {role, select, steward {a steward} guest {a guest} other {a member}} now.',
  'administration.deactivate': 'Close the account',
  'administration.deactivateTitle': 'Close the account of {name}?',
  'administration.deactivateWords':
    '{name} is signed out everywhere at once, their tokens stop working, and they leave every space. What they wrote stays under their name. You can open the account again.',
  'administration.deactivateDo': 'Close the account of {name}',
  'administration.deactivated': 'The account of {name} is closed.',
  'administration.reactivate': 'Open the account again',
  'administration.reactivated':
    'The account of {name} is open again. They are in no space until somebody brings them in.',
  'administration.claim': 'Invite the person behind it',
  'administration.claimTitle': 'Invite {name} to take over their profile',
  'administration.claimWords':
    'Whoever opens the link takes over this name and all its imported messages. Make sure that it goes to the right person.',
  'administration.claimDo': 'Make the link',
  'administration.claimLink': 'Link for {name}',
  'administration.claimLinkWords':
    'It was mailed to the address. You can also pass it on yourself; it works once.',
} as const;

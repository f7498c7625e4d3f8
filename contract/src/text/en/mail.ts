export const mailText = {
  'mail.greeting': 'Hello {name},',
  'mail.greetingUnknown': 'Hello,',
  'mail.signInSubject': 'Your link to sign in',
  'mail.signInWords':
    'You, or somebody who typed your address, asked for a link to sign in at {address}. It works once, for 15 minutes.',
  'mail.signInDo': 'Sign in',
  'mail.signInClosing': 'If it was not you, there is nothing to do: without this mail nobody gets in.',
  'mail.invitationSubject': '{inviter} invites you to {organisation}',
  'mail.invitationWords':
    '{inviter} invites you to work with {organisation} at {address}. The link works once, until {until}.',
  'mail.invitationSpaces': 'You will be in: {spaces}.',
  'mail.invitationClaims':
    'What was brought over from an earlier workspace under the name {name} becomes yours.',
  'mail.invitationDo': 'See the invitation',
  'mail.invitationClosing':
    'If you do not know {inviter}, leave this mail unanswered. Nothing happens until you accept.',
} as const;

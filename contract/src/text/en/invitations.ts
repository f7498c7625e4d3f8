export const invitationsText = {
  'invitations.title': 'You are invited',
  'invitations.incomplete':
    'This link is not complete. Open it again from the mail, or ask whoever invited you for a new one.',
  'invitations.by':
    '{name} invites you to join {organisation} on Footbridge as a {role, select, steward {steward of it} guest {guest of it} other {member of it}}.',
  'invitations.spaces': 'You will be in these spaces',
  'invitations.until': 'The invitation works once, until {day}.',
  'invitations.claims':
    'Messages that {name} wrote elsewhere were imported here. By accepting you take over that name: they become yours.',
  'invitations.acceptAs': 'Join with your account as {name}',
  'invitations.notYou': 'Not you? Sign out first, then open the link again.',
  'invitations.newAccount': 'Make your account',
  'invitations.haveAccount': 'I have an account here',
  'invitations.haveAccountWords':
    'Sign in, then press the link in the invitation again: you join with the account you have.',
  'invitations.email': 'E-mail address',
  'invitations.roleTitle': 'What you do',
  'invitations.accept': 'Join {organisation}',
  'invitations.invite': 'Invite somebody',
  'invitations.inviteEmail': 'E-mail address',
  'invitations.inviteEmailHint':
    'They get the link by mail. Leave it empty to get a link that you pass on yourself.',
  'invitations.role': 'They join as',
  'invitations.inSpaces': 'Spaces they are in from the start',
  'invitations.noSpaces': 'You are in no space that you could invite into.',
  'invitations.days': 'Works for (days)',
  'invitations.inviteDo': 'Make the invitation',
  'invitations.link': 'Link of the invitation',
  'invitations.linkMailed': 'It was sent to {email}. You can also pass the link on yourself; it works once.',
  'invitations.linkWords': 'Pass it on to one person; it works once.',
  'invitations.another': 'Make another',
  'invitations.open': 'Open invitations',
  'invitations.none': 'None is open.',
  'invitations.forAnyone': 'For whoever has the link',
  'invitations.facts':
    'As {role, select, steward {a steward} guest {a guest} other {a member}}, by {name}, until {day}',
  'invitations.usedOn': 'Used {day}',
  'invitations.expired': 'Ran out {day}',
  'invitations.revoke': 'Take back',
  'invitations.revokeOf': 'Take back the invitation for {who}',
} as const;

export const membersText = {
  'members.count':
    '{people, plural, one {# person} other {# people}} of {organisations, plural, one {# organisation} other {# organisations}}',
  'members.members': 'People in this space',
  'members.steward': 'steward',
  'members.member': 'member',
  'members.guest': 'guest',
  'members.add': 'Bring somebody in',
  'members.addHint': 'Whom you see in People. They are told, and may leave.',
  'members.addName': 'Name',
  'members.addDo': 'Bring {name} in',
  'members.addNone': 'Nobody with that name who is not here already.',
  'members.added': '{name} is in the space now.',
  'members.actions': 'What to do with {name}',
  'members.makeSteward': 'Make a steward',
  'members.makeMember': 'Make a member',
  'members.makeGuest': 'Make a guest',
  'members.roleChanged':
    '{name} is {role, select, steward {a steward} guest {a guest} other {a member}} now.',
  'members.remove': 'Remove from the space',
  'members.removeTitle': 'Remove {name}?',
  'members.removeWords':
    '{name} stops seeing this space at once, on every device. What they wrote stays. You can bring them back later.',
  'members.removeDo': 'Remove {name}',
  'members.removed': '{name} is no longer in the space.',
  'members.invite': 'Somebody without an account? A steward of your organisation invites them.',
} as const;

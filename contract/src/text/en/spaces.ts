export const spacesText = {
  'spaces.shared': 'Shared spaces',
  'spaces.direct': 'People',
  'spaces.onlyMe': 'Only you',
  'spaces.none': 'You are in no space yet.',
  'spaces.find': 'Find a space',
  'spaces.unread': '{count, plural, one {one new message} other {# new messages}}',
  'spaces.unreadMany': 'more than {count} new messages',
  'spaces.mentions': '{count, plural, one {one mentions you} other {# mention you}}',
  'spaces.working': 'Working space',
  'spaces.social': 'Social space',
  'spaces.ledBy': '{kind} led by {organisation}',
  'spaces.ledByWith': '{kind} led by {organisation}, with {count, plural, one {one more} other {# more}}',
  'spaces.directOf': 'Direct talk{organisations, plural, one {} other { between people of # organisations}}',
  'spaces.peopleCount':
    '{people, plural, one {# person} other {# people}} of {organisations, plural, one {# organisation} other {# organisations}}',
  'spaces.seenBy':
    'Seen by {people, plural, one {you alone} other {# people}}{organisations, plural, one {} other { of # organisations}}.',
  'spaces.keptFor': 'Kept {time}.',
  'spaces.keptOpen': 'Kept until somebody decides otherwise.',
  'spaces.disclosable': 'Can be disclosed.',
  'spaces.openCharter': '{line} Show the charter.',
  'spaces.members': 'Show the {people, plural, one {one person} other {# people}} in this space',
  'spaces.charter': 'Charter',
  'spaces.back': 'Back to my spaces',
  'spaces.archivedWords':
    'This space was closed for writing {day}. Everything in it stays readable and is found.',
  'spaces.gone': 'You are not in this space',
  'spaces.goneWords':
    'It may have been closed to you, or the link may be mistyped. Ask a steward of the space to bring you in, or look for it among the spaces that are open to you.',
} as const;

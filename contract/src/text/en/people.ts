export const peopleText = {
  'people.bot': 'program',
  'people.profile': 'not joined yet',
} as const;

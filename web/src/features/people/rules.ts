import type { Me } from '@footbridge/contract/people.ts';

/** Stewards of some organisation and administrators see the administration. */
export const mayAdminister = (me: Me): boolean =>
  me.administrator || me.affiliations.some(({ role }) => role === 'steward');

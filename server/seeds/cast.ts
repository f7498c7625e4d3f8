import type { OrganisationRef } from '@footbridge/contract/organisations.ts';
import type { AffiliationRole } from '@footbridge/contract/people.ts';

export type OrganisationName = 'northbrook' | 'harbour' | 'meridian';

/** The three organisations of the story: a council, a charity and a company. */
export const ORGANISATIONS: Record<OrganisationName, Omit<OrganisationRef, 'id'>> = {
  northbrook: { name: 'Northbrook Council', shortName: 'NC', hue: 200 },
  harbour: { name: 'Harbour Care', shortName: 'HC', hue: 40 },
  meridian: { name: 'Meridian Energy', shortName: 'ME', hue: 300 },
};

/** The people of the story, the same in tests, demo, documents and pictures: name, organisation, role there, role title. */
export const PEOPLE = {
  /** Also the administrator of the server. */
  amina: ['Amina Yusuf', 'northbrook', 'steward', 'Partnerships lead'],
  rhys: ['Rhys Bevan', 'northbrook', 'member', 'Housing officer'],
  megan: ['Megan Price', 'northbrook', 'member', 'Data analyst'],
  tomasz: ['Tomasz Zieliński', 'harbour', 'steward', 'Director'],
  ana: ['Ana Lima', 'harbour', 'member', 'Care coordinator'],
  /** Sees the spaces she is brought into, and nothing else. */
  bea: ['Bea Novak', 'harbour', 'guest', 'Volunteer'],
  grace: ['Grace Okafor', 'meridian', 'steward', 'Community manager'],
  sunil: ['Sunil Rao', 'meridian', 'member', 'Engineer'],
  lena: ['Lena Fischer', 'meridian', 'member', 'Field lead'],
} as const satisfies Record<string, [string, OrganisationName, AffiliationRole, string]>;

export type CastName = keyof typeof PEOPLE;

export const emailOf = (name: CastName) => `${name}@example.org`;

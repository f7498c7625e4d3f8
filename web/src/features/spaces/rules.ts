import { afterOrganisationChanged, afterPersonChanged, type PersonRef } from '@footbridge/contract/people.ts';
import type { Charter, Member, Space } from '@footbridge/contract/spaces.ts';

const byName = (a: PersonRef, b: PersonRef): number =>
  a.name.localeCompare(b.name) || a.id.localeCompare(b.id);

export const sortedPeople = (people: readonly PersonRef[]): PersonRef[] => people.toSorted(byName);
export const sortedMembers = (members: readonly Member[]): Member[] =>
  members.toSorted((a, b) => byName(a.person, b.person));

/** The members after somebody came or changed: never two entries of one person. */
export const withMember = (members: readonly Member[], member: Member): Member[] =>
  sortedMembers([...members.filter(({ person }) => person.id !== member.person.id), member]);

/** Everything in a space's own record that shows this person or their organisation. */
export function spaceAfterPersonChanged(space: Space, person: PersonRef): Space {
  return {
    ...space,
    leadOrganisation: afterOrganisationChanged(space.leadOrganisation, person.organisation),
    others: sortedPeople(space.others.map((other) => afterPersonChanged(other, person))),
    mine: {
      ...space.mine,
      organisation: afterOrganisationChanged(space.mine.organisation, person.organisation),
    },
  };
}

export const membersAfterPersonChanged = (members: readonly Member[], person: PersonRef): Member[] =>
  sortedMembers(members.map((member) => ({ ...member, person: afterPersonChanged(member.person, person) })));

export const charterAfterPersonChanged = (charter: Charter, person: PersonRef): Charter => ({
  ...charter,
  changedBy: charter.changedBy && afterPersonChanged(charter.changedBy, person),
});

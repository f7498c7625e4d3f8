import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import { afterOrganisationChanged, afterPersonChanged, type PersonRef } from '@footbridge/contract/people.ts';
import {
  UNREAD_MAX,
  type Audience,
  type Charter,
  type Member,
  type readPositionMoved,
  type Space,
  type spaceAdded,
  type spaceLost,
} from '@footbridge/contract/spaces.ts';
import type { output } from 'zod/mini';
import { t } from '../../kit/text/t.ts';
import { daysInWords } from '../../kit/time/duration.ts';

/** Activity that was heard while an answer about a space was on its way. */
export interface Crossing {
  spaceId: string;
  heard: ActivityFrame[];
}

type OwnFrame = output<typeof spaceAdded> | output<typeof spaceLost> | output<typeof readPositionMoved>;

/** What my own feed tells about one space. */
function toldOfMine(activity: ActivityFrame): string | undefined {
  const frame = activity as OwnFrame;
  if (frame.kind === 'spaceAdded') return frame.space.id;
  return frame.kind === 'spaceLost' || frame.kind === 'readPositionMoved' ? frame.spaceId : undefined;
}

export const concerns = (frame: ActivityFrame, { spaceId }: Crossing): boolean =>
  frame.feed === spaceId || toldOfMine(frame) === spaceId;

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
    awaiting: space.awaiting.map((one) => afterOrganisationChanged(one, person.organisation)),
    others: sortedPeople(space.others.map((other) => afterPersonChanged(other, person))),
    mine: {
      ...space.mine,
      organisation: afterOrganisationChanged(space.mine.organisation, person.organisation),
    },
  };
}

/** @param roleTitle what the person is called in the organisation that `person` names */
export const membersAfterPersonChanged = (
  members: readonly Member[],
  person: PersonRef,
  roleTitle: string,
): Member[] =>
  sortedMembers(
    members.map((member) => {
      const isThem =
        member.person.id === person.id && member.person.organisation.id === person.organisation.id;
      return {
        ...member,
        person: afterPersonChanged(member.person, person),
        roleTitle: isThem ? roleTitle : member.roleTitle,
      };
    }),
  );

export const charterAfterPersonChanged = (charter: Charter, person: PersonRef): Charter => ({
  ...charter,
  changedBy: charter.changedBy && afterPersonChanged(charter.changedBy, person),
});

/** What a space is called; a direct one by its other people. */
export const spaceName = (space: Pick<Space, 'name' | 'kind' | 'others'>): string =>
  space.kind === 'direct'
    ? space.others.map(({ name }) => name).join(', ') || t('spaces.onlyMe')
    : space.name;

/** Where a space stands in my list. */
export interface SpaceGroup {
  key: string;
  title: string;
  spaces: Space[];
}

const isShared = ({ reach, audience }: Space): boolean =>
  reach !== 'organisation' || audience.organisations > 1;

function groupOf(space: Space): Omit<SpaceGroup, 'spaces'> {
  if (space.kind === 'direct') return { key: 'people', title: t('spaces.direct') };
  if (isShared(space)) return { key: 'shared', title: t('spaces.shared') };
  return { key: space.leadOrganisation.id, title: space.leadOrganisation.name };
}

const RANK: Record<string, number> = { shared: 0, people: 2 };

/** Shared spaces first, then those of each organisation, then talks with people; by name within. Closed ones are left out. */
export function groupSpaces(spaces: readonly Space[]): SpaceGroup[] {
  const groups = new Map<string, SpaceGroup>();
  for (const space of spaces.filter(({ archivedAt }) => archivedAt === null)) {
    const { key, title } = groupOf(space);
    const group = groups.get(key) ?? { key, title, spaces: [] };
    group.spaces.push(space);
    groups.set(key, group);
  }
  const order = (group: SpaceGroup): number => RANK[group.key] ?? 1;
  for (const { spaces: inside } of groups.values()) {
    inside.sort((a, b) => spaceName(a).localeCompare(spaceName(b)) || a.id.localeCompare(b.id));
  }
  return [...groups.values()].toSorted((a, b) => order(a) - order(b) || a.title.localeCompare(b.title));
}

/** `Working space led by Northbrook Council, with 2 more` */
export function spaceInWords({ kind, leadOrganisation, audience }: Space): string {
  if (kind === 'direct') return t('spaces.directOf', { organisations: audience.organisations });
  const values = { kind: t(`spaces.${kind}`), organisation: leadOrganisation.name };
  const more = audience.organisations - 1;
  return more > 0 ? t('spaces.ledByWith', { ...values, count: more }) : t('spaces.ledBy', values);
}

/** `Seen by 14 people of 3 organisations. Kept 2 years. Can be disclosed.` */
export function audienceInWords({ people, organisations, keptDays, disclosable }: Audience): string {
  const kept =
    keptDays === null ? t('spaces.keptOpen') : t('spaces.keptFor', { time: daysInWords(keptDays) });
  return [
    t('spaces.seenBy', { people, organisations }),
    kept,
    ...(disclosable ? [t('spaces.disclosable')] : []),
  ].join(' ');
}

/** `3 new messages, one mentions you`; empty when nothing is new. */
export function unreadInWords({ unread, mentions }: Space['mine']): string {
  if (unread === 0) return '';
  const messages =
    unread >= UNREAD_MAX
      ? t('spaces.unreadMany', { count: UNREAD_MAX })
      : t('spaces.unread', { count: unread });
  return mentions > 0 ? `${messages}, ${t('spaces.mentions', { count: mentions })}` : messages;
}

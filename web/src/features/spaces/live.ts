import type { messagePosted, messageRemoved } from '@footbridge/contract/chat.ts';
import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { personChanged } from '@footbridge/contract/people.ts';
import type * as live from '@footbridge/contract/spaces.ts';
import type { output } from 'zod/mini';
import {
  charterAfterPersonChanged,
  membersAfterPersonChanged,
  sortedPeople,
  spaceAfterPersonChanged,
  withMember,
} from './rules.ts';
import {
  changeCharter,
  changeCounts,
  changeMembers,
  changeSpace,
  withCharter,
  withSpace,
  withoutSpace,
  type SpacesState,
} from './store.ts';
import { withMessagePosted, withMessageRemoved, withReadPosition } from './unread/rules.ts';

type Frame =
  | output<typeof live.memberJoined>
  | output<typeof live.memberLeft>
  | output<typeof live.memberRoleChanged>
  | output<typeof live.spaceRenamed>
  | output<typeof live.charterChanged>
  | output<typeof live.charterAccepted>
  | output<typeof live.spaceArchived>
  | output<typeof live.spaceReopened>
  | output<typeof live.spaceAdded>
  | output<typeof live.spaceLost>
  | output<typeof live.readPositionMoved>
  | output<typeof personChanged>
  | output<typeof messagePosted>
  | output<typeof messageRemoved>;

function memberChanged(
  state: SpacesState,
  frame: output<typeof live.memberJoined> | output<typeof live.memberRoleChanged>,
  myId: string,
): SpacesState {
  const { member, feed, seq } = frame;
  const { role, joinedAt, person } = member;
  return changeSpace(state, feed, seq, (space) => {
    const others = space.others.filter(({ id }) => id !== person.id);
    return {
      ...space,
      ...('audience' in frame ? { audience: frame.audience } : {}),
      ...(person.id === myId
        ? { mine: { ...space.mine, role, joinedAt, organisation: person.organisation } }
        : { others: space.kind === 'direct' ? sortedPeople([...others, person]) : others }),
    };
  });
}

function memberLeft(
  state: SpacesState,
  { feed, seq, personId, audience }: output<typeof live.memberLeft>,
): SpacesState {
  return changeSpace(state, feed, seq, (space) => ({
    ...space,
    audience,
    others: space.others.filter(({ id }) => id !== personId),
  }));
}

function charterReplaced(
  state: SpacesState,
  { feed, seq, charter, audience }: output<typeof live.charterChanged>,
): SpacesState {
  return changeSpace(state, feed, seq, (space) => ({
    ...space,
    purpose: charter.purpose,
    charterVersion: charter.version,
    audience,
  }));
}

/** What an activity changes in the members and the charter of a space. */
function applyToLoaded(state: SpacesState, activity: ActivityFrame): SpacesState {
  const frame = activity as Frame;
  switch (frame.kind) {
    case 'memberJoined':
    case 'memberRoleChanged':
      return changeMembers(state, frame.feed, (members) => withMember(members, frame.member));
    case 'memberLeft':
      return changeMembers(state, frame.feed, (members) =>
        members.filter(({ person }) => person.id !== frame.personId),
      );
    case 'charterChanged':
      return state.charters[frame.feed] ? withCharter(state, frame.feed, frame.charter) : state;
    case 'personChanged':
      return changeCharter(
        changeMembers(state, frame.feed, (list) =>
          membersAfterPersonChanged(list, frame.person, frame.roleTitle),
        ),
        frame.feed,
        (charter) => charterAfterPersonChanged(charter, frame.person),
      );
    case 'spaceLost':
      return withoutSpace(state, frame.spaceId);
    default:
      return state;
  }
}

/**
 * What an activity changes in my spaces and what is loaded of them, whichever feed it came in. `myId`: my own messages are never
 * unread. An answer about a space takes in what was heard while it was on its way: the same once more, in the order in which it came,
 * ends as it would have.
 */
export function applyToSpaces(before: SpacesState, activity: ActivityFrame, myId: string): SpacesState {
  const frame = activity as Frame;
  const state = applyToLoaded(before, activity);
  const change = (fields: Partial<live.Space>) =>
    changeSpace(state, frame.feed, frame.seq, (space) => ({ ...space, ...fields }));
  switch (frame.kind) {
    case 'memberJoined':
    case 'memberRoleChanged':
      return memberChanged(state, frame, myId);
    case 'memberLeft':
      return memberLeft(state, frame);
    case 'spaceRenamed':
      return change({ name: frame.name });
    case 'spaceArchived':
      return change({ archivedAt: frame.archivedAt });
    case 'spaceReopened':
      return change({ archivedAt: null });
    case 'charterChanged':
      return charterReplaced(state, frame);
    case 'charterAccepted':
      return change({ awaiting: frame.awaiting });
    case 'personChanged':
      return changeSpace(state, frame.feed, frame.seq, (space) =>
        spaceAfterPersonChanged(space, frame.person),
      );
    case 'messagePosted':
      return changeCounts(state, frame.feed, (counts) => withMessagePosted(counts, frame, myId));
    case 'messageRemoved':
      return changeCounts(state, frame.feed, (counts) => withMessageRemoved(counts, frame, myId));
    case 'readPositionMoved':
      return changeCounts(state, frame.spaceId, (counts) => withReadPosition(counts, frame));
    case 'spaceAdded':
      return withSpace(state, frame.space);
    default:
      return state;
  }
}

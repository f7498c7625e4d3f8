import type { Reaction } from '@footbridge/contract/chat.ts';

interface Giver {
  id: string;
  name: string;
}

export const hasReacted = (reaction: Reaction, personId: string): boolean =>
  reaction.people.some(({ id }) => id === personId);

/** The reactions after somebody gave an emoji, or took theirs back; one that nobody gives any more is gone. */
export function toggledReaction(reactions: readonly Reaction[], emoji: string, giver: Giver): Reaction[] {
  const here = reactions.find((reaction) => reaction.emoji === emoji);
  if (!here) return [...reactions, { emoji, people: [giver] }];
  const people = hasReacted(here, giver.id)
    ? here.people.filter(({ id }) => id !== giver.id)
    : [...here.people, giver];
  return reactions
    .map((reaction) => (reaction === here ? { emoji, people } : reaction))
    .filter((reaction) => reaction.people.length > 0);
}

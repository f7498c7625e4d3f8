import type { Reaction } from '@footbridge/contract/chat.ts';
import type { Entry } from '../entries/rules.ts';

interface Giver {
  id: string;
  name: string;
}

export const hasReacted = (reaction: Reaction, personId: string): boolean =>
  reaction.people.some(({ id }) => id === personId);

export const isGiven = (reactions: readonly Reaction[], emoji: string, personId: string): boolean =>
  reactions.some((reaction) => reaction.emoji === emoji && hasReacted(reaction, personId));

/** The reactions after somebody gave an emoji, or took theirs back; one that nobody gives any more is gone. */
function toggledReaction(reactions: readonly Reaction[], emoji: string, giver: Giver): Reaction[] {
  const here = reactions.find((reaction) => reaction.emoji === emoji);
  if (!here) return [...reactions, { emoji, people: [giver] }];
  const people = hasReacted(here, giver.id)
    ? here.people.filter(({ id }) => id !== giver.id)
    : [...here.people, giver];
  return reactions
    .map((reaction) => (reaction === here ? { emoji, people } : reaction))
    .filter((reaction) => reaction.people.length > 0);
}

/** With or without my emoji, shown before the server has agreed. */
export function withMine(entry: Entry, emoji: string, { id, name }: Giver, give: boolean): Entry {
  const { message, told } = entry;
  if (isGiven(message.reactions, emoji, id) === give) return entry;
  const reactions = toggledReaction(message.reactions, emoji, { id, name });
  return { ...entry, message: { ...message, reactions }, told: told ?? message.reactions };
}

/** Without what I did to its reactions, where nobody has confirmed or contradicted it since. */
export const asTold = (entry: Entry): Entry =>
  entry.told === undefined
    ? entry
    : { message: { ...entry.message, reactions: [...entry.told] }, asOf: entry.asOf };

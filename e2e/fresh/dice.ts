/** Random choices that come out the same for the same seed (mulberry32, public domain). */
export interface Dice {
  /** 0 to 1. */
  next(): number;
  below(count: number): number;
  one<Item>(items: readonly Item[]): Item;
  /** True about that share of the time. */
  chance(share: number): boolean;
  /** Others, for what goes on beside: how often those are thrown does not change what these show next. */
  others(): Dice;
}

/** Goes through a pack of cards, shuffled anew each time it is through: each comes up as often as the others. */
export function createDeck<Card>(cards: readonly Card[], dice: Dice): () => Card {
  let left: Card[] = [];
  return () => {
    if (left.length === 0) left = [...cards];
    const [card] = left.splice(dice.below(left.length), 1);
    return card as Card;
  };
}

export class NothingThere extends Error {}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    one: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new NothingThere('There is nothing to choose from.');
      return item;
    },
    chance: (share) => next() < share,
    others: () => createDice(below(2 ** 32)),
  };
}

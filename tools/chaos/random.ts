export interface Random {
  /** 0 to 1, without 1. */
  (): number;
  whole(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  shuffled<T>(list: readonly T[]): T[];
  /** A generator of its own, so that one that is asked more often does not move the others on. */
  fork(): Random;
}

/** The same seed gives the same numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return Object.assign(next, {
    whole,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('There is nothing to pick from.');
      return list[whole(0, list.length - 1)] as T;
    },
    chance: (share: number) => next() < share,
    shuffled<T>(list: readonly T[]): T[] {
      const places = list.map((item) => ({ item, place: next() }));
      return places.sort((a, b) => a.place - b.place).map(({ item }) => item);
    },
    fork: () => createRandom(whole(0, 2 ** 31)),
  });
}

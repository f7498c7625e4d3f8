/**
 * A set of whole numbers that mostly come in ascending order, as times of messages do: eight bytes each, so that a conversation of a
 * million messages costs eight megabytes.
 */
export class Times {
  #sorted = new Float64Array(1024);
  #length = 0;
  readonly #late = new Set<number>();

  get size(): number {
    return this.#length + this.#late.size;
  }

  has(time: number): boolean {
    if (this.#length === 0 || time > (this.#sorted[this.#length - 1] ?? 0)) return false;
    return this.#find(time) || this.#late.has(time);
  }

  add(time: number): void {
    if (this.#length > 0 && time <= (this.#sorted[this.#length - 1] ?? 0)) {
      if (!this.#find(time)) this.#late.add(time);
      return;
    }
    if (this.#length === this.#sorted.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#sorted);
      this.#sorted = larger;
    }
    this.#sorted[this.#length] = time;
    this.#length += 1;
  }

  #find(time: number): boolean {
    let [low, high] = [0, this.#length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return this.#sorted[low] === time;
  }
}

/** Splits `wave::skin-tone-3`. */
export function reactionName(name: string): { name: string; tone: number | undefined } {
  const [, plain = name, tone] = /^(.*?)::skin-tone-([2-6])/.exec(name) ?? [];
  return { name: plain, tone: tone === undefined ? undefined : Number(tone) };
}

/** What a custom emoji may be called. */
export const isEmojiName = (name: string): boolean => /^[\p{L}\p{N}_+'-]{1,60}$/u.test(name);

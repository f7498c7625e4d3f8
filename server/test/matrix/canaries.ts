import { randomBytes } from 'node:crypto';
import type { PersonKey } from './shape.ts';

/** Letters only, so that search takes it as one word and nothing escapes any of it. */
const MARK = 'zkanarie';
const CANARY = /zkanarie[a-p]{12}/g;

interface Canary {
  /** What it stands in, for the message of a failure. */
  about: string;
  maySee(person: PersonKey): boolean;
}

/** A word that nothing else holds, in every text of the world: whoever is sent one that is not theirs to see has found a leak. */
export class Canaries {
  private readonly known = new Map<string, Canary>();
  private readonly seen = new Set<string>();

  /** @param maySee asked only when everything stands */
  add(about: string, maySee: Canary['maySee']): string {
    const letters = Array.from(randomBytes(12), (byte) => String.fromCharCode(97 + (byte % 16)));
    const word = `${MARK}${letters.join('')}`;
    this.known.set(word, { about, maySee });
    return word;
  }

  /** What in a text is not this person's to see, in words; nobody who is not signed in may see any of it. */
  leaks(text: string, person: PersonKey | undefined): string[] {
    const found = new Set(text.match(CANARY));
    return [...found].flatMap((word) => {
      const canary = this.known.get(word);
      if (canary === undefined) return [];
      this.seen.add(word);
      return person !== undefined && canary.maySee(person) ? [] : [canary.about];
    });
  }

  /** Canaries that a person may not see, for asking after them. */
  hiddenFrom(person: PersonKey): string[] {
    return [...this.known].filter(([, canary]) => !canary.maySee(person)).map(([word]) => word);
  }

  /** Kinds of texts that nobody has come across: where these leaked, nobody would have noticed. */
  neverSeen(): string[] {
    const kindOf = (about: string) => about.split(' of ')[0] ?? about;
    const seen = new Set([...this.seen].map((word) => kindOf(this.known.get(word)?.about ?? '')));
    return [...new Set([...this.known.values()].map(({ about }) => kindOf(about)))].filter(
      (kind) => !seen.has(kind),
    );
  }
}

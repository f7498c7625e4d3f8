import type { ImportCounts, ImportRemark } from '@footbridge/contract/imports.ts';

export const noCounts = (): ImportCounts => ({
  people: 0,
  bots: 0,
  unlisted: 0,
  spaces: 0,
  messages: 0,
  replies: 0,
  threads: 0,
  edits: 0,
  reactions: 0,
  files: 0,
  oldFiles: 0,
  joins: 0,
  leaves: 0,
});

/** Different remarks that a report lists; what goes past them is counted in one line. */
export const REMARKS_MAX = 1000;

/** What did not come in, or not as it was. Equal remarks about one file are counted together. */
export class Remarks {
  readonly #found = new Map<string, ImportRemark>();

  add(file: string, what: string, reason: string, count = 1): void {
    const key = `${file}\n${what}\n${reason}`;
    const known = this.#found.get(key);
    if (known !== undefined) known.count += count;
    else if (this.#found.size < REMARKS_MAX) this.#found.set(key, { file, what, reason, count });
    else this.#further.count += count;
  }

  readonly #further: ImportRemark = {
    file: '',
    what: 'Further remarks',
    reason: `A report lists at most ${REMARKS_MAX} different ones.`,
    count: 0,
  };

  list(): ImportRemark[] {
    return [...this.#found.values(), ...(this.#further.count > 0 ? [this.#further] : [])];
  }
}

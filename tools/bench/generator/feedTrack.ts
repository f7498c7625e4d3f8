/** What the followers of one feed have heard, and since when all of them have heard a position. */
export class FeedTrack {
  readonly id: string;
  followers = 0;
  private readonly heard = new Map<number, number>();
  private readonly doneAt = new Map<number, number>();
  private readonly waiting = new Map<number, (at: number) => void>();

  constructor(id: string) {
    this.id = id;
  }

  onHeard(seq: number): void {
    const count = (this.heard.get(seq) ?? 0) + 1;
    if (count < this.followers) {
      this.heard.set(seq, count);
      return;
    }
    this.heard.delete(seq);
    const at = performance.now();
    const done = this.waiting.get(seq);
    if (done === undefined) this.doneAt.set(seq, at);
    else {
      this.waiting.delete(seq);
      done(at);
    }
  }

  /** When the last of the followers heard a position, by `performance.now()`. */
  untilAllHeard(seq: number): Promise<number> {
    const at = this.doneAt.get(seq);
    if (at === undefined) return new Promise((resolve) => this.waiting.set(seq, resolve));
    this.doneAt.delete(seq);
    return Promise.resolve(at);
  }
}

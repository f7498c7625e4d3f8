import { insist, isRefusal, type Insistence } from './insist.ts';

export interface Reloads {
  /** The server cannot tell what was missed in this feed, or says that it is gone: what it feeds is loaded again. */
  start: (feed: string, reason: 'gapTooLong' | 'gone') => void;
  isUnderWay: () => boolean;
}

export interface ReloadsOptions extends Insistence {
  load: (feed: string) => Promise<void>;
  /** Whether what the feed brings is still shown. */
  isShown: (feed: string) => boolean;
  onRefused: (feed: string, error: unknown) => void;
}

/** Another feed most often tells as well why one is gone: then nothing need be asked that would be refused. */
const TOLD_WITHIN_MS = 300;

/** Loads afresh what a reset feed feeds, one load per feed at a time, until it works or is refused. */
export function createReloads(options: ReloadsOptions): Reloads {
  const underWay = new Set<string>();

  const reload = async (feed: string): Promise<void> => {
    try {
      if (options.isShown(feed)) await insist(() => options.load(feed), options);
    } catch (error) {
      if (isRefusal(error)) options.onRefused(feed, error);
    } finally {
      underWay.delete(feed);
    }
  };

  return {
    start(feed, reason) {
      if (underWay.has(feed)) return;
      underWay.add(feed);
      if (reason === 'gone') options.clock.after(TOLD_WITHIN_MS, () => void reload(feed));
      else void reload(feed);
    },
    isUnderWay: () => underWay.size > 0,
  };
}

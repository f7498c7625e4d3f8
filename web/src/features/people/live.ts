import type { ActivityFrame } from '@footbridge/contract/kit/live.ts';
import type { meChanged } from '@footbridge/contract/people.ts';
import type * as z from 'zod/mini';
import type { MeStore } from './store.ts';

/** Takes in what my own feed says about me. `feedSeq` moves on with it, so that a later load and this agree. */
export function hearMe(me: MeStore, frame: ActivityFrame): void {
  if (frame.kind !== 'meChanged') return;
  const heard = frame as z.infer<typeof meChanged>;
  me.set({ ...heard.me, feedSeq: heard.seq });
}

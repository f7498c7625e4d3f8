import type { Me } from '@footbridge/contract/people.ts';
import { createStore, type Store } from '../../kit/store.ts';

/** Who uses this page; null until it is known. */
export type MeStore = Store<Me | null>;

export const createMeStore = (): MeStore => createStore<Me | null>(null);

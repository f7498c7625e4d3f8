import { useRef, useSyncExternalStore } from 'react';

/** A value that changes as a whole and tells who asked. Never change what `get` returns: `set` a new one. */
export interface Store<S> {
  get: () => S;
  set: (change: S | ((state: S) => S)) => void;
  /** Returns the end of the subscription. */
  subscribe: (listener: () => void) => () => void;
}

export function createStore<S>(initial: S): Store<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const next = typeof change === 'function' ? (change as (state: S) => S)(state) : change;
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Equal when both hold the same entries: for selectors that build an array or an object anew. */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key as never], b[key as never]));
}

/** What `select` makes of a store; renders again only when that changes (shallowly compared). */
export function useStore<S, T>(store: Store<S>, select: (state: S) => T): T {
  const last = useRef<{ value: T } | null>(null);
  const read = (): T => {
    const value = select(store.get());
    // The former object is kept while it says the same: useSyncExternalStore loops on a snapshot that is new each time.
    if (last.current && shallowEqual(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  return useSyncExternalStore(store.subscribe, read, read);
}

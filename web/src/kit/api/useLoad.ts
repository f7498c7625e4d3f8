import { useCallback, useEffect, useEffectEvent, useState } from 'react';

export interface Loaded<T> {
  /** The newest reply for these `deps`; kept while it is loaded again. */
  data: T | null;
  error: unknown;
  loading: boolean;
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void;
  /** Puts a value that a change replied with in place of what was loaded. */
  replace: (data: T) => void;
}

interface State<T> {
  key: string;
  data: T | null;
  error: unknown;
  loading: boolean;
}

/**
 * Loads what a page shows and is not live. Loads again when one of `deps` changes; an answer to an older question is dropped, so
 * that a slow one never overwrites a newer one.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, deps: readonly (string | number | boolean | null)[]): Loaded<T> {
  const key = JSON.stringify(deps);
  const [state, setState] = useState<State<T>>({ key, data: null, error: null, loading: true });
  const [attempt, setAttempt] = useState(0);
  const start = useEffectEvent((signal: AbortSignal) => load(signal));

  useEffect(() => {
    const stop = new AbortController();
    const settle = (next: Partial<State<T>>) => {
      if (!stop.signal.aborted) setState((was) => ({ ...was, key, loading: false, ...next }));
    };
    setState((was) => ({ key, data: was.key === key ? was.data : null, error: null, loading: true }));
    start(stop.signal).then(
      (data) => settle({ data, error: null }),
      (error: unknown) => settle({ error }),
    );
    return () => stop.abort();
  }, [key, attempt]);

  const reload = useCallback(() => setAttempt((was) => was + 1), []);
  const replace = useCallback((data: T) => setState((was) => ({ ...was, data })), []);
  const current = state.key === key;
  return { data: current ? state.data : null, error: current ? state.error : null, loading: !current || state.loading, reload, replace };
}

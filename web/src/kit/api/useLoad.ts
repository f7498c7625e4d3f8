import { useCallback, useEffect, useEffectEvent, useState } from 'react';

export interface Loaded<T> {
  /** The newest reply for these `deps`; kept while it is loaded again. */
  data: T | null;
  /** Why the last answer did not come; null while it is asked for. What came before stays in `data`. */
  error: unknown;
  loading: boolean;
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void;
  /** Puts a value that a change replied with in place of what was loaded. */
  replace: (data: T) => void;
}

interface Answer<T> {
  question: string;
  key: string;
  data: T | null;
  error: unknown;
}

/**
 * Loads what a page shows and is not live. Loads again when one of `deps` changes; an answer to an older question is dropped, so
 * that a slow one never overwrites a newer one.
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  deps: readonly (string | number | boolean | null)[],
): Loaded<T> {
  const key = JSON.stringify(deps);
  const [attempt, setAttempt] = useState(0);
  const question = `${attempt} ${key}`;
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const start = useEffectEvent((signal: AbortSignal) => load(signal));

  useEffect(() => {
    const stop = new AbortController();
    const settle = (data: T | null, error: unknown) => {
      if (stop.signal.aborted) return;
      const about = question.slice(question.indexOf(' ') + 1);
      setAnswer((was) => ({
        question,
        key: about,
        data: data ?? (was?.key === about ? was.data : null),
        error,
      }));
    };
    start(stop.signal).then(
      (data) => settle(data, null),
      (error: unknown) => settle(null, error),
    );
    return () => stop.abort();
  }, [question]);

  const reload = useCallback(() => setAttempt((was) => was + 1), []);
  const replace = useCallback((data: T) => setAnswer((was) => was && { ...was, data, error: null }), []);
  const current = answer?.key === key ? answer : null;
  const loading = answer?.question !== question;
  return {
    data: current?.data ?? null,
    error: loading ? null : (current?.error ?? null),
    loading,
    reload,
    replace,
  };
}

import { useCallback, useRef, useState } from 'react';
import { describeError } from './describeError.ts';
import { ProblemError } from './problemError.ts';

export interface Action<A extends unknown[]> {
  /** Runs it unless it runs already; true when it succeeded. */
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  /** Why the last run failed, in words; null otherwise. */
  failure: string | null;
  /** The input that the server named as the reason, as in `email` or `organisation.name`. */
  field: string | null;
  forget: () => void;
}

/** A change that a person asks for: busy while it runs, its refusal kept in words and by field. */
export function useAction<A extends unknown[]>(change: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);

  const run = async (...args: A): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await change(...args);
      return true;
    } catch (failed) {
      setError(failed);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  const named = error instanceof ProblemError ? error.problem.field : undefined;
  return {
    run,
    busy,
    failure: error === null ? null : describeError(error),
    field: named?.replace(/^(body|query|params)\./, '') ?? null,
    forget: useCallback(() => setError(null), []),
  };
}

import { useCallback, useRef, useState } from 'react';
import { describeError } from './describeError.ts';
import { ProblemError } from './problemError.ts';

export interface Action<A extends unknown[]> {
  /** Runs it unless it runs already; true when it succeeded. */
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  /** Why the last run failed, in words; null otherwise. */
  failure: string | null;
  /** The same, when the server named this input as the reason. */
  failureOf: (field: string) => string | null;
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

  const field = error instanceof ProblemError ? error.problem.field : undefined;
  const words = error === null ? null : describeError(error);
  return {
    run,
    busy,
    failure: words,
    failureOf: (name) => (field === name ? words : null),
    forget: useCallback(() => setError(null), []),
  };
}

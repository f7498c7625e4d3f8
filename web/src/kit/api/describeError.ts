import { t } from '../text/t.ts';
import { NetworkError, ProblemError } from './problemError.ts';

/** What to show for anything that a call may throw: a sentence that says what happened, what is safe and what to do. */
export function describeError(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.detail;
  return t(error instanceof NetworkError ? 'api.unreachable' : 'api.unexpected');
}

import { STATUS_CODES } from 'node:http';
import type { Problem } from '@footbridge/contract/kit/problem.ts';

/** An answer that says no, thrown from anywhere below a route. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * @param code stable, for programs, in camelCase
 * @param detail a sentence for people: what happened, what is safe, what to do
 */
export function refusal(
  status: number,
  code: string,
  detail: string,
  more: Partial<Pick<Problem, 'field' | 'limit' | 'retryAfterMs'>> = {},
): Refusal {
  return new Refusal({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    ...more,
  });
}

/** The one answer for what does not exist and what this person may not know of: byte for byte the same. */
export const notFound = () =>
  refusal(
    404,
    'notFound',
    'There is nothing here for you. It may have been moved, or you are not in the space it belongs to. Nothing was changed.',
  );

export const signInNeeded = () =>
  refusal(401, 'signInNeeded', 'You are not signed in. Nothing was changed. Sign in and try again.');

export const notAllowed = (detail: string) => refusal(403, 'notAllowed', detail);
export const conflict = (code: string, detail: string) => refusal(409, code, detail);
export const badInput = (field: string, detail: string) => refusal(422, 'badInput', detail, { field });

/** For what was there a moment ago: gone meanwhile answers as never there. */
export function requireFound<T>(value: T | undefined): T {
  if (value === undefined) throw notFound();
  return value;
}

import type { Problem } from '@footbridge/contract/kit/problem.ts';

/** The server understood and refused: `problem.detail` is a sentence for people, `problem.field` the input it is about. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** No answer came: whether the server saw the request is unknown. `cause` holds what the browser said. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('The server did not answer', { cause });
    this.name = 'NetworkError';
  }
}

import type { AnyEndpoint, CallInput, Method, ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import type { Problem } from '@footbridge/contract/kit/problem.ts';
import { NetworkError, ProblemError } from './problemError.ts';

/** Parts without a required field may be left out. */
type Needed<T> = { [K in keyof T as Record<never, never> extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as Record<never, never> extends T[K] ? K : never]?: T[K];
};
export type Input<E extends AnyEndpoint> = Needed<CallInput<E>> & { signal?: AbortSignal };
type Args<E extends AnyEndpoint> =
  Record<never, never> extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

/**
 * Calls one endpoint of the contract and gives its reply.
 * Throws `ProblemError` when the server refuses, `NetworkError` when it cannot be reached or answers no JSON, and `AbortError` (a
 * `DOMException`) when `signal` says so. Replies are trusted as they are: they come from our own server, and parsing them would
 * load every schema into the browser.
 */
export type Call = <E extends AnyEndpoint>(endpoint: E, ...args: Args<E>) => Promise<ReplyOf<E>>;

export interface CallerOptions {
  /** `https://host`; the page's own when left out. */
  origin?: string;
  /** Sent with every call, as `authorization` or `cookie` of a client that is no browser. */
  headers?: Record<string, string>;
  fetch?: typeof fetch;
  /** Hears of every refusal before the caller does: the place to notice that a session ended. */
  onProblem?: (problem: Problem) => void;
}

type Fields = Record<string, string | number | boolean | undefined>;

/** The address of an endpoint below `/api`; ids and emoji are escaped, query fields without a value are left out. */
export function urlOf(path: string, params: Fields = {}, query: Fields = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** Reads a reply of the API: the value, or the refusal as `ProblemError`. */
async function readReply(response: Response): Promise<unknown> {
  const value: unknown = await response.json().catch((cause: unknown) => {
    throw new NetworkError(cause);
  });
  if (response.ok) return value;
  throw new ProblemError(value as Problem);
}

interface Request {
  method: Method;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

function requestOf(
  endpoint: AnyEndpoint,
  input: { body?: unknown; signal?: AbortSignal },
  options: CallerOptions,
): Request {
  const request: Request = {
    method: endpoint.method,
    headers: { accept: 'application/json', ...options.headers },
  };
  if (endpoint.hasBody) {
    request.headers['content-type'] = 'application/json';
    request.body = JSON.stringify(input.body ?? {});
  }
  if (input.signal) request.signal = input.signal;
  return request;
}

/** Makes the one function through which a client speaks to the server. Works in the browser and in Node. */
export function createCaller(options: CallerOptions = {}): Call {
  const send = options.fetch ?? ((url: string, request: RequestInit) => fetch(url, request));
  const call = async (
    endpoint: AnyEndpoint,
    input: Partial<CallInput<AnyEndpoint>> & { signal?: AbortSignal } = {},
  ) => {
    const url = urlOf(endpoint.path, input.params as Fields | undefined, input.query as Fields | undefined);
    const response = await send(`${options.origin ?? ''}${url}`, requestOf(endpoint, input, options)).catch(
      (cause: unknown) => {
        throw input.signal?.aborted ? cause : new NetworkError(cause);
      },
    );
    try {
      return await readReply(response);
    } catch (error) {
      if (error instanceof ProblemError) options.onProblem?.(error.problem);
      throw error;
    }
  };
  return call as Call;
}

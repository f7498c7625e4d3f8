import assert from 'node:assert/strict';
import type { AnyEndpoint, CallInput, ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import { Problem } from '@footbridge/contract/kit/problem.ts';
import * as z from 'zod/mini';

/** Who asks: a session's secret, a personal token, or nobody. */
export interface Identity {
  secret?: string;
  token?: string;
}

type Input<E extends AnyEndpoint> = {
  [
    Part in keyof CallInput<E> as Record<never, never> extends CallInput<E>[Part] ? never : Part
  ]: CallInput<E>[Part];
} & Partial<CallInput<E>>;
/** Nothing need be given to an endpoint that asks for nothing. */
type Arguments<E extends AnyEndpoint> =
  Record<never, never> extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The session secret that the answer sets, if it sets one. */
  secret: string | undefined;
}

export interface Client {
  /** Calls an endpoint; the reply must be of the contract's shape and hold nothing beside. Throws `Refused` when it says no. */
  call<E extends AnyEndpoint>(endpoint: E, ...input: Arguments<E>): Promise<ReplyOf<E>>;
  /** Calls an endpoint that is to say no. */
  refused<E extends AnyEndpoint>(endpoint: E, ...input: Arguments<E>): Promise<Problem>;
  /** Any request, with nothing checked. */
  request(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<RawAnswer>;
}

/** What an endpoint answered instead of doing it. */
class Refused extends Error {
  readonly problem: Problem;
  constructor(endpoint: AnyEndpoint, problem: Problem) {
    super(`${endpoint.name} answered ${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** A client of a server at `url`, as its own page would be. */
export function createClient(url: string, identity: Identity = {}): Client {
  const request: Client['request'] = async (method, path, { body, headers = {} } = {}) => {
    const answer = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        ...credentialOf(identity, url),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const secret = /^footbridge_session=([^;]+);/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    return { status: answer.status, headers: answer.headers, text: await answer.text(), secret };
  };
  async function ask<E extends AnyEndpoint>(
    endpoint: E,
    input: Partial<CallInput<AnyEndpoint>> = {},
  ): Promise<ReplyOf<E>> {
    const answer = await request(
      endpoint.method,
      pathOf(endpoint, input),
      endpoint.hasBody ? { body: input.body ?? {} } : {},
    );
    const value: unknown = JSON.parse(answer.text);
    if (answer.status === 200) return strictly(endpoint.reply, value, endpoint.name) as ReplyOf<E>;
    throw new Refused(endpoint, strictly(Problem, value, endpoint.name) as Problem);
  }
  return {
    request,
    call: (endpoint, ...[input]) => ask(endpoint, input),
    refused: async (endpoint, ...[input]) => {
      const outcome = await ask(endpoint, input).catch((error: unknown) => error);
      if (outcome instanceof Refused) return outcome.problem;
      throw outcome instanceof Error ? outcome : new Error(`${endpoint.name} was allowed.`);
    },
  };
}

export function credentialOf({ secret, token }: Identity, url: string): Record<string, string> {
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  return {
    origin: new URL(url).origin,
    ...(secret === undefined ? {} : { cookie: `footbridge_session=${secret}` }),
  };
}

/** Where an endpoint is called, with its ids and query filled in. */
export function pathOf(endpoint: AnyEndpoint, input: Partial<CallInput<AnyEndpoint>>): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const given = Object.entries((input.query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api${path}${query === '' ? '' : `?${query}`}`;
}

/** The contract's schemas leave out what they do not know; a value that is not the same after parsing held something of that kind. */
export function strictly(schema: z.core.$ZodType, value: unknown, name: string): unknown {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) {
    throw new Error(
      `${name} answered what the contract does not say: ${z.prettifyError(parsed.error)}\n${JSON.stringify(value)}`,
    );
  }
  assert.deepEqual(parsed.data, value, `${name} answered fields that the contract does not name`);
  return parsed.data;
}

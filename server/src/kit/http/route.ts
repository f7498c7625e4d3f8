import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnyEndpoint, CallInput, ReplyOf } from '@footbridge/contract/kit/endpoint.ts';
import type { Actor } from './actor.ts';

/** Where a request came from, for limits on attempts and for the list of sessions. */
export interface Caller {
  address: string;
  userAgent: string;
}

export interface RouteInput<E extends AnyEndpoint> extends CallInput<E> {
  caller: Caller;
  /** For the few routes that set a cookie or read a stream. */
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A reply that was written as JSON text already: hot pages splice stored trees into it instead of parsing and writing them again. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export interface Route {
  endpoint: AnyEndpoint;
  /** True when the body is not JSON but a stream the handler reads itself. */
  takesStream: boolean;
  run(input: RouteInput<AnyEndpoint>, actor: Actor | undefined): Promise<unknown>;
}

type Handler<E extends AnyEndpoint> = (
  input: RouteInput<E> & { actor: Actor },
) => Promise<ReplyOf<E> | JsonText>;

/** A route for somebody signed in. */
export function route<E extends AnyEndpoint>(
  endpoint: E,
  handle: Handler<E>,
  options: { takesStream?: boolean } = {},
): Route {
  return {
    endpoint,
    takesStream: options.takesStream ?? false,
    run: (input, actor) => handle({ ...(input as RouteInput<E>), actor: actor as Actor }),
  };
}

/** A route that anyone may call; `actor` is there when somebody happens to be signed in. */
export function openRoute<E extends AnyEndpoint>(
  endpoint: E,
  handle: (input: RouteInput<E> & { actor: Actor | undefined }) => Promise<ReplyOf<E>>,
): Route {
  return {
    endpoint,
    takesStream: false,
    run: (input, actor) => handle({ ...(input as RouteInput<E>), actor }),
  };
}

import fastify, {
  type FastifyBaseLogger,
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Log } from '../log.ts';
import type { Actor, Authenticate } from './actor.ts';
import { readCredential } from './credential.ts';
import { securityHeaders } from './headers.ts';
import { openApi } from './openapi.ts';
import { changesSomething, comesFromOwnPage } from './origin.ts';
import { parseInput } from './parse.ts';
import { Refusal, notAllowed, notFound, refusal, signInNeeded } from './problem.ts';
import { JsonText, type Route } from './route.ts';

/** The largest JSON body, in bytes. Text has its own, smaller limit; streams have theirs. */
const BODY_MAX_BYTES = 256 * 1024;

export interface HttpOptions {
  routes: Route[];
  authenticate: Authenticate;
  log: Log;
  /** As people type it; unset means: whatever host a request names. */
  publicUrl: string | undefined;
  version: string;
  /** Counts and times each request, by the route's name. */
  onAnswered?(name: string, status: number, seconds: number): void;
}

/** The HTTP side: every route of the registry below `/api`, and nothing that is not in it. */
export function createHttp(options: HttpOptions): FastifyInstance {
  const logger: FastifyBaseLogger = options.log;
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  });
  const headers = securityHeaders(options.publicUrl?.startsWith('https:') ?? false);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
  app.setErrorHandler((error, _request, reply) => sendError(error, reply, options.log));
  app.setNotFoundHandler((_request, reply) => sendError(notFound(), reply, options.log));
  // Streams are read by their handler; Fastify must not buffer them.
  app.addContentTypeParser('application/zip', (_request, _payload, done) => done(null, undefined));
  for (const entry of options.routes) addRoute(app, entry, options);
  const document = openApi(
    options.routes.map((entry) => entry.endpoint),
    options.version,
  );
  app.get('/api/openapi.json', async () => document);
  return app;
}

function addRoute(app: FastifyInstance, entry: Route, options: HttpOptions): void {
  const { endpoint } = entry;
  app.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    handler: async (request, reply) => {
      const started = performance.now();
      reply.header('cache-control', 'no-store');
      const actor = await actorOf(request, options);
      if (actor === undefined && endpoint.who !== 'anyone') throw signInNeeded();
      const input = parseInput(endpoint, request);
      const caller = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
      const result = await entry.run({ ...input, caller, request, reply }, actor);
      options.onAnswered?.(endpoint.name, reply.statusCode, (performance.now() - started) / 1000);
      return send(reply, result);
    },
  });
}

function send(reply: FastifyReply, result: unknown): FastifyReply {
  reply.type('application/json; charset=utf-8');
  // As bytes: text would be measured once and encoded once more.
  return reply.send(Buffer.from(result instanceof JsonText ? result.text : JSON.stringify(result)));
}

async function actorOf(request: FastifyRequest, options: HttpOptions): Promise<Actor | undefined> {
  const credential = readCredential(request.raw);
  // A foreign page can make a browser send the cookie, never the Authorization header. Requests without a cookie are checked too:
  // signing somebody in from a foreign page is an attack of its own.
  if (
    credential?.kind !== 'token' &&
    changesSomething(request.method) &&
    !comesFromOwnPage(request.raw, options.publicUrl)
  ) {
    throw notAllowed(
      'The request did not come from a page of this server, so it was not carried out. Open Footbridge itself, or use a personal token.',
    );
  }
  return credential === undefined ? undefined : options.authenticate(credential);
}

function sendError(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  const problem = problemOf(error, log);
  reply.type('application/problem+json; charset=utf-8');
  if (problem.retryAfterMs !== undefined) {
    reply.header('retry-after', String(Math.ceil(problem.retryAfterMs / 1000)));
  }
  return reply.status(problem.status).send(JSON.stringify(problem));
}

function problemOf(error: unknown, log: Log): Refusal['problem'] {
  if (error instanceof Refusal) return error.problem;
  const {
    statusCode: status,
    code,
    message,
  } = error as { statusCode?: number; code?: string; message?: string };
  if (status === 413) {
    return refusal(
      413,
      'tooLarge',
      `The request is larger than ${BODY_MAX_BYTES} bytes. Nothing was changed. Send less at once.`,
      { limit: BODY_MAX_BYTES },
    ).problem;
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return refusal(
      status,
      'badRequest',
      'The request could not be read. Nothing was changed. Correct it and send it again.',
    ).problem;
  }
  if (isUnavailable(code, message)) {
    return refusal(
      503,
      'databaseUnavailable',
      'The database does not answer just now. If you were changing something, it may or may not have happened; sending it again is safe where it has a client id.',
      { retryAfterMs: 2000 },
    ).problem;
  }
  log.error({ err: error }, 'a request failed unexpectedly');
  return refusal(
    500,
    'unexpected',
    'Something went wrong on the server and was written to its log. Nothing half-done was kept. Try again; if it happens again, tell the people who run this server.',
  ).problem;
}

/** PostgreSQL is restarting, stopping, full or away: the operator's business, not a defect. Classes 08, 53, 57 of SQLSTATE, and broken sockets. */
function isUnavailable(code: string | undefined, message: string | undefined): boolean {
  if (code !== undefined && /^(?:08|53|57)...$|^ECONN|^ENOENT$|^EPIPE$/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    message ?? '',
  );
}

import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Authenticate } from './actor.ts';
import { readCredential } from './credential.ts';
import { notAllowed, signInNeeded } from './problem.ts';

interface OperationsOptions {
  pool: pg.Pool;
  authenticate: Authenticate;
  /** In the Prometheus text format. */
  measurements(): Promise<string>;
}

/** What the people who run this server ask of it: is it well (`/healthz`), and how busy (`/metrics`, administrators only). */
export function addOperations(
  app: FastifyInstance,
  { pool, authenticate, measurements }: OperationsOptions,
): void {
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8');
    const well = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    return well ? 'well\n' : reply.status(503).send('the database does not answer\n');
  });
  app.get('/metrics', async (request, reply) => {
    const credential = readCredential(request.raw);
    const actor = credential === undefined ? undefined : await authenticate(credential);
    if (actor === undefined) throw signInNeeded();
    if (!actor.administrator) {
      throw notAllowed('Only administrators of this server may read its measurements.');
    }
    reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8');
    return measurements();
  });
}

import pg from 'pg';
import type { Log } from '../log.ts';

const { types } = pg;
const INT8 = 20;
const JSON_TYPE = 114;
const TIMESTAMPTZ = 1184;

// Positions stay far below 2^53, so a number is exact. `json` columns hold trees that are passed on as they are, so they stay text.
types.setTypeParser(INT8, Number);
types.setTypeParser(JSON_TYPE, (text) => text);
types.setTypeParser(TIMESTAMPTZ, toInstant);

/** PostgreSQL's `2026-11-24 10:12:00.5+00` as ISO 8601 in UTC with milliseconds. Sessions run in UTC. */
function toInstant(text: string): string {
  const end = text.indexOf('+');
  const fraction = text.slice(20, end).slice(0, 3).padEnd(3, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

/** Statements kept prepared per connection; those past it are planned each time. */
const PREPARED_MAX = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= PREPARED_MAX) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/** Every parametrised statement is sent as a prepared one: PostgreSQL then plans it once per connection. */
class PreparingClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [text, values, ...rest] = given;
    const send = super.query as (...args: unknown[]) => never;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) {
      return send.apply(this, given);
    }
    const name = nameOf(text);
    return send.apply(this, [name === undefined ? { text, values } : { name, text, values }, ...rest]);
  }
}

/** What every connection asks for. Random reads are cheap on the disks and caches of today; compiling a statement never pays here. */
const SETTINGS = {
  timezone: 'UTC',
  synchronous_commit: 'on',
  statement_timeout: '60000',
  random_page_cost: '1.1',
  jit: 'off',
};

/** A pool of connections. A connection that breaks is logged and replaced; the statement that was on it rejects. */
export function createPool(
  connectionString: string,
  log: Log,
  options: { max?: number; name?: string } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 16,
    application_name: options.name ?? 'footbridge',
    connectionTimeoutMillis: 10_000,
    options: Object.entries(SETTINGS)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    Client: PreparingClient,
  });
  pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection broke'));
  // The pool hears only of idle connections; one that breaks between two statements of a transaction would end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ error: error.message }, 'a database connection broke in use')),
  );
  return pool;
}

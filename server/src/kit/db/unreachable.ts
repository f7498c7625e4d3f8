import type pg from 'pg';
import { StartupError } from '../startupError.ts';

const REMEDY = 'correct DATABASE_URL, or unset it to use the embedded database';

/**
 * One sentence for a DATABASE_URL that leads nowhere; undefined for what is not about reaching it. The address is named without the
 * password in it.
 */
function explainUnreachable(error: unknown, databaseUrl: string): StartupError | undefined {
  const { code, message = '' } = error as { code?: string; message?: string };
  const where = describe(databaseUrl);
  if (where === undefined) {
    return new StartupError(
      'DATABASE_URL is no address of a PostgreSQL; give one like postgresql://user:password@host:5432/footbridge.',
    );
  }
  const says = (what: string, remedy = REMEDY) =>
    new StartupError(`The database at ${where} ${what}; ${remedy}.`, { cause: error });
  if (code === 'ECONNREFUSED' || code === 'ENOENT') {
    return says('does not answer: nothing listens there', 'start it, or correct DATABASE_URL');
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return says('cannot be found: the host name is not known');
  }
  if (
    code === 'ETIMEDOUT' ||
    code === 'EHOSTUNREACH' ||
    code === 'ENETUNREACH' ||
    /timeout|timed out/i.test(message)
  ) {
    return says('cannot be reached in time');
  }
  if (code === '28P01' || code === '28000' || /password must be a string|SASL/.test(message)) {
    return says('refused the user or the password');
  }
  if (code === '3D000') return says('does not exist', `create it with "createdb", or correct DATABASE_URL`);
  if (code === '42501') return says('does not let this user create tables', 'make the user its owner');
  if (code === '57P03' || code === '53300') return says(`is not ready (${message})`, 'try again in a moment');
  if (/does not support SSL|SSL/.test(message)) {
    return says(`does not agree on encryption (${message})`, 'set sslmode in DATABASE_URL');
  }
  return undefined;
}

/** Connects once and lets go again. Throws StartupError where the database cannot be reached or used. */
export async function requireReachable(pool: pg.Pool, databaseUrl: string): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (error) {
    throw explainUnreachable(error, databaseUrl) ?? error;
  }
}

function describe(databaseUrl: string): string | undefined {
  if (!URL.canParse(databaseUrl)) {
    return /^postgres(?:ql)?:\/\//.test(databaseUrl) ? 'DATABASE_URL' : undefined;
  }
  const { protocol, host, pathname } = new URL(databaseUrl);
  return /^postgres(?:ql)?:$/.test(protocol) ? `${host}${pathname}` : undefined;
}

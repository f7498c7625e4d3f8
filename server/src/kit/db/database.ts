import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;
/** A database or a transaction on it: what reading needs. */
export type Reader = Kysely<Tables> | Transaction<Tables>;

export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

const DEADLOCK = '40P01';
const SERIALIZATION = '40001';
const UNIQUE = '23505';

const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/** Two changes met; the same change may simply be made again. */
export const metAnotherChange = (error: unknown) =>
  codeOf(error) === DEADLOCK || codeOf(error) === SERIALIZATION;

/** A row with the same unique value is there already. */
export const isTaken = (error: unknown) => codeOf(error) === UNIQUE;

import type { ColumnType } from 'kysely';

/** A column that the database fills when it is left out. */
export type Filled<T> = ColumnType<T, T | undefined, T>;

/** Small facts of an activity row, as the feature that wrote them knows them. */
export type JsonFacts = Record<string, unknown>;

// Writes server/schema.sql and server/src/kit/db/tables.ts from a fresh database brought up by the migrations.
import { writeFile } from 'node:fs/promises';
import { createPool } from '../server/src/kit/db/pool.ts';
import { describeSchema } from '../server/src/kit/db/describeSchema.ts';
import { migrate } from '../server/src/kit/db/migrate.ts';
import { createLog } from '../server/src/kit/log.ts';

const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Say in DATABASE_URL which empty database to use.');
const pool = createPool(url, createLog('silent'));
await migrate(pool, new URL('../server/migrations/', import.meta.url));
const { sql, tables } = await describeSchema(pool);
await writeFile(new URL('../server/schema.sql', import.meta.url), sql);
await writeFile(new URL('../server/src/kit/db/tables.ts', import.meta.url), tables);
await pool.end();

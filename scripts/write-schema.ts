// Writes server/schema.sql and the types of the tables in server/src/kit/db from a fresh database brought up by the migrations.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createPool } from '../server/src/kit/db/pool.ts';
import { describeSchema } from '../server/src/kit/db/describeSchema.ts';
import { migrate } from '../server/src/kit/db/migrate.ts';
import { createLog } from '../server/src/kit/log.ts';

const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Say in DATABASE_URL which empty database to use.');
const pool = createPool(url, createLog('silent'));
const migrations = new URL('../server/migrations/', import.meta.url);
const folder = new URL('../server/src/kit/db/', import.meta.url);
await migrate(pool, migrations);
const { sql, tables } = await describeSchema(pool, migrations);
await writeFile(new URL('../server/schema.sql', import.meta.url), sql);
// A table that is gone leaves no types behind.
await rm(new URL('tables/', folder), { recursive: true, force: true });
await mkdir(new URL('tables/', folder));
for (const [path, text] of tables) await writeFile(new URL(path, folder), text);
await pool.end();

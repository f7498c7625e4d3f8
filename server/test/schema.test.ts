import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeSchema } from '../src/kit/db/describeSchema.ts';
import { startTestServer } from './server.ts';

const server = await startTestServer();
const { sql, tables } = await describeSchema(server.context.pool, new URL('../migrations/', import.meta.url));

test('schema.sql is what the migrations make: no table changes unseen', async () => {
  expect(sql).toBe(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'));
});

test('the types of the tables are those of the database', async () => {
  for (const [path, text] of tables) {
    expect(text, path).toBe(await readFile(new URL(`../src/kit/db/${path}`, import.meta.url), 'utf8'));
  }
});

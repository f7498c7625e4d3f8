import { randomUUID } from 'node:crypto';
import { createClient } from '../../client.ts';
import type { World } from '../world.ts';
import { RECORDS, fromRecords } from './list.ts';
import type { MatrixRecord, RecordThing, Stage } from './record.ts';

/** @param later that the words in it are those of a second one of the same key */
function stageOf(
  world: World,
  { noun }: MatrixRecord,
  key: string,
  words: 'canaries' | 'later' | 'plain',
): Stage & { key: string } {
  const { server, people, canaries } = world;
  const again = words === 'later' ? 'later ' : '';
  return {
    world,
    key,
    as: (person) => createClient(server.url, { secret: people[person].secret }),
    idOf: (person) => people[person].id,
    word: (what, sees) =>
      words === 'plain'
        ? `Words ${randomUUID().slice(0, 8)}`
        : canaries.add(`the ${what} of ${again}${noun} ${key}`, (viewer) => sees.includes(viewer)),
  };
}

async function makeOn(stage: Stage & { key: string }, record: MatrixRecord): Promise<RecordThing> {
  const { noun } = record;
  const made = await record.make(stage).catch((error: unknown) => {
    throw new Error(`The ${noun} ${stage.key} of the permission matrix cannot be made.`, { cause: error });
  });
  return { kind: 'record', noun, key: stage.key, facts: {}, ...made };
}

/** One after the other, as the list says. */
export async function makeRecords(world: World): Promise<void> {
  for (const record of RECORDS) {
    for (const key of record.keys) {
      world.records.push(await makeOn(stageOf(world, record, key, 'canaries'), record));
    }
  }
}

export function copyRecord(world: World, { noun, key }: RecordThing): Promise<RecordThing> {
  const record = RECORDS.find((one) => one.noun === noun);
  if (record === undefined) throw new Error(`There is no record ${noun}.`);
  return makeOn(stageOf(world, record, key, 'plain'), record);
}

/** After an endpoint was called with success, perhaps many times. */
export async function undo(world: World, endpointName: string): Promise<void> {
  await fromRecords((record) => record.undo, endpointName)?.(world);
}

/** All of them come about once more while everybody listens, and what else may happen to them happens. */
export async function letRecordsHappen(world: World): Promise<void> {
  for (const record of RECORDS) {
    for (const key of record.keys) {
      const stage = stageOf(world, record, key, 'later');
      await record.happen?.(stage, await makeOn(stage, record));
    }
  }
}

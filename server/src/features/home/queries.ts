import { WAITING_MAX, type Waiting } from '@footbridge/contract/home.ts';
import type { Reader } from '../../kit/db/database.ts';
import { inOrder } from './rules.ts';

/** One line per feature that lets something wait for people. */
const WAITING: ((db: Reader, personId: string) => Promise<Waiting[]>)[] = [];

/** All of it at once, each list one cheap statement. */
export async function listAllWaiting(db: Reader, personId: string): Promise<Waiting[]> {
  const lists = await Promise.all(WAITING.map((listWaiting) => listWaiting(db, personId)));
  return inOrder(lists.flat()).slice(0, WAITING_MAX);
}

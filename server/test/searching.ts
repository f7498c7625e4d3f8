import { type SearchReply, search } from '@footbridge/contract/search.ts';
import { sql } from 'kysely';
import type { Cast, CastPerson } from './cast.ts';
import type { TestServer } from './server.ts';

const PATIENCE_MS = 5000;

export interface Searching {
  /** Waits until everything that was said, changed or removed is so in what is searched. */
  settled(): Promise<void>;
  find(person: CastPerson, text: string, next?: string): Promise<SearchReply>;
  /** The ids of the messages that somebody finds, newest first. */
  ids(person: CastPerson, text: string): Promise<string[]>;
}

export function createSearching(server: TestServer, cast: Cast): Searching {
  const find: Searching['find'] = (person, text, next) =>
    cast.as(person).call(search, { query: { text, next } });
  return {
    find,
    ids: async (person, text) => (await find(person, text)).messages.map(({ messageId }) => messageId),
    settled: async () => {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const { rows } = await sql<{ left: number }>`select count(*)::int as left from search_queue`.execute(
          server.context.db,
        );
        if (rows[0]?.left === 0) return;
        if (performance.now() > until) throw new Error('What was said has not become findable.');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

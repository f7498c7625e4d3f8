// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { GeneratedAlways } from 'kysely';

export interface SearchTables {
  search_entries: {
    message_id: string;
    space_id: string;
    seq: number;
    author_id: string;
    created_at: string;
    words: string;
  };
  search_queue: {
    position: GeneratedAlways<number>;
    message_id: string;
  };
  search_words: {
    word: string;
    entries: number;
  };
}

// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { Filled } from '../columns.ts';

export interface ChatTables {
  message_mentions: {
    person_id: string;
    space_id: string;
    seq: number;
    message_id: string;
  };
  message_versions: {
    message_id: string;
    version: number;
    source: string;
    body: string;
    title: string | null;
    written_at: string;
    replaced_by: string | null;
  };
  messages: {
    id: string;
    space_id: string;
    seq: number;
    author_id: string;
    organisation_id: string;
    author_role: string;
    client_id: string | null;
    thread_root_id: string | null;
    title: string | null;
    source: string;
    body: string;
    files: string | null;
    mentions: Filled<string[]>;
    mentions_everyone: Filled<boolean>;
    created_at: string;
    edited_at: string | null;
    removed_at: string | null;
    removed_by: string | null;
    has_reactions: Filled<boolean>;
    has_replies: Filled<boolean>;
    external_ref: string | null;
  };
  reactions: {
    message_id: string;
    emoji: string;
    person_id: string;
    organisation_id: string;
    created_at: string;
  };
  thread_followings: {
    root_id: string;
    person_id: string;
    followed_at: string;
    unfollowed_at: string | null;
  };
  threads: {
    root_id: string;
    space_id: string;
    replies: number;
    last_reply_at: string | null;
    last_reply_seq: number;
    people: string;
  };
}

// Made from the migrations by `npm run schema`; the tests compare it with a fresh database.
import type { ColumnType, GeneratedAlways } from 'kysely';

/** A column that the database fills when it is left out. */
type Filled<T> = ColumnType<T, T | undefined, T>;
/** Small facts of an activity row, as the feature that wrote them knows them. */
export type JsonFacts = Record<string, unknown>;

export interface ActivityTable {
  feed_id: string;
  seq: number;
  kind: string;
  subject_id: string | null;
  person_id: string | null;
  organisation_id: string | null;
  at: string;
  facts: JsonFacts | null;
}

export interface AffiliationsTable {
  person_id: string;
  organisation_id: string;
  role: string;
  role_title: Filled<string>;
  since: string;
}

export interface AttemptCountersTable {
  key: string;
  window_start: string;
  count: number;
}

export interface ChartersTable {
  space_id: string;
  version: number;
  purpose: string;
  norms: string;
  kept_days: number | null;
  disclosable: boolean;
  changed_by: string | null;
  organisation_id: string | null;
  changed_at: string;
}

export interface FeedsTable {
  id: string;
  kind: string;
  last_seq: Filled<number>;
}

export interface ImportRefsTable {
  source: string;
  workspace: string;
  kind: string;
  external_id: string;
  internal_id: string;
  email: string | null;
  seen_until: string | null;
}

export interface ImportsTable {
  id: string;
  source: string;
  file_name: string;
  stored_at: string | null;
  organisation_id: string;
  dry_run: boolean;
  state: string;
  progress: Filled<number>;
  attempts: Filled<number>;
  started_by: string | null;
  created_at: string;
  finished_at: string | null;
  report: string | null;
  failure: string | null;
}

export interface InvitationSpacesTable {
  invitation_id: string;
  space_id: string;
}

export interface InvitationsTable {
  id: string;
  token_hash: Buffer;
  organisation_id: string;
  role: string;
  email: string | null;
  claims_person_id: string | null;
  invited_by: string | null;
  invited_at: string;
  expires_at: string;
  accepted_at: string | null;
  accepted_by: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
}

export interface MembershipsTable {
  id: string;
  space_id: string;
  person_id: string;
  organisation_id: string;
  role: string;
  from_seq: number;
  to_seq: number | null;
  joined_at: string;
  left_at: string | null;
  added_by: string | null;
  removed_by: string | null;
}

export interface MessageMentionsTable {
  person_id: string;
  space_id: string;
  seq: number;
  message_id: string;
}

export interface MessageVersionsTable {
  message_id: string;
  version: number;
  source: string;
  body: string;
  title: string | null;
  written_at: string;
  replaced_by: string | null;
}

export interface MessagesTable {
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
}

export interface OrganisationsTable {
  id: string;
  name: string;
  short_name: string;
  hue: number;
  created_at: string;
  created_by: string | null;
}

export interface PeopleTable {
  id: string;
  kind: Filled<string>;
  name: string;
  email: string | null;
  email_confirmed_at: string | null;
  time_zone: Filled<string>;
  password_hash: string | null;
  created_at: string;
  deactivated_at: string | null;
  deactivated_by: string | null;
}

export interface ReactionsTable {
  message_id: string;
  emoji: string;
  person_id: string;
  organisation_id: string;
  created_at: string;
}

export interface ReadPositionsTable {
  person_id: string;
  space_id: string;
  seq: number;
  moved_at: string;
}

export interface SearchEntriesTable {
  message_id: string;
  space_id: string;
  seq: number;
  author_id: string;
  created_at: string;
  words: string;
}

export interface SearchQueueTable {
  position: GeneratedAlways<number>;
  message_id: string;
}

export interface SearchWordsTable {
  word: string;
  entries: number;
}

export interface ServerAdministratorsTable {
  person_id: string;
  granted_at: string;
  granted_by: string | null;
}

export interface SessionsTable {
  id: string;
  person_id: string;
  token_hash: Buffer;
  device: Filled<string>;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  ended_at: string | null;
}

export interface SetupLinksTable {
  token_hash: Buffer;
  created_at: string;
}

export interface SignInLinksTable {
  token_hash: Buffer;
  person_id: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

export interface SpacesTable {
  id: string;
  kind: string;
  reach: string;
  name: string;
  lead_organisation_id: string;
  history_rule: string;
  charter_version: Filled<number>;
  direct_key: string | null;
  created_at: string;
  created_by: string | null;
  archived_at: string | null;
  archived_by: string | null;
}

export interface ThreadFollowingsTable {
  root_id: string;
  person_id: string;
  followed_at: string;
  unfollowed_at: string | null;
}

export interface ThreadsTable {
  root_id: string;
  space_id: string;
  replies: number;
  last_reply_at: string | null;
  last_reply_seq: number;
  people: string;
}

export interface TokensTable {
  id: string;
  person_id: string;
  name: string;
  token_hash: Buffer;
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

export interface Tables {
  activity: ActivityTable;
  affiliations: AffiliationsTable;
  attempt_counters: AttemptCountersTable;
  charters: ChartersTable;
  feeds: FeedsTable;
  import_refs: ImportRefsTable;
  imports: ImportsTable;
  invitation_spaces: InvitationSpacesTable;
  invitations: InvitationsTable;
  memberships: MembershipsTable;
  message_mentions: MessageMentionsTable;
  message_versions: MessageVersionsTable;
  messages: MessagesTable;
  organisations: OrganisationsTable;
  people: PeopleTable;
  reactions: ReactionsTable;
  read_positions: ReadPositionsTable;
  search_entries: SearchEntriesTable;
  search_queue: SearchQueueTable;
  search_words: SearchWordsTable;
  server_administrators: ServerAdministratorsTable;
  sessions: SessionsTable;
  setup_links: SetupLinksTable;
  sign_in_links: SignInLinksTable;
  spaces: SpacesTable;
  thread_followings: ThreadFollowingsTable;
  threads: ThreadsTable;
  tokens: TokensTable;
}

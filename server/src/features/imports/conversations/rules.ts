import type pg from 'pg';
import type { ImportCounts } from '@footbridge/contract/imports.ts';
import type { ChangeContext } from '../../../kit/activity/activity.ts';
import type { KnownMessages } from '../known/load.ts';
import type { TextReading } from '../messages/load.ts';
import type { ImportedPeople, ImportedPerson } from '../people/load.ts';
import type { ArchiveFiles } from '../reading/load.ts';
import type { SpaceLoading } from '../spaces/load.ts';
import type { PlannedSpace } from '../spaces/rules.ts';

/** A message to be made findable; `body` and `files` are JSON text, as they are stored. */
export interface FindableMessage {
  id: string;
  spaceId: string;
  seq: number;
  authorId: string;
  createdAt: string;
  title: null;
  body: string;
  files: string | null;
}

/** What the conversations of one archive share while it is imported. */
export interface Run {
  context: ChangeContext;
  /** One connection for all that is loaded; not in a transaction between two conversations. */
  client: pg.ClientBase;
  workspace: string;
  organisationId: string;
  /** False on a dry run: everything is read and counted, and nothing is written. */
  write: boolean;
  files: ArchiveFiles;
  people: ImportedPeople;
  reading: TextReading;
  /** Makes messages findable, in the transaction that writes them. */
  search: { load(messages: FindableMessage[]): Promise<void> } | undefined;
  found: ImportCounts;
  added: ImportCounts;
  /** Messages that became none here. */
  reported: number;
  /** Who imports, where they belong to the organisation: they look after its open spaces until somebody else does. */
  starter: ImportedPerson | undefined;
  at: string;
  onRead(bytes: number): void;
  signal: AbortSignal;
}

/** One of them. */
export interface Conversation {
  run: Run;
  plan: PlannedSpace;
  loading: SpaceLoading;
  known: KnownMessages;
  firstMoves: Map<string, 'joined' | 'left'>;
  firstMicros: number | undefined;
  found: number;
  added: number;
  /** Messages that wait to be made findable. */
  findable: FindableMessage[];
  sending: Promise<void>;
  /** The lot before it. */
  sendingBefore: Promise<void>;
}

import type pg from 'pg';
import type { ImportCounts } from '@footbridge/contract/imports.ts';
import type { ImportedReaction, ImportedText } from '../messages/load.ts';
import { instantOf } from '../rules.ts';
import type { SpaceLoading } from '../spaces/load.ts';
import { listMissingReactions, listOutdated, reactionKey } from '../spaces/queries.ts';

interface Edit {
  id: string;
  editedMicros: number;
  /** Read only when it is needed: most edits of a later archive are here already. */
  read(): ImportedText;
}

const keyOf = ({ messageId, emoji, person }: ImportedReaction) =>
  reactionKey({ messageId, emoji, personId: person.id });

/** What a later archive says about messages that came from an earlier one: edits and reactions made since. */
export class KnownMessages {
  readonly #client: pg.ClientBase;
  readonly #loading: SpaceLoading;
  readonly #write: boolean;
  #edits: Edit[] = [];
  #reactions: ImportedReaction[] = [];

  constructor(client: pg.ClientBase, loading: SpaceLoading, write: boolean) {
    this.#client = client;
    this.#loading = loading;
    this.#write = write;
  }

  edited(edit: Edit): void {
    this.#edits.push(edit);
  }

  reacted(reactions: ImportedReaction[]): void {
    for (const reaction of reactions) this.#reactions.push(reaction);
  }

  get waiting(): number {
    return this.#edits.length + this.#reactions.length;
  }

  /** Looks which of them are new, and applies those. @param begin called before the first is applied */
  async apply(added: ImportCounts, at: string, begin: () => Promise<void>): Promise<void> {
    const [edits, reactions] = [this.#edits, this.#reactions];
    this.#edits = [];
    this.#reactions = [];
    const outdated =
      edits.length === 0
        ? new Set()
        : await listOutdated(
            this.#client,
            edits.map(({ id, editedMicros }) => ({ id, editedAt: instantOf(editedMicros) })),
          );
    const missing =
      reactions.length === 0
        ? new Set()
        : await listMissingReactions(
            this.#client,
            reactions.map(({ messageId, emoji, person }) => ({ messageId, emoji, personId: person.id })),
          );
    const newEdits = edits.filter(({ id }) => outdated.has(id));
    const newReactions = reactions.filter((reaction) => missing.has(keyOf(reaction)));
    if (newEdits.length + newReactions.length === 0) return;
    added.edits += newEdits.length;
    added.reactions += newReactions.length;
    await begin();
    if (newEdits.length > 0) await this.#applyEdits(newEdits, at);
    if (newReactions.length > 0) await this.#addReactions(newReactions, at);
  }

  async #applyEdits(edits: Edit[], at: string): Promise<void> {
    for (const { id } of edits) this.#loading.recordChange('messageEdited', id, at);
    if (!this.#write) return;
    const ids = edits.map(({ id }) => id);
    const texts = edits.map((edit) => edit.read());
    await this.#client.query(
      `insert into message_versions (message_id, version, source, body, title, written_at)
       select id, (select count(*) + 1 from message_versions where message_id = m.id), source, body, title, coalesce(edited_at, created_at)
       from messages m where id = any($1)`,
      [ids],
    );
    await this.#client.query(
      `update messages m set source = e.source, body = e.body::json, edited_at = e.edited_at
       from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as e(id, source, body, edited_at) where m.id = e.id`,
      [
        ids,
        texts.map(({ source }) => source),
        texts.map(({ body }) => body),
        edits.map(({ editedMicros }) => instantOf(editedMicros)),
      ],
    );
    await this.#client.query('insert into search_queue (message_id) select unnest($1::uuid[])', [ids]);
  }

  async #addReactions(reactions: ImportedReaction[], at: string): Promise<void> {
    const ids = new Set(reactions.map(({ messageId }) => messageId));
    for (const id of ids) {
      this.#loading.recordChange('reactionsChanged', id, at);
    }
    if (!this.#write) return;
    await this.#client.query(
      `insert into reactions (message_id, emoji, person_id, organisation_id, created_at)
       select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[])`,
      [
        reactions.map(({ messageId }) => messageId),
        reactions.map(({ emoji }) => emoji),
        reactions.map(({ person }) => person.id),
        reactions.map(({ person }) => person.organisationId),
        reactions.map(({ micros }) => instantOf(micros)),
      ],
    );
    await this.#client.query(
      'update messages set has_reactions = true where id = any($1) and not has_reactions',
      [[...ids]],
    );
  }
}

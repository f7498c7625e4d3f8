import type pg from 'pg';
import { copyInto, copyRow } from '../../../kit/db/copy.ts';
import { MENTION_COLUMNS, MESSAGE_COLUMNS, REACTION_COLUMNS } from '../messages/load.ts';
import { Times } from '../messages/rules.ts';
import type { ImportedPerson } from '../people/load.ts';
import { instantOf } from '../rules.ts';
import {
  type NewMembership,
  endMemberships,
  moveReadPositions,
  tellOfSpace,
  writeActivity,
  writeMemberships,
  writeRefs,
  writeThreads,
} from '../settling/load.ts';
import type { KnownSpace } from './queries.ts';
import type { Interval, PlannedSpace } from './rules.ts';

const ACTIVITY_COLUMNS = 'activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at)';

/** Rows that wait to be copied, by the table they go to. */
export interface Rows {
  messages: string;
  mentions: string;
  reactions: string;
  activity: string;
}

const noRows = (): Rows => ({ messages: '', mentions: '', reactions: '', activity: '' });

export interface Committed {
  /** What servers have to look at. */
  feeds: string[];
  /** Accounts whose place of reading in it was moved on. */
  readBy: string[];
}

export const NOTHING_COMMITTED: Committed = { feeds: [], readBy: [] };

export interface Founding {
  organisationId: string;
  creatorId: string | null;
  createdMicros: number;
  /** In from the beginning, with their role. */
  members: { person: ImportedPerson; role: 'steward' | 'member' | 'guest' }[];
  /** When the import writes it, for what the archive gives no time for. */
  at: string;
}

/**
 * One space while an archive is loaded into it: all of it in one transaction, begun when there is something to write, so that a run that
 * is broken off leaves the whole of it or nothing. Without a client nothing is written, and everything is counted as if it were.
 */
export class SpaceLoading {
  readonly plan: PlannedSpace;
  readonly known: KnownSpace | undefined;
  /** Times of messages of this run, and of those that can be answered. */
  readonly messages = new Times();
  readonly roots = new Times();
  readonly #client: pg.ClientBase | undefined;
  readonly #open = new Map<string, Interval>();
  readonly #ended: Interval[] = [];
  readonly #people = new Map<string, ImportedPerson>();
  readonly #roles = new Map<string, string>();
  /** People whose membership was there before this run, and who left in it. */
  readonly #leaving: Interval[] = [];
  /** Threads of a known space that got answers. */
  readonly touched = new Set<string>();
  #base = 0;
  #seq = 0;
  begun = false;
  rows = noRows();
  lastMicros = 0;

  constructor(client: pg.ClientBase | undefined, plan: PlannedSpace, known: KnownSpace | undefined) {
    this.#client = client;
    this.plan = plan;
    this.known = known;
    for (const { personId, account } of known?.members ?? []) {
      if (!account) {
        this.#open.set(personId, { personId, fromSeq: 0, joinedMicros: 0, toSeq: null, leftMicros: null });
      }
    }
  }

  /** The place of what comes next. */
  take(): number {
    this.#seq += 1;
    return this.#seq;
  }

  get isKnown(): boolean {
    return this.known !== undefined;
  }

  /** Begins the transaction; the feed stays locked from here on, so that nothing gets between the places that are taken. */
  async begin(founding: Founding): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    this.#base = this.#seq = this.known?.lastSeq ?? 0;
    if (this.#client !== undefined) {
      await this.#client.query('begin');
      if (this.isKnown) await this.#lockFeed(this.#client);
      else await this.#found(this.#client, founding);
    }
    if (this.isKnown) return;
    this.#record(
      'spaceCreated',
      this.plan.id,
      founding.creatorId,
      founding.organisationId,
      founding.createdMicros,
    );
    for (const { person, role } of founding.members) this.join(person, founding.createdMicros, role);
  }

  async #lockFeed(client: pg.ClientBase): Promise<void> {
    const { rows } = await client.query<{ last_seq: number }>(
      'select last_seq from feeds where id = $1 for update',
      [this.plan.id],
    );
    this.#base = this.#seq = rows[0]?.last_seq ?? 0;
  }

  async #found(
    client: pg.ClientBase,
    { organisationId, creatorId, createdMicros, at }: Founding,
  ): Promise<void> {
    const { id, kind, reach, name, directKey, channel } = this.plan;
    await client.query("insert into feeds (id, kind) values ($1, 'space')", [id]);
    await client.query(
      `insert into spaces (id, kind, reach, name, lead_organisation_id, history_rule, direct_key, created_at, created_by)
       values ($1, $2, $3, $4, $5, 'all', $6, $7, $8)`,
      [id, kind, reach, name, organisationId, directKey, instantOf(createdMicros), creatorId],
    );
    await client.query(
      `insert into charters (space_id, version, purpose, norms, kept_days, disclosable, changed_by, organisation_id, changed_at)
       values ($1, 1, $2, '', null, true, null, $3, $4)`,
      [id, channel?.purpose ?? '', organisationId, at],
    );
  }

  #record(
    kind: string,
    subjectId: string,
    personId: string | null,
    organisationId: string | null,
    micros: number,
  ): number {
    const seq = this.take();
    this.rows.activity += copyRow([
      this.plan.id,
      seq,
      kind,
      subjectId,
      personId,
      organisationId,
      instantOf(micros),
    ]);
    return seq;
  }

  /** That something happened to a message that was here before. */
  recordChange(kind: 'messageEdited' | 'reactionsChanged', messageId: string, at: string): void {
    this.rows.activity += copyRow([this.plan.id, this.take(), kind, messageId, null, null, at]);
  }

  isMember(personId: string): boolean {
    return this.#open.has(personId);
  }

  /** @returns false when they are in it already */
  join(
    person: ImportedPerson,
    micros: number,
    role: 'steward' | 'member' | 'guest' = person.guest ? 'guest' : 'member',
  ): boolean {
    if (this.#open.has(person.id) || this.#decidesAlone(person)) return false;
    const fromSeq = this.#record('memberJoined', person.id, person.id, person.organisationId, micros);
    this.#people.set(person.id, person);
    this.#roles.set(person.id, role);
    this.#open.set(person.id, {
      personId: person.id,
      fromSeq,
      joinedMicros: micros,
      toSeq: null,
      leftMicros: null,
    });
    return true;
  }

  /** @returns false when they are not in it */
  leave(person: ImportedPerson, micros: number): boolean {
    const interval = this.#open.get(person.id);
    if (interval === undefined || this.#decidesAlone(person)) return false;
    interval.toSeq = this.#record('memberLeft', person.id, person.id, person.organisationId, micros);
    interval.leftMicros = micros;
    this.#open.delete(person.id);
    (interval.fromSeq === 0 ? this.#leaving : this.#ended).push(interval);
    return true;
  }

  /** Who has an account decides here whether they are in a space that is here; an archive made elsewhere no longer does. */
  #decidesAlone(person: ImportedPerson): boolean {
    return this.isKnown && person.kind === 'person';
  }

  /** People who are in it now, of those that an archive decides about. */
  memberIds(): string[] {
    return [...this.#open.keys()];
  }

  /** What has gathered, to be sent while the next rows gather. */
  takeRows(): Rows {
    const rows = this.rows;
    this.rows = noRows();
    return rows;
  }

  async send(rows: Rows): Promise<void> {
    if (this.#client === undefined) return;
    await copyInto(this.#client, MESSAGE_COLUMNS, rows.messages);
    await copyInto(this.#client, MENTION_COLUMNS, rows.mentions);
    await copyInto(this.#client, REACTION_COLUMNS, rows.reactions);
    await copyInto(this.#client, ACTIVITY_COLUMNS, rows.activity);
  }

  /** Writes what follows from all that was added, and commits. */
  async commit(workspace: string, archivedMicros: number | null, at: string): Promise<Committed> {
    const { id } = this.plan;
    const archivedAt = this.isKnown ? null : archivedMicros;
    if (archivedAt !== null) this.#record('spaceArchived', id, null, null, archivedAt);
    await this.send(this.takeRows());
    const client = this.#client;
    if (client === undefined) return NOTHING_COMMITTED;
    await this.#settle(client, workspace);
    if (archivedAt !== null) {
      await client.query('update spaces set archived_at = $2 where id = $1', [id, instantOf(archivedAt)]);
    }
    await client.query('update feeds set last_seq = $2 where id = $1', [id, this.#seq]);
    const moved = await moveReadPositions(client, id, { fromSeq: this.#base, toSeq: this.#seq, at });
    const told = this.isKnown ? [] : this.#accounts();
    if (told.length > 0) await tellOfSpace(client, id, told, at);
    await client.query('commit');
    const readers = new Set(
      this.known?.members.filter(({ account }) => account).map(({ personId }) => personId),
    );
    return { feeds: [id, ...told], readBy: moved.filter((personId) => readers.has(personId)) };
  }

  async #settle(client: pg.ClientBase, workspace: string): Promise<void> {
    const { id, newRefs } = this.plan;
    const made = [...this.#ended, ...this.#open.values()].filter(({ fromSeq }) => fromSeq > 0);
    await writeMemberships(
      client,
      id,
      made.map((interval) => this.#membership(interval)),
    );
    if (this.#leaving.length > 0) await endMemberships(client, id, this.#leaving);
    await writeActivity(client, id, this.#base);
    await writeThreads(client, id, this.isKnown ? [...this.touched] : null);
    const seenUntilMicros = Math.max(this.lastMicros, this.known?.seenUntil ?? 0);
    await writeRefs(client, id, { workspace, externalIds: newRefs, seenUntilMicros });
  }

  #membership(interval: Interval): NewMembership {
    const organisationId = this.#people.get(interval.personId)?.organisationId ?? '';
    return { ...interval, organisationId, role: this.#roles.get(interval.personId) ?? 'member' };
  }

  #accounts(): string[] {
    return this.memberIds().filter((personId) => this.#people.get(personId)?.kind === 'person');
  }

  async rollback(): Promise<void> {
    if (this.begun) await this.#client?.query('rollback').catch(() => undefined);
  }
}

import type pg from 'pg';
import { type CopyValue, copyInto, copyRow } from '../../../kit/db/copy.ts';
import { derivedId } from '../../../kit/db/derivedId.ts';
import { MENTION_COLUMNS, MESSAGE_COLUMNS, REACTION_COLUMNS } from '../messages/load.ts';
import { Times } from '../messages/rules.ts';
import type { ImportedPerson } from '../people/load.ts';
import { instantOf } from '../rules.ts';
import type { KnownSpace } from './queries.ts';
import type { Interval, PlannedSpace } from './rules.ts';

const ACTIVITY_COLUMNS = 'activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at)';
const MEMBERSHIP_COLUMNS =
  'memberships (id, space_id, person_id, organisation_id, role, from_seq, to_seq, joined_at, left_at)';

/** Rows that wait to be copied, by the table they go to. */
export interface Rows {
  messages: string;
  mentions: string;
  reactions: string;
  activity: string;
}

const noRows = (): Rows => ({ messages: '', mentions: '', reactions: '', activity: '' });

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
      if (!account)
        this.#open.set(personId, { personId, fromSeq: 0, joinedMicros: 0, toSeq: null, leftMicros: null });
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

  /** Writes what follows from all that was added, and commits. @returns feeds that servers have to look at */
  async commit(workspace: string, archivedMicros: number | null, at: string): Promise<string[]> {
    if (!this.begun) return [];
    if (archivedMicros !== null && !this.isKnown)
      this.#record('spaceArchived', this.plan.id, null, null, archivedMicros);
    await this.send(this.takeRows());
    if (this.#client === undefined) return [];
    const client = this.#client;
    await this.#writeMemberships(client);
    await this.#writeActivity(client);
    await this.#writeThreads(client);
    if (archivedMicros !== null && !this.isKnown) {
      await client.query('update spaces set archived_at = $2 where id = $1', [
        this.plan.id,
        instantOf(archivedMicros),
      ]);
    }
    await this.#writeRefs(client, workspace);
    await client.query('update feeds set last_seq = $2 where id = $1', [this.plan.id, this.#seq]);
    await this.#moveReadPositions(client, at);
    const told = await this.#tellAccounts(client, at);
    await client.query('commit');
    return [this.plan.id, ...told];
  }

  async rollback(): Promise<void> {
    if (this.begun) await this.#client?.query('rollback').catch(() => undefined);
  }

  async #writeMemberships(client: pg.ClientBase): Promise<void> {
    const made = [...this.#ended, ...this.#open.values()].filter(({ fromSeq }) => fromSeq > 0);
    await copyInto(
      client,
      MEMBERSHIP_COLUMNS,
      made.map((interval) => this.#membershipRow(interval)).join(''),
    );
    for (const { personId, toSeq, leftMicros } of this.#leaving) {
      await client.query(
        'update memberships set to_seq = $3, left_at = $4 where space_id = $1 and person_id = $2 and to_seq is null',
        [this.plan.id, personId, toSeq, instantOf(leftMicros ?? 0)],
      );
    }
  }

  #membershipRow({ personId, fromSeq, toSeq, joinedMicros, leftMicros }: Interval): string {
    const id = derivedId(`slack ${this.plan.id} membership ${personId} ${fromSeq}`);
    const organisationId = this.#people.get(personId)?.organisationId ?? null;
    const values: CopyValue[] = [
      id,
      this.plan.id,
      personId,
      organisationId,
      this.#roles.get(personId) ?? 'member',
      fromSeq,
      toSeq,
      instantOf(joinedMicros),
      leftMicros === null ? null : instantOf(leftMicros),
    ];
    return copyRow(values);
  }

  /** Read back from the messages: making the rows here would cost the sending of another million. */
  async #writeActivity(client: pg.ClientBase): Promise<void> {
    await client.query(
      `insert into activity (feed_id, seq, kind, subject_id, person_id, organisation_id, at)
       select space_id, seq, 'messagePosted', id, author_id, organisation_id, created_at from messages
       where space_id = $1 and seq > $2 order by seq`,
      [this.plan.id, this.#base],
    );
  }

  async #writeThreads(client: pg.ClientBase): Promise<void> {
    await client.query(
      `with answers as (
         select thread_root_id as root, author_id, organisation_id, count(*) as n, max(created_at) as at, max(seq) as seq from messages
         where space_id = $1 and thread_root_id is not null and removed_at is null and ($2::uuid[] is null or thread_root_id = any($2))
         group by 1, 2, 3),
       latest as (select *, row_number() over (partition by root order by seq desc) as place from answers)
       insert into threads (root_id, space_id, replies, last_reply_at, last_reply_seq, people)
       select root, $1, sum(n), max(at), max(seq), coalesce(json_agg(json_build_array(author_id, organisation_id) order by seq desc) filter (where place <= 3), '[]')
       from latest group by root
       on conflict (root_id) do update set replies = excluded.replies, last_reply_at = excluded.last_reply_at,
         last_reply_seq = excluded.last_reply_seq, people = excluded.people`,
      [this.plan.id, this.isKnown ? [...this.touched] : null],
    );
  }

  async #writeRefs(client: pg.ClientBase, workspace: string): Promise<void> {
    await client.query(
      `insert into import_refs (source, workspace, kind, external_id, internal_id)
       select 'slack', $1, 'space', external_id, $3 from unnest($2::text[]) as n(external_id) on conflict do nothing`,
      [workspace, this.plan.newRefs, this.plan.id],
    );
    await client.query(
      "update import_refs set seen_until = $3 where source = 'slack' and workspace = $1 and kind = 'space' and internal_id = $2",
      [workspace, this.plan.id, instantOf(Math.max(this.lastMicros, this.known?.seenUntil ?? 0))],
    );
  }

  /** History is not news: who had read everything has read this too. What somebody had not read before stays unread. */
  async #moveReadPositions(client: pg.ClientBase, at: string): Promise<void> {
    await client.query(
      `insert into read_positions as r (person_id, space_id, seq, moved_at)
       select person_id, space_id, $2, $4 from memberships where space_id = $1 and to_seq is null
       on conflict (person_id, space_id) do update set seq = excluded.seq, moved_at = excluded.moved_at where r.seq >= $3`,
      [this.plan.id, this.#seq, this.#base, at],
    );
  }

  /**
   * That they are in a new space, in their own feeds. Only a new space has it: nobody can wait for its lock yet, so locking people's feeds
   * after it cannot end in two that wait for each other.
   */
  async #tellAccounts(client: pg.ClientBase, at: string): Promise<string[]> {
    const accounts = this.memberIds().filter((id) => this.#people.get(id)?.kind === 'person');
    if (this.isKnown || accounts.length === 0) return [];
    await client.query(
      `with locked as (select id from feeds where id = any($1) order by id for update),
       moved as (update feeds f set last_seq = f.last_seq + 1 from locked where f.id = locked.id returning f.id, f.last_seq)
       insert into activity (feed_id, seq, kind, subject_id, at) select id, last_seq, 'spaceAdded', $2, $3 from moved`,
      [accounts, this.plan.id, at],
    );
    return accounts;
  }
}

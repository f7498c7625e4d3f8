import { sql } from 'kysely';
import {
  type NewActivity,
  type Tx,
  type ChangeContext,
  change,
  record,
} from '../../../kit/activity/activity.ts';
import { derivedId } from '../../../kit/db/derivedId.ts';
import { cleanName } from '../rules.ts';
import type { Author } from '../entries/parse.ts';
import { type NewPerson, insertPeople, knownTimeZone, renameProfiles, roleOf } from '../profiles/load.ts';
import type { RosterPerson } from '../roster/parse.ts';
import { type KnownPerson, listAccounts, listImportedPeople } from './queries.ts';

/** Somebody of the archive, as they are here or will be. */
export interface ImportedPerson extends KnownPerson {
  /** The organisation they act for in what is imported. */
  organisationId: string;
  guest: boolean;
  /** Named in a message only; a better name may still be found. */
  provisional: boolean;
}

export interface Archive {
  workspace: string;
  organisationId: string;
  startedBy: string | null;
}

/** An archive whose programs write under ever new names must not fill the list of people with them. */
const NAMES_PER_BOT_MAX = 100;
const NAME_MAX = 100;
/** People in one transaction. */
const TOGETHER = 1000;

/** The people of one archive: those who are here already, those of its list, and those whom only messages name. */
export class ImportedPeople {
  readonly #archive: Archive;
  readonly #byExternalId = new Map<string, ImportedPerson>();
  readonly #byId = new Map<string, ImportedPerson>();
  /** Programs of users.json by the id that their messages carry. */
  readonly #botUsers = new Map<string, string>();
  readonly #namesOfBot = new Map<string, number>();
  #unsaved: NewPerson[] = [];
  #renamed = new Set<ImportedPerson>();
  readonly #listed: Set<string>;
  readonly #unlisted = new Set<string>();
  /** Accounts that were recognised by their address in this run. */
  readonly recognised = new Set<ImportedPerson>();
  /** Names of accounts that have an address of the archive and do not belong to the organisation: they are not recognised. */
  elsewhere: string[] = [];
  /** How many this run makes of those whom only messages name. */
  addedUnlisted = 0;

  private constructor(archive: Archive, listed: Set<string>) {
    this.#archive = archive;
    this.#listed = listed;
  }

  /** Looks up whom of the archive's list is here already, and takes the others up as new. Writes nothing. */
  static async read(
    context: Pick<ChangeContext, 'db'>,
    archive: Archive,
    roster: RosterPerson[],
  ): Promise<ImportedPeople> {
    const people = new ImportedPeople(archive, new Set(roster.map(({ id }) => id)));
    const { workspace, organisationId } = archive;
    for (const { externalId, ...known } of await listImportedPeople(context.db, workspace)) {
      const provisional = known.kind !== 'person' && known.name === externalId;
      people.#add(externalId, { ...known, organisationId, guest: false, provisional });
    }
    const emails = roster.flatMap(({ email }) => email ?? []);
    const accounts = await listAccounts(context.db, emails, organisationId);
    people.elsewhere = accounts.filter((account) => !account.ofOrganisation).map(({ name }) => name);
    const colleagues = new Map(
      accounts.filter((account) => account.ofOrganisation).map((account) => [account.email, account]),
    );
    for (const listed of roster) people.#takeUp(listed, colleagues);
    return people;
  }

  #add(externalId: string, person: ImportedPerson): void {
    this.#byExternalId.set(externalId, person);
    this.#byId.set(person.id, person);
  }

  #takeUp(listed: RosterPerson, accounts: Map<string, KnownPerson>): void {
    if (listed.botId !== undefined) this.#botUsers.set(listed.botId, listed.id);
    const known = this.#byExternalId.get(listed.id);
    if (known !== undefined) {
      known.guest = listed.guest;
      if (known.provisional) this.#rename(known, listed.name);
      return;
    }
    const account = listed.bot || listed.email === undefined ? undefined : accounts.get(listed.email);
    const person =
      account === undefined
        ? this.#newPerson(listed.id, listed.name, listed.bot, listed.guest)
        : {
            id: account.id,
            name: account.name,
            kind: account.kind,
            active: account.active,
            organisationId: this.#archive.organisationId,
            guest: listed.guest,
            provisional: false,
          };
    if (account !== undefined) this.recognised.add(person);
    this.#addUnsaved(listed.id, person, {
      email: listed.email ?? null,
      timeZone: knownTimeZone(listed.timeZone),
      title: listed.title,
    });
  }

  #newPerson(externalId: string, name: string, bot: boolean, guest: boolean): ImportedPerson {
    const { workspace, organisationId } = this.#archive;
    return {
      id: derivedId(`slack ${workspace} person ${externalId}`),
      name,
      kind: bot ? 'bot' : 'profile',
      organisationId,
      active: true,
      guest,
      provisional: false,
    };
  }

  #addUnsaved(
    externalId: string,
    person: ImportedPerson,
    more: Pick<NewPerson, 'email' | 'timeZone' | 'title'>,
  ): void {
    this.#add(externalId, person);
    this.#unsaved.push({ externalId, person, ...more });
  }

  /** Who wrote something; taken up as new when nobody knows them. */
  author(author: Author): ImportedPerson {
    const key = this.#keyOf(author);
    if (!this.#listed.has(key)) this.#unlisted.add(key);
    const known = this.#byExternalId.get(key);
    if (known === undefined) return this.#takeUpUnlisted(key, author.name, author.bot);
    if (known.provisional && author.name !== undefined) this.#rename(known, author.name);
    return known;
  }

  #keyOf({ key, name, bot, botId }: Author): string {
    const user = botId === undefined ? undefined : this.#botUsers.get(botId);
    if (!bot || user === undefined) return this.#boundedKey(key, botId);
    return name === undefined || this.#byExternalId.get(user)?.name === name
      ? user
      : this.#boundedKey(key, botId);
  }

  #boundedKey(key: string, botId: string | undefined): string {
    if (botId === undefined || key === botId || this.#byExternalId.has(key)) return key;
    const names = (this.#namesOfBot.get(botId) ?? 0) + 1;
    this.#namesOfBot.set(botId, names);
    return names > NAMES_PER_BOT_MAX ? botId : key;
  }

  /** Somebody by their id in the archive, as in a mention, a reaction or a list of members. */
  user(externalId: string, label?: string): ImportedPerson {
    const known = this.#byExternalId.get(externalId);
    if (known?.provisional === false && this.#listed.has(externalId)) return known;
    return this.author({ key: externalId, name: label, bot: externalId === 'USLACKBOT', botId: undefined });
  }

  isListed({ key, botId }: Author): boolean {
    return this.#listed.has(key) || (botId !== undefined && this.#botUsers.has(botId));
  }

  /** How many the archive names without listing them. */
  get foundUnlisted(): number {
    return this.#unlisted.size;
  }

  /** By their id here. */
  find(id: string): ImportedPerson | undefined {
    return this.#byId.get(id);
  }

  #takeUpUnlisted(externalId: string, name: string | undefined, bot: boolean): ImportedPerson {
    const clean = cleanName(name ?? '', NAME_MAX);
    const fallback = externalId === 'USLACKBOT' ? 'Slackbot' : cleanName(externalId, NAME_MAX) || 'Unknown';
    const person = {
      ...this.#newPerson(externalId, clean || fallback, bot, false),
      provisional: clean === '',
    };
    this.addedUnlisted += 1;
    this.#addUnsaved(externalId, person, { email: null, timeZone: 'UTC', title: '' });
    return person;
  }

  #rename(person: ImportedPerson, name: string): void {
    const clean = cleanName(name, NAME_MAX);
    if (clean === '') return;
    person.name = clean;
    person.provisional = false;
    this.#renamed.add(person);
  }

  /** How many of each kind are new and not written yet. */
  countUnsaved(): { people: number; bots: number } {
    const made = this.#unsaved.filter(({ person }) => !this.recognised.has(person));
    const bots = made.filter(({ person }) => person.kind === 'bot').length;
    return { people: made.length - bots, bots };
  }

  /** Forgets what is to be written, for a run that writes nothing. */
  forgetUnsaved(): void {
    this.#unsaved = [];
    this.#renamed = new Set();
  }

  /** Writes those who are new, so that what they wrote can be. Nobody is mailed, and no account gains a right by it. */
  async save(context: ChangeContext): Promise<void> {
    const [unsaved, renamed] = [this.#unsaved, this.#renamed];
    if (unsaved.length + renamed.size === 0) return;
    this.forgetUnsaved();
    for (let at = 0; at < unsaved.length; at += TOGETHER) {
      await change(context, (tx) => this.#insert(tx, unsaved.slice(at, at + TOGETHER)));
    }
    if (renamed.size > 0) await change(context, (tx) => renameProfiles(tx, [...renamed]));
  }

  async #insert(tx: Tx, people: NewPerson[]): Promise<void> {
    const { workspace, organisationId, startedBy } = this.#archive;
    const made = people.filter(({ person }) => !this.recognised.has(person));
    await insertPeople(tx, made, organisationId);
    await sql`
      insert into import_refs (source, workspace, kind, external_id, internal_id, email)
      select 'slack', ${workspace}, 'person', * from unnest(${people.map(({ externalId }) => externalId)}::text[], ${people.map(({ person }) => person.id)}::uuid[], ${people.map(({ email }) => email)}::text[])`.execute(
      tx.db,
    );
    await record(
      tx,
      made.map(({ person }): NewActivity => ({
        feedId: organisationId,
        kind: 'personJoined',
        subjectId: person.id,
        personId: startedBy,
        organisationId,
        facts: { role: roleOf(person), imported: true },
      })),
    );
  }
}

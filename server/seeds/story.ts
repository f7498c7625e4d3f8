import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { getOwnMessage, getReadableMessage, getRemovableMessage } from '../src/features/chat/access.ts';
import { addReaction, editMessage, removeMessage } from '../src/features/chat/changes.ts';
import { createPosting, readText } from '../src/features/chat/posting/changes.ts';
import { createOrganisation } from '../src/features/organisations/changes.ts';
import { addPerson, affiliate } from '../src/features/people/changes.ts';
import { createSpace, openDirectSpace } from '../src/features/spaces/changes.ts';
import { type Tx, change, record } from '../src/kit/activity/activity.ts';
import { DAY_MS, MINUTE_MS } from '../src/kit/clock.ts';
import type { Context } from '../src/kit/context.ts';
import { tellAgreements } from './agreements.ts';
import { loadCases } from './cases.ts';
import { type CastName, ORGANISATIONS, type OrganisationName, PEOPLE, emailOf } from './cast.ts';
import { loadPairings } from './pairings.ts';
import { tellRounds } from './rounds.ts';
import { loadSteps } from './steps.ts';
import { tellStories } from './stories.ts';
import { tellPolicies } from './policies.ts';
import type { Line, Talk } from './talk/line.ts';
import { OWN } from './talk/own.ts';
import { SHARED } from './talk/shared.ts';
import { tellThanks } from './thanks.ts';

interface Person {
  personId: string;
  organisationId: string;
  role: 'member' | 'guest';
}

type People = Record<CastName, Person>;

/** The story began this many days ago. */
const BEGAN_DAYS_AGO = 21;

/** Fills an empty server with the cast and some weeks of their conversation, through the same changes as everybody's. */
export async function loadStory(context: Context): Promise<void> {
  const began = at(context, context.clock.now() - BEGAN_DAYS_AGO * DAY_MS);
  const people = await bringInCast(began);
  for (const talk of [...SHARED, ...OWN]) await tell(context, began, talk, people);
  await readUpToYesterday(context, people.amina.personId);
  await tellRounds(context, people);
  await loadSteps(context, people);
  await loadPairings(context, people);
  await loadCases(context, people);
  await tellThanks(context, people);
  await tellStories(context, people);
  await tellAgreements(context, people);
  await tellPolicies(context, people);
}

/** The same server at another moment. */
const at = (context: Context, now: number): Context => ({ ...context, clock: { now: () => now } });

async function bringInCast(context: Context): Promise<People> {
  const organisations = {} as Record<OrganisationName, string>;
  for (const [key, fields] of Object.entries(ORGANISATIONS)) {
    organisations[key as OrganisationName] = (
      await change(context, (tx) => createOrganisation(tx, fields, null))
    ).id;
  }
  const people = {} as People;
  for (const key of Object.keys(PEOPLE) as CastName[]) {
    people[key] = await change(context, (tx) => bringIn(tx, key, organisations[PEOPLE[key][1]]));
  }
  const administrator = {
    person_id: people.amina.personId,
    granted_at: new Date(context.clock.now()).toISOString(),
  };
  await context.db.insertInto('server_administrators').values(administrator).execute();
  return people;
}

async function bringIn(tx: Tx, key: CastName, organisationId: string): Promise<Person> {
  const [name, , role, roleTitle] = PEOPLE[key];
  const personId = await addPerson(tx, {
    kind: 'person',
    name,
    email: emailOf(key),
    timeZone: 'Europe/London',
    passwordHash: null,
    emailConfirmedAt: tx.at,
  });
  await record(
    tx,
    await affiliate(tx, {
      personId,
      organisationId,
      role,
      roleTitle,
      by: { personId: null, organisationId },
    }),
  );
  return { personId, organisationId, role: role === 'guest' ? 'guest' : 'member' };
}

async function tell(context: Context, began: Context, talk: Talk, people: People): Promise<void> {
  const spaceId = await openTalk(began, talk, people);
  const keys = new Map<string, string>();
  let last = 0;
  for (const line of talk.lines) {
    const moment = Math.max(
      last + 1000,
      Math.min(momentOf(context, line), context.clock.now() - 5 * MINUTE_MS),
    );
    last = moment;
    const id = await sayLine(at(context, moment), spaceId, line, people, keys);
    if (line.key !== undefined) keys.set(line.key, id);
  }
}

function momentOf(context: Context, line: Line): number {
  const [hours = 0, minutes = 0] = line.at.split(':').map(Number);
  const day = Math.floor(context.clock.now() / DAY_MS) * DAY_MS - line.daysAgo * DAY_MS;
  return day + (hours * 60 + minutes) * MINUTE_MS;
}

async function openTalk(context: Context, talk: Talk, people: People): Promise<string> {
  const [steward, ...others] = talk.people.map((name) => people[name]) as [Person, ...Person[]];
  if (talk.kind === 'direct') {
    return change(context, (tx) => openDirectSpace(tx, [steward, ...others], steward));
  }
  return change(context, (tx) =>
    createSpace(
      tx,
      {
        kind: talk.kind,
        reach: talk.reach,
        name: talk.name,
        leadOrganisationId: steward.organisationId,
        historyRule: 'all',
        charter: {
          purpose: talk.purpose,
          norms: talk.norms,
          keptDays: talk.keptDays,
          disclosable: talk.kind === 'working',
        },
        members: [{ ...steward, role: 'steward' }, ...others],
      },
      steward,
    ),
  );
}

async function sayLine(
  context: Context,
  spaceId: string,
  line: Line,
  people: People,
  keys: Map<string, string>,
): Promise<string> {
  const speaker = people[line.who];
  const read = (source: string) =>
    readText(context.db, { personId: speaker.personId, spaceId, source: withMentions(source, people) });
  const threadRootId = line.replyTo === undefined ? null : (keys.get(line.replyTo) ?? null);
  const text = await read(line.before ?? line.text);
  const { id } = await createPosting(context)({
    ...text,
    personId: speaker.personId,
    spaceId,
    clientId: randomUUID(),
    threadRootId,
    title: line.title ?? null,
  });
  await afterwards(context, id, line, people, read);
  return id;
}

async function afterwards(
  context: Context,
  messageId: string,
  line: Line,
  people: People,
  read: (source: string) => ReturnType<typeof readText>,
): Promise<void> {
  const later = at(context, context.clock.now() + 2 * MINUTE_MS);
  const actor = {
    personId: people[line.who].personId,
    name: '',
    administrator: false,
    guest: false,
    sessionId: null,
    tokenId: null,
  };
  if (line.before !== undefined) {
    const [message, text] = [await getOwnMessage(context.db, actor, messageId), await read(line.text)];
    await change(later, (tx) => editMessage(tx, message, { text }));
  }
  for (const [emoji, names] of Object.entries(line.reactions ?? {})) {
    for (const name of names) {
      const message = await getReadableMessage(context.db, people[name], messageId);
      await change(later, (tx) => addReaction(tx, message, emoji));
    }
  }
  if (line.removed === true) {
    const message = await getRemovableMessage(context.db, actor, messageId);
    await change(later, (tx) => removeMessage(tx, message));
  }
}

const withMentions = (source: string, people: People) =>
  source.replaceAll(
    /\{(\w+)\}/g,
    (_, name: CastName) => `@[${PEOPLE[name][0]}](person:${people[name].personId})`,
  );

/** Amina has read everything up to yesterday evening; what was said since waits for her, as it would for anybody in the morning. */
async function readUpToYesterday(context: Context, personId: string): Promise<void> {
  const evening = new Date(
    Math.floor(context.clock.now() / DAY_MS) * DAY_MS - 8 * 60 * MINUTE_MS,
  ).toISOString();
  await sql`
    update read_positions r set seq = greatest(r.seq, coalesce((select max(m.seq) from messages m where m.space_id = r.space_id and m.created_at < ${evening}), 0))
    where r.person_id = ${personId}`.execute(context.db);
  // Everybody else has read all of it.
  await sql`
    update read_positions r set seq = f.last_seq from feeds f where f.id = r.space_id and r.person_id <> ${personId}`.execute(
    context.db,
  );
}

import { type NewActivity, type Tx, record } from '../../../kit/activity/activity.ts';
import { words } from '../../../kit/text/words.ts';
import type { ReadableMessage } from '../../chat/access.ts';
import type { MemberSpace } from '../../spaces/access.ts';
import { type Moment, draftSource, escaped, quoted } from '../rules.ts';
import { type SpaceFacts, readSpaceFacts } from './queries.ts';

/** Kept twice is kept once; whoever was first stands for it. */
export async function keepMessage(tx: Tx, message: ReadableMessage): Promise<void> {
  const { personId, organisationId, spaceId } = message.space;
  const kept = await tx.db
    .insertInto('message_keepings')
    .values({
      message_id: message.messageId,
      space_id: spaceId,
      kept_by: personId,
      organisation_id: organisationId,
      kept_at: tx.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('message_id')
    .execute();
  if (kept.length > 0) await record(tx, [keepingChanged(message)]);
}

export async function dropMessage(tx: Tx, message: ReadableMessage): Promise<void> {
  const dropped = await tx.db
    .deleteFrom('message_keepings')
    .where('message_id', '=', message.messageId)
    .returning('message_id')
    .execute();
  if (dropped.length > 0) await record(tx, [keepingChanged(message)]);
}

const keepingChanged = ({ space }: ReadableMessage): NewActivity => ({
  feedId: space.spaceId,
  kind: 'storyChanged',
  personId: space.personId,
  organisationId: space.organisationId,
});

const momentsOf = (facts: SpaceFacts): Moment[] => [
  { at: facts.openedAt, text: `- ${words('stories.opened', {})}` },
  ...facts.kept.map(({ messageId, author, source, postedAt }) => ({
    at: postedAt,
    text: quoted(
      source,
      words('stories.saidBy', { name: escaped(author), address: `/messages/${messageId}` }),
    ),
  })),
  ...facts.threads.map(({ id, author, title, at }) => ({
    at,
    text: `- ${words('stories.talkedAbout', { name: escaped(author), title: escaped(title), address: `/messages/${id}` })}`,
  })),
  ...facts.charters.map(({ at }) => ({ at, text: `- ${words('stories.charterChanged', {})}` })),
  ...facts.agreements.map(({ at, version }) => ({
    at,
    text: `- ${words(version === 1 ? 'stories.agreed' : 'stories.agreementChanged', {})}`,
  })),
  ...(facts.step === null ? [] : stepMoments(facts.step)),
  ...(facts.archivedAt === null ? [] : [{ at: facts.archivedAt, text: `- ${words('stories.closed', {})}` }]),
];

const ENDINGS = {
  done: 'stories.stepDone',
  changed: 'stories.stepChanged',
  stopped: 'stories.stepStopped',
} as const;

function stepMoments({ title, agreedAt, endedAt, outcome }: NonNullable<SpaceFacts['step']>): Moment[] {
  const began = { at: agreedAt, text: `- ${words('stories.stepBegan', { title: escaped(title) })}` };
  if (endedAt === null) return [began];
  const key = ENDINGS[outcome as keyof typeof ENDINGS] ?? 'stories.stepDone';
  return [began, { at: endedAt, text: `- ${words(key, { title: escaped(title) })}` }];
}

/** Title and Markdown of a first draft, from what this member may read. */
export async function writeDraft(tx: Tx, space: MemberSpace): Promise<{ title: string; source: string }> {
  const facts = await readSpaceFacts(tx.db, space);
  const source = draftSource(
    { purpose: facts.purpose, people: facts.people, moments: momentsOf(facts) },
    {
      whoTookPart: words('stories.whoTookPart', {}),
      whatHappened: words('stories.whatHappened', {}),
      whatCame: words('stories.whatCame', {}),
    },
  );
  return { title: facts.name === '' ? words('stories.untitled', {}) : facts.name, source };
}

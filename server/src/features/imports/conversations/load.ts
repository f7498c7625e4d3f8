import type { Founding } from '../spaces/load.ts';
import type { Conversation } from './rules.ts';

/** Begins the transaction of a conversation, once. What follows may refer to all people that were met until now. */
export async function begin(conversation: Conversation): Promise<void> {
  const { run, plan, loading } = conversation;
  if (loading.begun) return;
  const founding = foundingOf(conversation);
  if (plan.isNew) run.added.spaces += 1;
  if (run.write) await run.people.save(run.context);
  await loading.begin(founding);
}

/** Who is in a new space from its beginning: those the archive lists without saying when they came, and those who left without coming. */
function foundingOf({ run, plan, firstMoves, firstMicros }: Conversation): Founding {
  const { channel } = plan;
  const nowMicros = Date.parse(run.at) * 1000;
  const createdMicros = Math.min(channel?.createdMicros ?? nowMicros, firstMicros ?? nowMicros);
  const creator = channel?.creatorId === undefined ? undefined : run.people.user(channel.creatorId);
  const ids = [
    ...(channel?.memberIds ?? []).filter((id) => firstMoves.get(id) !== 'joined'),
    ...[...firstMoves].filter(([, move]) => move === 'left').map(([id]) => id),
  ];
  const members = new Map<string, Founding['members'][number]>();
  const lookAfter =
    run.starter !== undefined && plan.kind === 'working' && plan.reach === 'organisation'
      ? [run.starter]
      : [];
  for (const person of lookAfter) members.set(person.id, { person, role: 'steward' });
  for (const person of ids.map((id) => run.people.user(id))) {
    const role =
      person.id === creator?.id && plan.kind === 'working' ? 'steward' : person.guest ? 'guest' : 'member';
    if (person.active && !members.has(person.id)) members.set(person.id, { person, role });
  }
  return {
    organisationId: run.organisationId,
    creatorId: creator?.id ?? null,
    createdMicros,
    members: [...members.values()],
    at: run.at,
  };
}

/** When what has no time of its own happened: after everything else. */
export const endOf = ({ run, plan, loading }: Conversation) =>
  loading.lastMicros || plan.channel?.createdMicros || Date.parse(run.at) * 1000;

/** In the end those are in it whom the archive lists, however they came and went. */
export async function settleMembers(conversation: Conversation): Promise<void> {
  const { run, plan, loading } = conversation;
  if (plan.channel === undefined || (!loading.begun && !loading.isKnown)) return;
  const listed = new Map(
    plan.channel.memberIds.map((id) => run.people.user(id)).map((person) => [person.id, person]),
  );
  const left =
    listed.size === 0
      ? []
      : loading
          .memberIds()
          .flatMap((id) => (listed.has(id) || id === run.starter?.id ? [] : (run.people.find(id) ?? [])));
  const came = [...listed.values()].filter(
    (person) =>
      person.active && !loading.isMember(person.id) && !(loading.isKnown && person.kind === 'person'),
  );
  if (left.length + came.length === 0) return;
  await begin(conversation);
  for (const person of left) loading.leave(person, endOf(conversation));
  for (const person of came) loading.join(person, endOf(conversation));
}

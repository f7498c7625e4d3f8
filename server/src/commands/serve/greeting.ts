import { createSignInLink } from '../../features/auth/links/changes.ts';
import { createSetupLink } from '../../features/auth/setup/changes.ts';
import { needsSetup } from '../../features/auth/setup/queries.ts';
import { listAccounts } from '../../features/people/queries.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';

/** What is printed once the server runs: where it is and, while nobody is its administrator, the link that makes one. */
export async function describeServer(context: Context): Promise<string[]> {
  const address = `Footbridge is at ${context.publicUrl}`;
  if (!(await needsSetup(context.db))) return [address];
  const secret = await change(context, createSetupLink);
  return [
    address,
    `Open this link to set it up; whoever opens it becomes the administrator:\n${context.publicUrl}/setup#${secret}`,
  ];
}

/** Fills an empty server with the story, and gives a link that lets one look around in it. */
export async function loadDemo(context: Context): Promise<string[]> {
  if ((await listAccounts(context.db, {})).length === 0) {
    const { loadStory } = await import('../../../seeds/story.ts');
    await loadStory(context);
  }
  const administrator = (await listAccounts(context.db, {})).find(
    (one) => one.administrator && one.deactivatedAt === null,
  );
  if (administrator === undefined) {
    return ['The story is not loaded, because this server holds people already.'];
  }
  const secret = await change(context, (tx) => createSignInLink(tx, administrator.id));
  return [
    `Look around as ${administrator.name}, for a quarter of an hour from now:\n${context.publicUrl}/sign-in/link#${secret}`,
  ];
}

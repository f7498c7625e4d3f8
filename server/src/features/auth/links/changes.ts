import {
  type ChangeContext,
  type NewActivity,
  type Tx,
  change,
  record,
} from '../../../kit/activity/activity.ts';
import { refusal } from '../../../kit/http/problem.ts';
import { hashSecret, newSecret } from '../../../kit/http/secret.ts';
import { addJob } from '../../../kit/jobs/jobs.ts';
import { normalEmail } from '../../../kit/text/email.ts';
import { countAttempts, countSecret } from '../attempts/changes.ts';
import { LINKS_PER_ACCOUNT, LINKS_PER_ADDRESS, addressKey } from '../attempts/rules.ts';
import { endAllCredentials, openSession } from '../changes.ts';
import { LINK_MS } from '../rules.ts';

/** A link that was mailed is used up within the quarter of an hour it works, so trying for longer to mail it is of no use. */
const MAIL_ATTEMPTS = 4;

/**
 * Whether there is such an account is looked up by the job and not here: this way the answer and its time are the same for every
 * address.
 */
export async function askForSignInLink(
  context: ChangeContext,
  asked: { email: string; address: string },
): Promise<void> {
  const email = normalEmail(asked.email);
  await countAttempts(context, [
    { limit: LINKS_PER_ADDRESS, key: addressKey(asked.address) },
    { limit: LINKS_PER_ACCOUNT, key: email },
  ]);
  await change(context, (tx) => addJob(tx.db, 'sendSignInLink', { email }, { attempts: MAIL_ATTEMPTS }));
}

/** @returns the secret that the link carries; only its hash is stored */
export async function createSignInLink(tx: Tx, personId: string): Promise<string> {
  const secret = newSecret();
  await tx.db
    .insertInto('sign_in_links')
    .values({
      token_hash: hashSecret(secret),
      person_id: personId,
      created_at: tx.at,
      expires_at: new Date(Date.parse(tx.at) + LINK_MS).toISOString(),
    })
    .execute();
  return secret;
}

/** @returns the secret of the new session's cookie */
export async function signInWithLink(
  context: ChangeContext,
  used: { secret: string; address: string; device: string; signedInAs: string | undefined },
): Promise<string> {
  await countSecret(context, used.address);
  return change(context, async (tx) => {
    const personId = await spendLink(tx, used.secret);
    const ended = await confirmAddress(tx, personId, used.signedInAs);
    const session = await openSession(tx, personId, used.device);
    await record(tx, [...ended, ...session.activities]);
    return session.secret;
  });
}

/** One statement looks and marks, so of two uses at once one finds the link and the other does not. */
async function spendLink(tx: Tx, secret: string): Promise<string> {
  const link = await tx.db
    .updateTable('sign_in_links')
    .set({ used_at: tx.at })
    .where('token_hash', '=', hashSecret(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.at)
    .returning('person_id')
    .executeTakeFirst();
  if (link === undefined) throw linkSpent();
  return link.person_id;
}

/**
 * Who opens a mailed link owns the address. Where that is shown for the first time, the account may have been made by somebody else who
 * typed this address: their password, sessions and tokens end, unless the one who opens the link is signed in to the account already.
 */
async function confirmAddress(
  tx: Tx,
  personId: string,
  signedInAs: string | undefined,
): Promise<NewActivity[]> {
  const first = await tx.db
    .updateTable('people')
    .set({ email_confirmed_at: tx.at })
    .where('id', '=', personId)
    .where('email_confirmed_at', 'is', null)
    .returning('id')
    .execute();
  if (first.length === 0 || signedInAs === personId) return [];
  await tx.db.updateTable('people').set({ password_hash: null }).where('id', '=', personId).execute();
  const ended = await endAllCredentials(tx, personId, personId, 'signedOut');
  return [...ended, { feedId: personId, kind: 'meChanged', subjectId: personId, personId }];
}

/** To somebody who made an account with an address that nobody has shown to be theirs yet. */
export async function mailConfirmation(tx: Tx, email: string): Promise<void> {
  await addJob(tx.db, 'sendSignInLink', { email: normalEmail(email) }, { attempts: MAIL_ATTEMPTS });
}

export const linkSpent = () =>
  refusal(
    410,
    'linkSpent',
    'This link does not work any more: it was used, it is too old, or it is not complete. Nothing was changed. Ask for a new one.',
  );

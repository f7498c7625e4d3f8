import { type ChangeContext, type Tx, change, record } from '../../../kit/activity/activity.ts';
import { badInput, notFound, refusal } from '../../../kit/http/problem.ts';
import { fitsPassword, hashPassword } from '../../../kit/password.ts';
import { normalEmail } from '../../../kit/text/email.ts';
import { countAttempts, forgiveAttempts } from '../attempts/changes.ts';
import { PASSWORDS_PER_ACCOUNT, PASSWORDS_PER_ADDRESS, addressKey } from '../attempts/rules.ts';
import { credentialsChanged, endSessions, openSession, signInRefused, spendLinks } from '../changes.ts';
import { findAccount } from '../queries.ts';

export interface PasswordSignIn {
  email: string;
  password: string;
  address: string;
  device: string;
}

/** @returns the secret of the new session's cookie */
export async function signInWithPassword(context: ChangeContext, given: PasswordSignIn): Promise<string> {
  const email = normalEmail(given.email);
  const attempts = [
    { limit: PASSWORDS_PER_ADDRESS, key: addressKey(given.address) },
    { limit: PASSWORDS_PER_ACCOUNT, key: email },
  ];
  await countAttempts(context, attempts);
  const account = await findAccount(context.db, email);
  if (!(await fitsPassword(given.password, account?.passwordHash)) || account === undefined) {
    throw signInRefused();
  }
  await forgiveAttempts(context, attempts);
  return change(context, async (tx) => {
    const session = await openSession(tx, account.id, given.device);
    await requireSamePassword(tx, account.id, account.passwordHash);
    await record(tx, session.activities);
    return session.secret;
  });
}

/** The password may have been changed while it was being compared. `openSession` holds the person's row, so from here on it cannot. */
async function requireSamePassword(tx: Tx, personId: string, hash: string | null): Promise<void> {
  const person = await tx.db
    .selectFrom('people')
    .select('password_hash')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (person?.password_hash !== hash) throw signInRefused();
}

export interface NewPassword {
  personId: string;
  /** The session that changes it, which stays. */
  sessionId: string | null;
  current: string | undefined;
  password: string;
}

/** Sets or changes a person's own password. Links that were sent stop working, and every other session ends. */
export async function changePassword(context: ChangeContext, given: NewPassword): Promise<void> {
  const before = await currentHash(context, given.personId);
  if (before !== null) await requireCurrent(context, given, before);
  const hash = await hashPassword(given.password);
  await change(context, async (tx) => {
    const changed = await tx.db
      .updateTable('people')
      .set({ password_hash: hash })
      .where('id', '=', given.personId)
      .where('password_hash', before === null ? 'is' : '=', before)
      .returning('id')
      .execute();
    if (changed.length === 0) {
      throw refusal(
        409,
        'passwordChanged',
        'The password was changed elsewhere in this moment. Yours was not saved. Try again.',
      );
    }
    await spendLinks(tx, given.personId);
    const ended = await endSessions(tx, given.personId, { except: given.sessionId });
    await record(tx, [
      credentialsChanged(given.personId, given.personId, { sessionIds: ended }),
      { feedId: given.personId, kind: 'meChanged', subjectId: given.personId, personId: given.personId },
    ]);
  });
}

async function currentHash({ db }: ChangeContext, personId: string): Promise<string | null> {
  const person = await db
    .selectFrom('people')
    .select('password_hash')
    .where('id', '=', personId)
    .executeTakeFirst();
  if (person === undefined) throw notFound();
  return person.password_hash;
}

async function requireCurrent(context: ChangeContext, given: NewPassword, hash: string): Promise<void> {
  const attempts = [{ limit: PASSWORDS_PER_ACCOUNT, key: given.personId }];
  await countAttempts(context, attempts);
  if (given.current === undefined || !(await fitsPassword(given.current, hash))) {
    throw badInput(
      'body.current',
      'That is not your password. Nothing was changed. Type the one you sign in with now.',
    );
  }
  await forgiveAttempts(context, attempts);
}

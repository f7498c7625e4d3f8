import { deactivatePerson, reactivatePerson } from '../../features/accounts/changes.ts';
import { listAccounts } from '../../features/people/queries.ts';
import { change } from '../../kit/activity/activity.ts';
import { type Command, CommandError, type Outcome, optional } from '../../kit/command/command.ts';
import { table } from '../../kit/command/table.ts';
import type { Reader } from '../../kit/db/database.ts';
import { normalEmail } from '../../kit/text/email.ts';
import { onServer } from '../target.ts';

export const peopleCommand: Command = {
  summary: 'List the people, or close or open an account',
  usage: '[--name PART] [--close EMAIL | --open EMAIL]',
  details:
    'Closing an account ends its sessions and tokens at once and takes it out of every space. Instead of an e-mail an id may stand.',
  words: [0, 0],
  options: { name: { type: 'string' }, close: { type: 'string' }, open: { type: 'string' } },
  run: async (input) => {
    const [close, open] = [optional(input, 'close'), optional(input, 'open')];
    if (close !== undefined && open !== undefined) {
      throw new CommandError('Give --close or --open, not both.');
    }
    if (close !== undefined) return changeAccount(close, 'close');
    if (open !== undefined) return changeAccount(open, 'open');
    return list(optional(input, 'name') ?? '');
  },
};

function list(name: string): Promise<Outcome> {
  return onServer(async ({ db }) => {
    const people = await listAccounts(db, { name });
    const rows = people.map((one) => [
      one.name,
      one.email ?? '',
      one.affiliations.map(({ organisation, role }) => `${organisation} (${role})`).join(', '),
      [
        one.kind === 'person' ? '' : one.kind,
        one.administrator ? 'administrator' : '',
        one.deactivatedAt === null ? '' : 'closed',
      ]
        .filter((word) => word !== '')
        .join(', '),
      one.id,
    ]);
    return { text: table([['NAME', 'E-MAIL', 'ORGANISATION', '', 'ID'], ...rows]), json: { people } };
  });
}

function changeAccount(who: string, how: 'close' | 'open'): Promise<Outcome> {
  return onServer(async (context) => {
    const person = await findPerson(context.db, who);
    await change(context, (tx) =>
      (how === 'close' ? deactivatePerson : reactivatePerson)(tx, person.id, null),
    );
    return {
      text: `The account of ${person.name} is ${how === 'close' ? 'closed' : 'open'}.`,
      json: { personId: person.id, [how === 'close' ? 'closed' : 'opened']: true },
    };
  });
}

/** The person with this e-mail address or id. */
export async function findPerson(db: Reader, who: string): Promise<{ id: string; name: string }> {
  const [found] = await listAccounts(db, { who: normalEmail(who) });
  if (found === undefined) {
    throw new CommandError(`Nobody here has the e-mail address or id ${who}; nothing was changed.`);
  }
  return found;
}

import { grantAdministration, withdrawAdministration } from '../../features/accounts/changes.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Command } from '../../kit/command/command.ts';
import { onServer } from '../target.ts';
import { findPerson } from './people.ts';

export const administratorCommand: Command = {
  summary: 'Make somebody an administrator of the server, or no longer one',
  usage: 'EMAIL [--withdraw]',
  details:
    'Administrators manage accounts and organisations. They read nothing in spaces that they are not in.',
  words: [1, 1],
  options: { withdraw: { type: 'boolean' } },
  run: async ({ words: [who = ''], options }) =>
    onServer(async (context) => {
      const person = await findPerson(context.db, who);
      const withdraw = options['withdraw'] === true;
      await change(context, (tx) =>
        (withdraw ? withdrawAdministration : grantAdministration)(tx, person.id, null),
      );
      const text = `${person.name} is ${withdraw ? 'no longer' : 'now'} an administrator.`;
      return { text, json: { personId: person.id, administrator: !withdraw } };
    }),
};

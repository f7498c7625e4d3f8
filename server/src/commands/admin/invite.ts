import { Email } from '@footbridge/contract/kit/ids.ts';
import { INVITATION_DAYS_DEFAULT, INVITATION_DAYS_MAX } from '@footbridge/contract/invitations.ts';
import { AffiliationRole } from '@footbridge/contract/people.ts';
import * as z from 'zod/mini';
import { invite } from '../../features/invitations/changes.ts';
import { invitationLink } from '../../features/invitations/queries.ts';
import { change } from '../../kit/activity/activity.ts';
import {
  type Command,
  CommandError,
  type CommandInput,
  oneOf,
  optional,
  required,
} from '../../kit/command/command.ts';
import { onServer } from '../target.ts';
import { findOrganisationNamed } from './organisation.ts';

export const inviteCommand: Command = {
  summary: 'Invite somebody into an organisation, and show the link',
  usage: '[EMAIL] --organisation NAME [--role steward|member|guest] [--days DAYS]',
  details:
    'With an e-mail address it is also mailed there, and only that address can accept it. The link works once.',
  words: [0, 1],
  options: { organisation: { type: 'string' }, role: { type: 'string' }, days: { type: 'string' } },
  run: async (input) => {
    const email = readEmail(input.words[0]);
    const role = oneOf(input, 'role', AffiliationRole.options, 'member');
    const days = readDays(input);
    const name = required(input, 'organisation');
    return onServer(async (context) => {
      const { id: organisationId } = await findOrganisationNamed(context.db, name);
      const made = await change(context, (tx) =>
        invite(tx, { organisationId, role, email, spaceIds: [], days, invitedBy: null }),
      );
      const link = invitationLink(context.publicUrl, made.secret);
      const mailed =
        email === null
          ? ''
          : `\nIt is also mailed to ${email}${context.shared ? '' : ' when the server runs'}.`;
      return {
        text: `${link}\nThe link works once, for ${days} days.${mailed}`,
        json: { id: made.id, link, email, role, days },
      };
    });
  },
};

function readEmail(given: string | undefined): string | null {
  if (given === undefined) return null;
  const email = z.safeParse(Email, given);
  if (!email.success) throw new CommandError(`${given} is no e-mail address; nobody was invited.`);
  return email.data;
}

function readDays(input: CommandInput): number {
  const days = Number(optional(input, 'days') ?? INVITATION_DAYS_DEFAULT);
  if (!Number.isInteger(days) || days < 1 || days > INVITATION_DAYS_MAX) {
    throw new CommandError(`--days is a whole number from 1 to ${INVITATION_DAYS_MAX}.`);
  }
  return days;
}

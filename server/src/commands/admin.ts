import type { CommandGroup } from '../kit/command/command.ts';
import { administratorCommand } from './admin/administrator.ts';
import { inviteCommand } from './admin/invite.ts';
import { organisationCommand } from './admin/organisation.ts';
import { peopleCommand } from './admin/people.ts';

export const adminCommands: CommandGroup = {
  summary: 'Invite people, add organisations, list and close accounts',
  commands: {
    invite: inviteCommand,
    organisation: organisationCommand,
    people: peopleCommand,
    administrator: administratorCommand,
  },
};

import { createToken, revokeToken } from '../features/auth/tokens/changes.ts';
import { change } from '../kit/activity/activity.ts';
import { type Command, CommandError, type CommandGroup, required } from '../kit/command/command.ts';
import { findPerson } from './admin/people.ts';
import { onServer } from './target.ts';

const create: Command = {
  summary: 'Make a personal token for a program of somebody, and show it once',
  usage: 'EMAIL --name NAME',
  words: [1, 1],
  options: { name: { type: 'string' } },
  run: async (input) => {
    const name = required(input, 'name');
    return onServer(async (context) => {
      const { id: personId } = await findPerson(context.db, input.words[0] ?? '');
      const token = await change(context, (tx) => createToken(tx, { personId, name, by: null }));
      return {
        text: `${token.secret}\nIt is shown this once. Revoke it with: footbridge token revoke ${token.id}`,
        json: token,
      };
    });
  },
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const revoke: Command = {
  summary: 'Revoke a token at once, also where it is in use',
  usage: 'ID',
  words: [1, 1],
  run: async ({ words: [tokenId = ''] }) =>
    onServer(async (context) => {
      if (!ID.test(tokenId)) throw new CommandError(`${tokenId} is no id of a token; nothing was revoked.`);
      await change(context, (tx) => revokeToken(tx, { tokenId, by: null })).catch(() => {
        throw new CommandError(`There is no token ${tokenId} that is still in use; nothing was revoked.`);
      });
      return { text: `The token ${tokenId} works no more.`, json: { revoked: tokenId } };
    }),
};

export const tokenCommands: CommandGroup = {
  summary: 'Make and revoke personal tokens',
  commands: { create, revoke },
};

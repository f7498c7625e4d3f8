import { Hue, OrganisationFields, type OrganisationRef } from '@footbridge/contract/organisations.ts';
import * as z from 'zod/mini';
import { createOrganisation } from '../../features/organisations/changes.ts';
import { listAllOrganisations } from '../../features/organisations/queries.ts';
import { change } from '../../kit/activity/activity.ts';
import {
  type Command,
  CommandError,
  type CommandInput,
  type Outcome,
  optional,
  required,
} from '../../kit/command/command.ts';
import { table } from '../../kit/command/table.ts';
import type { Reader } from '../../kit/db/database.ts';
import { onServer } from '../target.ts';

export const organisationCommand: Command = {
  summary: 'List the organisations, or add one',
  usage: '[NAME --short-name XY [--hue 0-359]]',
  details:
    'Without a name it lists them. The short name is two to four letters; the hue is the colour of the badge in degrees.',
  words: [0, 1],
  options: { 'short-name': { type: 'string' }, hue: { type: 'string' } },
  run: async (input) => (input.words.length === 0 ? list() : add(input)),
};

function list(): Promise<Outcome> {
  return onServer(async ({ db }) => {
    const organisations = await listAllOrganisations(db);
    const rows = organisations.map((one) => [one.name, one.shortName, String(one.hue), one.id]);
    return { text: table([['NAME', 'SHORT', 'HUE', 'ID'], ...rows]), json: { organisations } };
  });
}

async function add(input: CommandInput): Promise<Outcome> {
  const fields = readFields(input);
  return onServer(async (context) => {
    const organisation = await change(context, (tx) => createOrganisation(tx, fields, null));
    return { text: `${organisation.name} was added, with the id ${organisation.id}.`, json: organisation };
  });
}

function readFields(input: CommandInput): Omit<OrganisationRef, 'id'> {
  const hue = optional(input, 'hue');
  const given = {
    name: input.words[0],
    shortName: required(input, 'short-name'),
    hue: hue === undefined ? 200 : Number(hue),
  };
  const fields = z.safeParse(z.object(OrganisationFields), given);
  if (fields.success) return fields.data;
  if (!z.safeParse(Hue, given.hue).success) {
    throw new CommandError('--hue is a whole number of degrees from 0 to 359.');
  }
  throw new CommandError(
    'The name is one line of at most 100 characters, and --short-name two to four letters or digits.',
  );
}

/** The organisation of this name or short name, whatever its case. */
export async function findOrganisationNamed(db: Reader, name: string): Promise<OrganisationRef> {
  const same = (one: string) => one.localeCompare(name, 'en', { sensitivity: 'accent' }) === 0;
  const organisations = await listAllOrganisations(db);
  const byName = organisations.find((one) => same(one.name));
  const byShortName = organisations.filter((one) => same(one.shortName));
  const found = byName ?? (byShortName.length === 1 ? byShortName[0] : undefined);
  if (found !== undefined) return found;
  const known = organisations.map((one) => one.name).join(', ') || 'none yet';
  throw new CommandError(`There is no organisation called ${name}; nothing was changed. There is: ${known}.`);
}

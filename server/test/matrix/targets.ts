import { randomUUID } from 'node:crypto';
import {
  MESSAGE_KEYS,
  type MessageKey,
  ORGANISATIONS,
  type MessageShape,
  type Organisation,
  PERSON_KEYS,
  type PersonKey,
  type SpaceKey,
  SPACE_KEYS,
  type SpaceShape,
  spaceShape,
} from './shape.ts';
import { RECORDS } from './records/list.ts';
import type { RecordThing } from './records/record.ts';
import type { World } from './world.ts';

/** Something of the world that an id may name. */
export type Thing =
  | { kind: 'organisation'; key: Organisation }
  | { kind: 'person'; key: PersonKey }
  | { kind: 'space'; key: SpaceKey; shape: SpaceShape }
  | ({ kind: 'message' } & MessageShape)
  | { kind: 'invitation'; organisation: Organisation; open: boolean }
  | { kind: 'session'; owner: PersonKey }
  | { kind: 'token'; owner: PersonKey }
  | { kind: 'import' }
  | RecordThing
  /** The endpoint asks for no id. */
  | { kind: 'none' };

/** What is written where an id is expected. */
export interface Target {
  label: string;
  id: string;
  /** Undefined for an id that names nothing of the expected kind. */
  thing: Thing | undefined;
  form: 'id' | 'unknown' | 'wrongType' | 'otherKind';
}

const BUILT_IN = [
  'organisation',
  'person',
  'space',
  'message',
  'invitation',
  'session',
  'token',
  'import',
] as const;

/** Those of the foundation, and the noun of each record. */
export type Kind = string;

const WRONG_TYPES = ['0', '%00', "'%20or%20''%3D'", '..%2Fme', '%7B%22%24ne%22%3Anull%7D'];

/** Messages that stand for all: each state in a shared space, and in every other way a space can be seen what differs there. */
const MESSAGES: Partial<Record<SpaceKey, MessageKey[]>> = {
  shared: MESSAGE_KEYS,
  sinceJoining: ['early', 'root', 'reply', 'past'],
  archived: ['root', 'edited'],
  direct: ['root', 'reply'],
  northListed: ['root'],
  sharedElsewhere: ['root', 'edited', 'removed'],
  directElsewhere: ['root'],
};

const named = (label: string, id: string, thing: Thing): Target => ({ label, id, thing, form: 'id' });

/** Every thing of a kind that the matrix asks for. */
export function things(world: World, kind: Kind): Target[] {
  switch (kind) {
    case 'organisation':
      return ORGANISATIONS.map((key) => named(key, world.organisations[key], { kind, key }));
    case 'person':
      return PERSON_KEYS.map((key) => named(`person ${key}`, world.people[key].id, { kind, key }));
    case 'space':
      return SPACE_KEYS.map((key) =>
        named(`space ${key}`, world.spaces[key].id, { kind, key, shape: spaceShape(key) }),
      );
    case 'message':
      return world.messages
        .filter(({ space, message }) => MESSAGES[space]?.includes(message))
        .map(({ id, space, message, author }) =>
          named(`${message} in ${space}`, id, { kind, space, message, author }),
        );
    case 'invitation':
      return world.invitations.map(({ id, organisation, open }) =>
        named(`${open ? 'open' : 'used'} invitation of ${organisation}`, id, { kind, organisation, open }),
      );
    case 'session':
      return world.owners.map((owner) =>
        named(`session of ${owner}`, world.people[owner].spareSessionId, { kind, owner }),
      );
    case 'token':
      return world.owners.map((owner) =>
        named(`token of ${owner}`, world.people[owner].tokenId, { kind, owner }),
      );
    case 'import':
      return [named('the import', world.importId, { kind })];
    default:
      return world.records
        .filter(({ noun }) => noun === kind)
        .map((thing) => named(`${kind} ${thing.key}`, thing.id, thing));
  }
}

const kinds = (): Kind[] => [...BUILT_IN, ...RECORDS.map(({ noun }) => noun)];

/** Whose ids are tried where another kind is expected. Records are many: a few stand for all. */
function othersThan(kind: Kind): Kind[] {
  const [record] = RECORDS.map(({ noun }) => noun).filter((noun) => noun !== kind);
  // An agreement has the id of the space it is of: there the two kinds are one.
  const few = kind === 'agreement' ? ['person'] : ['person', 'space'];
  const builtIn = isRecord(kind) ? few : BUILT_IN.filter((other) => other !== kind);
  return record === undefined ? [...builtIn] : [...builtIn, record];
}

const isRecord = (kind: Kind) => RECORDS.some(({ noun }) => noun === kind);

/** Ids that name nothing of this kind. */
export function nothings(world: World, kind: Kind): Target[] {
  const others = othersThan(kind).map((other): Target => ({
    label: `the id of a ${other}`,
    id: things(world, other)[0]?.id ?? '',
    thing: undefined,
    form: 'otherKind',
  }));
  const wrong = (isRecord(kind) ? WRONG_TYPES.slice(0, 2) : WRONG_TYPES).map((id): Target => ({
    label: `the text ${id.slice(0, 20)}`,
    id,
    thing: undefined,
    form: 'wrongType',
  }));
  return [unknown(), ...others, ...wrong];
}

/** For an endpoint whose path holds no id. */
export const NO_TARGET: Target = {
  label: 'nothing in particular',
  id: '',
  thing: { kind: 'none' },
  form: 'id',
};

export const unknown = (): Target => ({
  label: 'an unknown id',
  id: randomUUID(),
  thing: undefined,
  form: 'unknown',
});

export const kindOfParam = (name: string): Kind | undefined => kinds().find((kind) => name === `${kind}Id`);

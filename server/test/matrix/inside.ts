import { randomUUID } from 'node:crypto';
import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { search } from '@footbridge/contract/search.ts';
import { type Call, callOf, send, withBodyField } from './calls.ts';
import { copyOf } from './copies.ts';
import { type Cell, expectedVerdict } from './expectation.ts';
import { type Matrix, cellsOf } from './matrix.ts';
import { mayFind, mayKnow, mayRead, maySee } from './relations.ts';
import { RECORDS, fromRecords } from './records/list.ts';
import { undo } from './records/stage.ts';
import { type Answer, inTurns, indistinguishable } from './requests.ts';
import { type Path, fieldsOf, holdsIds, jsonSchemaOf } from './schemas.ts';
import { type PersonKey, spaceShape } from './shape.ts';
import { type Kind, type Target, type Thing, nothings, things } from './targets.ts';

/** What an id in a query or body names, by the name of its field. `clientId` is the caller's own to choose. */
const NAMED: Record<string, Kind | undefined> = {
  personId: 'person',
  personIds: 'person',
  spaceIds: 'space',
  organisationId: 'organisation',
  leadOrganisationId: 'organisation',
  threadRootId: 'message',
  clientId: 'none',
};

/** What a record says of this very place comes first. */
function kindNamed(endpoint: AnyEndpoint, path: Path): Kind | undefined {
  const field = path.at(-1) ?? '';
  return (
    fromRecords(({ ids }) => ids, [endpoint.name, ...path].join('.')) ??
    NAMED[field] ??
    fromRecords(({ ids }) => ids, field) ??
    RECORDS.find(({ noun }) => field === `${noun}Id` || field === `${noun}Ids`)?.noun
  );
}

interface IdField {
  part: 'query' | 'body';
  path: Path;
  kind: Kind;
  isList: boolean;
}

/** Whether any do: asked before it is known what each names. */
export const takesIds = (endpoint: AnyEndpoint): boolean =>
  [endpoint.query, endpoint.body].some((part) =>
    fieldsOf(jsonSchemaOf(part)).some(({ path, schema }) => holdsIds(schema) && path.at(-1) !== 'clientId'),
  );

/** Where an endpoint takes ids beside its path. */
export function idFieldsOf(endpoint: AnyEndpoint): IdField[] {
  const inPart = (part: IdField['part']) =>
    fieldsOf(jsonSchemaOf(endpoint[part])).flatMap(({ path, schema }): IdField[] => {
      if (!holdsIds(schema)) return [];
      const kind = kindNamed(endpoint, path);
      if (kind === undefined) {
        throw new Error(
          `${endpoint.name} takes an id as ${part}.${path.join('.')}: say what it names under ids of a file in server/test/matrix/records.`,
        );
      }
      return kind === 'none' ? [] : [{ part, path, kind, isList: schema.items !== undefined }];
    });
  return [...inPart('query'), ...inPart('body')];
}

function knows(person: PersonKey, thing: Thing): boolean {
  switch (thing.kind) {
    case 'person':
      return maySee(person, thing.key);
    case 'space':
      return mayFind(person, thing.shape);
    case 'organisation':
      return mayKnow(person, thing.key);
    case 'message':
      return mayRead(person, spaceShape(thing.space), thing.message);
    case 'record':
      return thing.sees.includes(person);
    default:
      return true;
  }
}

/** Whoever may make a call makes it with ids in it that are not theirs to know of. @returns what is wrong, in words */
export async function askWithForeignIds(matrix: Matrix, endpoint: AnyEndpoint): Promise<string[]> {
  const fields = idFieldsOf(endpoint);
  const entitled = cellsOf(matrix, endpoint).filter(
    (cell) => cell.actor.person !== undefined && expectedVerdict(cell) === 200,
  );
  const first = entitled.filter((cell, at) => entitled.findIndex(({ actor }) => actor === cell.actor) === at);
  const failures = await inTurns(
    first.flatMap((cell) => fields.map((field) => ({ cell, field }))),
    ({ cell, field }) => askWith(matrix, cell, field),
  );
  await undo(matrix.world, endpoint.name);
  return failures.flat();
}

async function askWith(matrix: Matrix, cell: Cell, field: IdField): Promise<string[]> {
  const { world, ask } = matrix;
  const person = cell.actor.person as PersonKey;
  const kind = field.kind;
  const call = await callOf({ world, cell: { ...cell, target: await copyOf(world, cell.target) } });
  const sendWith = (id: string): Promise<Answer> => {
    matrix.run += 1;
    return send(ask, withId(call, field, id));
  };
  const unknown = await sendWith(randomUUID());
  const foreign = things(world, kind).filter(({ thing }) => thing !== undefined && !knows(person, thing));
  const others = nothings(world, kind).filter(({ form }) => form === 'otherKind');
  const failures: string[] = [];
  for (const target of [...foreign, ...others]) {
    const answer = await sendWith(target.id);
    failures.push(
      ...problemsOf(matrix, person, answer, unknown).map(
        (problem) =>
          `${cell.actor.name} calls ${cell.endpoint.name} with ${describe(target)} as ${field.path.join('.')}: ${problem}`,
      ),
    );
  }
  return failures;
}

const describe = ({ label }: Target) => label;

function withId(call: Call, { part, path, isList }: IdField, id: string): Call {
  if (part === 'body') return withBodyField(call, path, isList ? [id] : id);
  return { ...call, query: { ...call.query, [path[0] ?? '']: id } };
}

function problemsOf({ world }: Matrix, person: PersonKey, answer: Answer, unknown: Answer): string[] {
  const leaks = world.canaries
    .leaks(answer.text, person)
    .map((about) => `the answer holds ${about}, which is not theirs to see`);
  // Where such an id changes nothing, the call is done in both cases, and its reply differs by what it made.
  const same =
    unknown.status === 200 ? answer.status === 200 : indistinguishable(answer) === indistinguishable(unknown);
  return same
    ? leaks
    : [
        ...leaks,
        `it is answered ${answer.status} ${answer.text.slice(0, 200)}, an unknown id ${unknown.status} ${unknown.text.slice(0, 200)}`,
      ];
}

/** Ways to ask search for a word that one half knows: its beginning, an end of it, a slip of the pen, as a name to search within. */
const askings = (word: string): string[] => {
  const typo = `${word.slice(0, -3)}z${word.slice(-2)}`;
  return [
    word.slice(0, -2),
    word.slice(2),
    typo,
    `"${word.slice(0, -1)}"`,
    `in:${word.slice(0, -1)}`,
    `from:${word.slice(0, -1)}`,
  ];
};

/** Search tells nobody a word that stands only where they may not read, not even by mending what was typed. */
export async function searchForHidden(matrix: Matrix, each: number): Promise<string[]> {
  const { world, ask, actors } = matrix;
  const asked = actors.flatMap(({ name, person, identity }) =>
    person === undefined
      ? []
      : spread(world.canaries.hiddenFrom(person), each).flatMap((word) =>
          askings(word).map((text) => ({ name, person, identity, text })),
        ),
  );
  const failures = await inTurns(asked, async ({ name, person, identity, text }) => {
    matrix.run += 1;
    const answer = await ask(
      identity,
      'GET',
      `/api${search.path}?${new URLSearchParams({ text }).toString()}`,
    );
    const whole = answer.text.replaceAll(/","hit":(?:true|false)\},\{"text":"/g, '');
    const leaks = world.canaries.leaks(`${answer.text} ${whole}`, person);
    return [...leaks, ...(answer.status === 200 ? [] : [`status ${answer.status}`])].map(
      (about) => `${name} searches for ${text} and is told ${about}`,
    );
  });
  return failures.flat();
}

/** Some of a long list, from all over it. */
const spread = <Item>(items: Item[], count: number): Item[] =>
  items.filter((_, at) => at % Math.max(1, Math.ceil(items.length / count)) === 0);

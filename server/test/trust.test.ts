import { glob, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type JsonSchema, jsonSchemaOf } from './matrix/schemas.ts';
import { ENDPOINTS } from './matrix/contract.ts';

/** What the tables and answers may hold as a number: none of it says anything about how good, known or trusted somebody is. */
const POSITIONS = /(^|_)(seq|version|revision|place|position|offer)$/;
const SETTINGS = /^(kept_days|hours_limit|hue)$/;
/** Figures about messages and files that come in, words of the index, and guesses at a password. */
const NOT_ABOUT_PEOPLE =
  /^(imports\.(progress|attempts)|threads\.replies|search_words\.entries|attempt_counters\.count)$/;

/** Every numeric column of a schema that is none of these. */
function measuresIn(schema: string): string[] {
  return schema.split(/^create table /m).flatMap((text) => {
    const table = /^\w+/.exec(text)?.[0] ?? '';
    return [...text.matchAll(/^ {2}(\w+) (?:smallint|integer|bigint|numeric|real|double precision)\b/gm)]
      .map(([, column = '']) => column)
      .filter(
        (column) =>
          !POSITIONS.test(column) && !SETTINGS.test(column) && !NOT_ABOUT_PEOPLE.test(`${table}.${column}`),
      )
      .map((column) => `${table}.${column}`);
  });
}

const isNumber = ({ type, anyOf }: JsonSchema): boolean =>
  type === 'integer' || type === 'number' || (anyOf ?? []).some(isNumber);

const partsOf = (schema: JsonSchema): JsonSchema[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])].flatMap(partsOf),
];

const isPerson = (schema: JsonSchema): boolean =>
  partsOf(schema).some(({ properties = {} }) => 'name' in properties && 'organisation' in properties);

/** Numbers that stand beside a person in an answer, as `endpoint.path.of.field`. */
function numbersBesidePeople(schema: JsonSchema, path: string): string[] {
  return partsOf(schema).flatMap(({ properties = {} }) => {
    const fields = Object.entries(properties);
    const here = isPerson({ properties }) || fields.some(([, field]) => isPerson(field));
    return fields.flatMap(([name, field]) => [
      ...(here && isNumber(field) ? [`${path}.${name}`] : []),
      ...numbersBesidePeople(field, `${path}.${name}`),
    ]);
  });
}

/** Which text, which version of it, which colour; how long something is, how much of it there is to read. */
const NO_MEASURE =
  /(\.|[a-z](?=[SV]))(seq|version|revision|hue|keptDays|hoursLimit|hours|bytes|replies|unread|days|place)$/i;

const measuresBesidePeople = (schema: JsonSchema, name: string): string[] =>
  [...new Set(numbersBesidePeople(schema, name))].filter((field) => !NO_MEASURE.test(field));

describe('there is no measure of people', () => {
  test('in the tables', async () => {
    expect(measuresIn(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))).toEqual([]);
  });

  test('in the answers of the server', () => {
    expect(ENDPOINTS.flatMap(({ name, reply }) => measuresBesidePeople(jsonSchemaOf(reply), name))).toEqual(
      [],
    );
  });

  test('and one that came in would be found', () => {
    expect(measuresIn('create table thanks (\n  id uuid not null,\n  worth integer not null,\n);')).toEqual([
      'thanks.worth',
    ]);
    const person: JsonSchema = { properties: { name: { type: 'string' }, organisation: {} } };
    const answer: JsonSchema = {
      properties: { people: { items: { properties: { person, standing: { type: 'integer' } } } } },
    };
    expect(measuresBesidePeople(answer, 'listPeople')).toEqual(['listPeople.people.standing']);
  });
});

/** What people did with one another. */
const DONE = ['agreements', 'steps', 'rounds', 'offers', 'thanks', 'stories', 'pairings', 'cases'];
const TABLES =
  /\b(?:from|join|into|update)\s+(?:agreements?|steps?|rounds?|offers?|thanks|good_work|stor(?:y|ies)|pairings?|cases?)(?:_\w+)?\b/;

/** The lines of a file of permission that look at what people did. */
const looksAt = (source: string): string[] =>
  source
    .split('\n')
    .filter((line) => TABLES.test(line) || DONE.some((noun) => line.includes(`/${noun}/`)))
    .map((line) => line.trim());

describe('no right depends on what somebody did with whom', () => {
  test('the code of permission looks at nothing of it', async () => {
    const found: string[] = [];
    for await (const path of glob('**/access.ts', { cwd: new URL('../src/features/', import.meta.url) })) {
      if (DONE.some((noun) => path.startsWith(noun))) continue;
      const source = await readFile(new URL(`../src/features/${path}`, import.meta.url), 'utf8');
      found.push(...looksAt(source).map((line) => `${path}: ${line}`));
    }
    expect(found).toEqual([]);
  });

  test('and code that did would be found', () => {
    expect(looksAt("import { listSteps } from '../steps/queries.ts';")).toHaveLength(1);
    expect(looksAt('exists (select from step_people p where p.person_id = me)')).toHaveLength(1);
  });
});

import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import * as z from 'zod/mini';
import { type Call, withBodyField } from './calls.ts';
import {
  type Fields,
  type Json,
  type JsonSchema,
  type Path,
  fieldsOf,
  jsonSchemaOf,
  sampleOf,
} from './schemas.ts';

/** What a field may be sent that expects something else: wrong types, operators of query languages, and what databases dislike in text. */
const WRONG: Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  '',
  'x',
  [],
  {},
  [[]],
  [null],
  ['x'],
  { $gt: '' },
  { $ne: null },
  [{ $ne: null }],
  { length: 3 },
  { toString: 'x' },
  'x'.repeat(70_000),
];
/** Put into the middle of what would be right. */
const INSIDE = ['\u0000', '\ud800', '\uffff', '\u202e', '\r\n', "'", '%', '\\', '{{7*7}}'];

export interface HostileCall {
  what: string;
  call: Call;
  /** Whether the contract takes it; then only that the server bears it is asked. */
  fits: boolean;
}

const fitsBody = (endpoint: AnyEndpoint, body: Fields) => z.safeParse(endpoint.body, body).success;

/** Every field of the body with every wrong value, and a field too many at every place. */
export function hostileBodies(right: Call): HostileCall[] {
  const { endpoint } = right;
  if (right.body === undefined) return [];
  const fields = fieldsOf(jsonSchemaOf(endpoint.body));
  const call = withObjects(right, fields);
  const body = call.body ?? {};
  const objects: Path[] = [
    [],
    ...fields.filter(({ schema }) => schema.properties !== undefined).map(({ path }) => path),
  ];
  const changes: [Path, Json][] = [
    ...objects.map((path): [Path, Json] => [[...path, 'surprise'], true]),
    ...fields.flatMap(({ path, schema }) =>
      [...WRONG, ...insideOf(rightText(body, path, schema))].map((value): [Path, Json] => [path, value]),
    ),
  ];
  return changes.map(([path, value]) => {
    const changed = withBodyField(call, path, value);
    return {
      what: `body.${path.join('.')} = ${short(value)}`,
      call: changed,
      fits: fitsBody(endpoint, changed.body ?? {}),
    };
  });
}

/** The same for a query string, where everything is text and a name may come twice. */
export function hostileQueries(call: Call): HostileCall[] {
  const { endpoint } = call;
  const names = Object.keys(jsonSchemaOf(endpoint.query).properties ?? {});
  const queries = [
    { ...call.query, surprise: 'true' },
    ...names.flatMap((name) =>
      ['', 'x', '-1', '1e300', 'null', '[object Object]', 'x'.repeat(5000), ...insideOf('words')].map(
        (value) => ({ ...call.query, [name]: value }),
      ),
    ),
    ...names.flatMap((name) =>
      [`${name}[$ne]`, `${name}[]`, `${name}[__proto__]`].map((wrong) => ({ ...call.query, [wrong]: 'x' })),
    ),
  ];
  return queries.map((query) => ({
    what: `query ${short(query)}`,
    call: { ...call, query },
    fits: z.safeParse(endpoint.query, query).success,
  }));
}

const insideOf = (value: Json | undefined): string[] =>
  typeof value === 'string' && value.length > 1
    ? INSIDE.map((part) => `${value.slice(0, 1)}${part}${value.slice(1)}`)
    : [];

/** With the objects that may be left out, so that what is inside them is looked at. */
const withObjects = (call: Call, fields: { path: Path; schema: JsonSchema }[]): Call =>
  fields
    .filter(
      ({ path, schema }) => schema.properties !== undefined && valueAt(call.body ?? {}, path) === undefined,
    )
    .reduce((filled, { path, schema }) => withBodyField(filled, path, sampleOf(schema) ?? {}), call);

/** What the call says there, or what it might. */
function rightText(body: Fields, path: Path, schema: JsonSchema): Json | undefined {
  const said = valueAt(body, path);
  return typeof said === 'string' && said.length > 1
    ? said
    : sampleOf(schema.type === undefined ? (schema.anyOf?.[0] ?? schema) : schema, path.at(-1));
}

function valueAt(body: Fields, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined,
    body,
  );
}

const short = (value: Json): string => JSON.stringify(value).slice(0, 60);

const DEPTH = 20_000;

/** Whole bodies that are not what they should be, as they go over the wire. */
export function hostileTexts(body: Fields): { what: string; text: string; type?: string }[] {
  const right = JSON.stringify(body);
  const inner = right.slice(1, -1);
  const withFirst = (first: string) => `{${first}${inner === '' ? '' : `,${inner}`}}`;
  return [
    { what: '__proto__ in the body', text: withFirst('"__proto__":{"administrator":true}') },
    {
      what: 'constructor.prototype in the body',
      text: withFirst('"constructor":{"prototype":{"administrator":true}}'),
    },
    { what: '__proto__ further inside', text: withFirst('"surprise":{"__proto__":{"administrator":true}}') },
    { what: 'a list', text: `[${right}]` },
    { what: 'null', text: 'null' },
    { what: 'a text', text: '"x"' },
    { what: 'nothing', text: '' },
    { what: 'half of it', text: right.slice(0, -1) },
    { what: 'a deep list', text: `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}` },
    { what: 'too much', text: withFirst(`"surprise":"${'x'.repeat(300_000)}"`) },
    { what: 'JSON that calls itself text', text: right, type: 'text/plain' },
    { what: 'JSON that calls itself a form', text: right, type: 'application/x-www-form-urlencoded' },
  ];
}

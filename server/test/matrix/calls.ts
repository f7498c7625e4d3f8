import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import * as z from 'zod/mini';
import { type Identity, pathOf } from '../client.ts';
import { type Fields, type Json, type Path, jsonSchemaOf, sampleOf, withField } from './schemas.ts';
import { SAMPLES, type Sample, type Scene } from './samples.ts';
import { fromRecords } from './records/list.ts';
import type { Answer, Ask } from './requests.ts';

/** A call that is right in every respect but, perhaps, who makes it. */
export interface Call {
  endpoint: AnyEndpoint;
  identity: Identity;
  params: Record<string, string>;
  query: Record<string, string>;
  body: Fields | undefined;
  stream: { type: string; bytes: string } | undefined;
}

/** @throws where the schemas and `SAMPLES` together make no input that the contract accepts */
export async function callOf(scene: Scene): Promise<Call> {
  const { endpoint, actor, param, target } = scene.cell;
  const sample = (await sampleFor(scene)) ?? {};
  const call: Call = {
    endpoint,
    identity: sample.identity ?? actor.identity,
    params: {
      ...fieldsOf(endpoint.params),
      ...sample.params,
      ...(param === undefined ? {} : { [param]: target.id }),
    },
    query: { ...fieldsOf(endpoint.query), ...sample.query },
    body: endpoint.hasBody ? { ...objectOf(endpoint.body), ...sample.body } : undefined,
    stream: sample.stream,
  };
  requireUsable(call);
  return call;
}

function sampleFor(scene: Scene): Sample | Promise<Sample> | undefined {
  const { endpoint, actor, param, target } = scene.cell;
  const own = SAMPLES[endpoint.name];
  if (own !== undefined) return own(scene);
  const noun = param?.replace(/Id$/, '');
  const thing =
    target.thing?.kind === 'record'
      ? target.thing
      : scene.world.records.find((one) => one.noun === (noun ?? endpoint.object));
  return fromRecords(
    ({ samples }) => samples,
    endpoint.name,
  )?.({
    ...scene,
    thing,
    asker: actor.person ?? 'member',
  });
}

const objectOf = (schema: z.core.$ZodType): Fields => sampleOf(jsonSchemaOf(schema)) as Fields;
const fieldsOf = (schema: z.core.$ZodType): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectOf(schema)).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

function requireUsable({ endpoint, query, body }: Call): void {
  const fits =
    z.safeParse(endpoint.query, query).success &&
    (body === undefined || z.safeParse(endpoint.body, body).success);
  if (fits) return;
  throw new Error(
    `The matrix has no usable sample for ${endpoint.name}: the schema alone makes ${JSON.stringify({ query, body })}. Add one to SAMPLES in server/test/matrix/samples.ts, or to the samples of its record.`,
  );
}

export function send(ask: Ask, call: Call): Promise<Answer> {
  const { endpoint, identity, stream, body } = call;
  const path = pathWithRawIds(call);
  if (stream !== undefined) return ask(identity, endpoint.method, path, stream.bytes, stream.type);
  return ask(identity, endpoint.method, path, body === undefined ? undefined : JSON.stringify(body));
}

/** An id of the wrong type is written as it is: what it holds of `%` is meant to reach the server. */
function pathWithRawIds({ endpoint, params, query }: Call): string {
  const raw = Object.entries(params).filter(([, id]) => id.includes('%') || id.includes('..'));
  const path = pathOf(endpoint, {
    params: { ...params, ...Object.fromEntries(raw.map(([name]) => [name, `raw-${name}`])) },
    query,
  });
  return raw.reduce((text, [name, id]) => text.replace(`raw-${name}`, id), path);
}

export const withBodyField = (call: Call, path: Path, value: Json): Call => ({
  ...call,
  body: withField(call.body ?? {}, path, value),
});

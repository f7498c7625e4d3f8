import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Fields = { [key: string]: Json };

export interface JsonSchema {
  type?: string;
  format?: string;
  pattern?: string;
  const?: Json;
  enum?: Json[];
  anyOf?: JsonSchema[];
  minLength?: number;
  minimum?: number;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

export const jsonSchemaOf = (schema: z.core.$ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema;

/** A 43-character secret that opens nothing. */
const NO_SECRET = 'A'.repeat(43);
/** For fields whose form says less than the product asks for. */
const BY_NAME: Record<string, Json> = {
  timeZone: 'Europe/London',
  password: 'a long enough password',
  emoji: '👍',
  text: 'Words',
};
const CANDIDATES = ['Words', 'WO', 'passer-by@example.org', NO_SECRET, '👍', '2026-11-24T10:12:00.000Z'];

/** A value that fits a schema, with the fields that must be there and no others; undefined where none is found. */
export function sampleOf(schema: JsonSchema, name = ''): Json | undefined {
  if (name in BY_NAME) return BY_NAME[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum.at(-1);
  if (schema.anyOf !== undefined) {
    return schema.anyOf[0] === undefined ? undefined : sampleOf(schema.anyOf[0], name);
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key))
          .map(([key, field]) => [key, sampleOf(field, key) ?? null]),
      );
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 0);
    case 'boolean':
      return false;
    case 'string':
      return schema.format === 'uuid' ? randomUUID() : CANDIDATES.find((text) => fits(schema, text));
    default:
      return undefined;
  }
}

const fits = ({ pattern, minLength = 0 }: JsonSchema, text: string) =>
  text.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));

/** Where in a body something stands, as in `['charter', 'purpose']`. */
export type Path = string[];

/** Every field of an object schema, also those inside fields; arrays and alternatives are looked through. */
export function fieldsOf(schema: JsonSchema, path: Path = []): { path: Path; schema: JsonSchema }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const here = [...path, key];
    const inner = [field, ...(field.anyOf ?? [])].flatMap((one) => fieldsOf(one, here));
    return [{ path: here, schema: field }, ...inner];
  });
}

/** Whether an id, or a list of ids, is expected; the name of the field says of what. */
export const holdsIds = (schema: JsonSchema): boolean =>
  schema.format === 'uuid' || schema.items?.format === 'uuid' || (schema.anyOf ?? []).some(holdsIds);

/** A copy with one field set, also inside fields that were not there. */
export function withField(fields: Fields, [key = '', ...rest]: Path, value: Json): Fields {
  if (rest.length === 0) return { ...fields, [key]: value };
  const inner = fields[key];
  const object = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  return { ...fields, [key]: withField(object, rest, value) };
}

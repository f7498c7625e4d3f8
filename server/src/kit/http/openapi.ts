import * as z from 'zod/mini';
import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { Problem } from '@footbridge/contract/kit/problem.ts';

type JsonSchema = Record<string, unknown>;

function schemaOf(type: z.core.$ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  }) as JsonSchema;
  return schema;
}

function parametersOf(type: z.core.$ZodType, place: 'path' | 'query'): JsonSchema[] {
  const schema = schemaOf(type, 'input') as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: property,
  }));
}

function operation(endpoint: AnyEndpoint): JsonSchema {
  const problem = {
    description: 'What happened, what is safe, what to do',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-who': endpoint.who,
    'x-object': endpoint.object,
    security: endpoint.who === 'anyone' ? [] : [{ token: [] }, { session: [] }],
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.hasBody
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } },
      },
      default: problem,
    },
  };
}

/** The whole interface as OpenAPI 3.1, made from the contract. */
export function openApi(endpoints: AnyEndpoint[], version: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Footbridge',
      version,
      description: 'Everything the client does. Live delivery is described in docs/api/live.md.',
    },
    servers: [{ url: '/api' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal token from the settings page' },
        session: { type: 'apiKey', in: 'cookie', name: 'footbridge_session' },
      },
    },
  };
}

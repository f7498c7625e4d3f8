import type { FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { AnyEndpoint, CallInput } from '@footbridge/contract/kit/endpoint.ts';
import { badInput, notFound, refusal } from './problem.ts';

/** Reads path, query and body by the contract. A path id of the wrong form answers as an unknown one. */
export function parseInput(endpoint: AnyEndpoint, request: FastifyRequest): CallInput<AnyEndpoint> {
  const params = z.safeParse(endpoint.params, request.params);
  if (!params.success) throw notFound();
  return {
    params: params.data,
    query: parsePart(endpoint.query, request.query, 'query'),
    body: endpoint.hasBody ? parseBody(endpoint, request) : {},
  };
}

function parseBody(endpoint: AnyEndpoint, request: FastifyRequest): unknown {
  if (request.body === undefined || request.body === null) {
    throw refusal(
      415,
      'jsonExpected',
      'The request needs a JSON body with Content-Type application/json. Nothing was changed.',
    );
  }
  return parsePart(endpoint.body, request.body, 'body');
}

function parsePart(schema: z.core.$ZodType, value: unknown, part: string): unknown {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = [part, ...(issue?.path ?? []).map(String)].join('.');
  throw badInput(field, `${sentence(issue, field)} Nothing was changed. Correct it and send it again.`);
}

function sentence(issue: z.core.$ZodIssue | undefined, field: string): string {
  if (issue?.code === 'unrecognized_keys') {
    return `${field} has fields that are not known here: ${issue.keys.slice(0, 5).join(', ')}.`;
  }
  if (issue?.code === 'too_big') return `${field} is too large; at most ${String(issue.maximum)} is allowed.`;
  if (issue?.code === 'too_small') {
    return `${field} is too small; at least ${String(issue.minimum)} is needed.`;
  }
  return `${field} does not have the form that is expected.`;
}

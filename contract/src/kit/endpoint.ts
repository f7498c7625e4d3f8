import * as z from 'zod/mini';

/**
 * Who may call, in words the permission matrix expands to actors:
 * - `anyone`: no sign-in needed
 * - `person`: somebody signed in
 * - `member`: a person who is no guest everywhere (belongs to an organisation as member or steward)
 * - `administrator`: a server administrator
 * - `organisationSteward`: a steward of the organisation in the path, or a server administrator
 * - `spaceFinder`: may find the space in the path (member, or it is open to them)
 * - `spaceMember`: is in the space in the path now
 * - `spaceSteward`: a steward of the space in the path
 * - `author`: wrote the message in the path and is still in its space
 * - `owner`: the thing in the path is their own (a session, a token)
 * - `participant`: the thing in the path is theirs to see, because they take part in it or are named in it
 */
export type Who =
  | 'anyone'
  | 'person'
  | 'member'
  | 'administrator'
  | 'organisationSteward'
  | 'spaceFinder'
  | 'spaceMember'
  | 'spaceSteward'
  | 'author'
  | 'owner'
  | 'participant';

/** The kind of thing the ids in the path name; what a person may not see answers as what does not exist. */
export type ObjectKind =
  | 'none'
  | 'organisation'
  | 'person'
  | 'space'
  | 'message'
  | 'invitation'
  | 'session'
  | 'token'
  | 'import'
  | 'round'
  | 'step'
  | 'offer'
  | 'agreement'
  | 'policy'
  | 'thanks'
  | 'story'
  | 'pairing'
  | 'case';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Shape = z.core.$ZodShape;

export interface EndpointSpec<P extends Shape, Q extends Shape, B extends Shape, R extends z.core.$ZodType> {
  method: Method;
  /** Below `/api`, with `:name` for each id. */
  path: string;
  summary: string;
  who: Who;
  object: ObjectKind;
  params?: P;
  query?: Q;
  /** Fields of the JSON body. Fields that are not listed are refused. */
  body?: B;
  reply: R;
  /** A change made with this endpoint may be retried: the same call twice has the effect of one. */
  idempotent?: boolean;
}

export interface Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends z.core.$ZodType = z.core.$ZodType,
> extends Omit<EndpointSpec<P, Q, B, R>, 'params' | 'query' | 'body'> {
  name: string;
  params: z.ZodMiniObject<P, z.core.$strict>;
  query: z.ZodMiniObject<Q, z.core.$strict>;
  body: z.ZodMiniObject<B, z.core.$strict>;
  hasBody: boolean;
}

/**
 * Declares one route. The server registers it, the client calls it, OpenAPI and the permission matrix are made from it.
 * `name` is unique and becomes the OpenAPI operation id.
 */
export function endpoint<
  R extends z.core.$ZodType,
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  B extends Shape = Record<never, never>,
>(name: string, spec: EndpointSpec<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    ...spec,
    name,
    params: z.strictObject((spec.params ?? {}) as P),
    query: z.strictObject((spec.query ?? {}) as Q),
    body: z.strictObject((spec.body ?? {}) as B),
    hasBody: spec.body !== undefined,
  };
}

/** Any endpoint, where its shapes do not matter. */
// zod shapes are invariant, so this names only what is read of an endpoint.
export interface AnyEndpoint {
  name: string;
  method: Method;
  path: string;
  summary: string;
  who: Who;
  object: ObjectKind;
  params: z.core.$ZodType;
  query: z.core.$ZodType;
  body: z.core.$ZodType;
  reply: z.core.$ZodType;
  hasBody: boolean;
}

export type ReplyOf<E extends AnyEndpoint> = z.infer<E['reply']>;

/** What a caller gives: path ids, query and body in one object, none of them needed when empty. */
export interface CallInput<E extends AnyEndpoint> {
  params: z.infer<E['params']>;
  query: z.infer<E['query']>;
  body: z.infer<E['body']>;
}

/** The reply of a change that has nothing to say. */
export const Done = z.object({ done: z.literal(true) });

import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import type { Route } from './route.ts';

/** What a client may say on the socket, as the contract declares it. */
export interface AnyLiveAction {
  name: string;
  who: AnyEndpoint['who'];
  object: AnyEndpoint['object'];
  summary: string;
  frame: object;
}

const isDeclaration = (value: unknown): value is { name: string; who: unknown } =>
  typeof value === 'object' && value !== null && 'name' in value && 'who' in value;

/** Every endpoint that these modules of the contract export. */
export function endpointsOf(modules: object[]): AnyEndpoint[] {
  const exported = modules.flatMap((module) => Object.values(module) as unknown[]);
  return exported.filter(
    (value): value is AnyEndpoint => isDeclaration(value) && 'path' in value && 'reply' in value,
  );
}

/** Every live action that these modules of the contract export. */
export function liveActionsOf(modules: object[]): AnyLiveAction[] {
  const exported = modules.flatMap((module) => Object.values(module) as unknown[]);
  return exported.filter((value): value is AnyLiveAction => isDeclaration(value) && 'frame' in value);
}

export interface Registry {
  /** Declared by the contract. */
  endpoints: AnyEndpoint[];
  actions: AnyLiveAction[];
  /** Answered by this server. */
  routes: Route[];
  /** Names of the live actions that somebody listens to. */
  handled: string[];
}

/**
 * Refuses to start with a registry that is not whole. Clients, OpenAPI and the permission matrix are made from what is declared: a
 * route beside it would be checked by nobody.
 */
export function refuseIncompleteRegistry({ endpoints, actions, routes, handled }: Registry): void {
  const routed = routes.map((route) => route.endpoint.name);
  const problems = [
    ...compare(
      'endpoint',
      endpoints.map((endpoint) => endpoint.name),
      routed,
      'route',
    ),
    ...compare(
      'live action',
      actions.map((action) => action.name),
      handled,
      'handler',
    ),
    ...endpoints
      .filter(
        (endpoint) => !routes.some((route) => route.endpoint === endpoint) && routed.includes(endpoint.name),
      )
      .map((endpoint) => `the route ${endpoint.name} is not the one the contract declares`),
  ];
  if (problems.length > 0) {
    throw new Error(`The server does not do what its contract says: ${problems.join('; ')}.`);
  }
}

function compare(what: string, declared: string[], answered: string[], answer: string): string[] {
  const twice = (names: string[]) => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  return [
    ...twice(declared).map((name) => `the contract declares the ${what} ${name} twice`),
    ...twice(answered).map((name) => `the ${what} ${name} has more than one ${answer}`),
    ...declared
      .filter((name) => !answered.includes(name))
      .map((name) => `the ${what} ${name} has no ${answer}`),
    ...answered
      .filter((name) => !declared.includes(name))
      .map((name) => `the ${answer} ${name} is not declared in the contract`),
  ];
}

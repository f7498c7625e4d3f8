import type { Context } from './kit/context.ts';
import { createMeasurements } from './kit/http/measurements.ts';
import type { Route } from './kit/http/route.ts';
import type { LiveFeature, LiveHandler } from './kit/live/features.ts';
import { chatHandlers, chatLive } from './features/chat/live.ts';
import { chatRoutes } from './features/chat/routes.ts';
import { membershipRoutes } from './features/spaces/membership/routes.ts';
import { threadRoutes } from './features/chat/threads/routes.ts';
import { spacesLive } from './features/spaces/live.ts';
import { spacesRoutes } from './features/spaces/routes.ts';

/** The server's table of contents: one line per feature and part. */
const ROUTES: ((context: Context) => Route[])[] = [
  spacesRoutes,
  membershipRoutes,
  chatRoutes,
  threadRoutes,
];

const LIVE: LiveFeature[] = [
  spacesLive,
  chatLive,
];

const HANDLERS: ((context: Context) => LiveHandler[])[] = [
  chatHandlers,
];

export interface ServerApp {
  routes: Route[];
  live: LiveFeature[];
  handlers: LiveHandler[];
  onAnswered(name: string, status: number, seconds: number): void;
  observe(gauges: { sockets(): number; feeds(): number }): void;
  startJobs(): Promise<() => Promise<void>>;
}

export function createServerApp(context: Context): ServerApp {
  const measurements = createMeasurements();
  return {
    routes: ROUTES.flatMap((routes) => routes(context)),
    live: LIVE,
    handlers: HANDLERS.flatMap((handlers) => handlers(context)),
    onAnswered: measurements.onAnswered,
    observe: measurements.observe,
    startJobs: async () => async () => undefined,
  };
}

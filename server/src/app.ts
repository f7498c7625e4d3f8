import type { Context } from './kit/context.ts';
import { createMeasurements } from './kit/http/measurements.ts';
import type { Route } from './kit/http/route.ts';
import type { LiveFeature, LiveHandler } from './kit/live/features.ts';
import type { Job } from './kit/jobs/jobs.ts';
import { startJobs } from './kit/jobs/worker.ts';
import { authJobs } from './features/auth/jobs.ts';
import { authLive } from './features/auth/live.ts';
import { authRoutes } from './features/auth/routes.ts';
import { invitationsJobs } from './features/invitations/jobs.ts';
import { invitationsRoutes } from './features/invitations/routes.ts';
import { accountsRoutes } from './features/accounts/routes.ts';
import { organisationsRoutes } from './features/organisations/routes.ts';
import { peopleLive } from './features/people/live.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { chatHandlers, chatLive } from './features/chat/live.ts';
import { chatRoutes } from './features/chat/routes.ts';
import { membershipRoutes } from './features/spaces/membership/routes.ts';
import { threadRoutes } from './features/chat/threads/routes.ts';
import { spacesLive } from './features/spaces/live.ts';
import { spacesRoutes } from './features/spaces/routes.ts';
import { startImporting } from './features/imports/jobs.ts';
import { importsRoutes } from './features/imports/routes.ts';
import { startIndexing } from './features/search/indexing/jobs.ts';
import { searchRoutes } from './features/search/routes.ts';

/** The server's table of contents: one line per feature and part. */
const ROUTES: ((context: Context) => Route[])[] = [
  authRoutes,
  peopleRoutes,
  organisationsRoutes,
  invitationsRoutes,
  accountsRoutes,
  spacesRoutes,
  membershipRoutes,
  chatRoutes,
  threadRoutes,
  searchRoutes,
  importsRoutes,
];

const LIVE: LiveFeature[] = [authLive, ...peopleLive, spacesLive, chatLive];

const HANDLERS: ((context: Context) => LiveHandler[])[] = [chatHandlers];

const JOBS: Job[] = [...authJobs, ...invitationsJobs];

/** What goes on all the time beside requests and jobs. */
const BACKGROUND: ((context: Context) => () => Promise<void>)[] = [startIndexing, startImporting];

export interface ServerApp {
  routes: Route[];
  live: LiveFeature[];
  handlers: LiveHandler[];
  onAnswered(name: string, status: number, seconds: number): void;
  observe(gauges: { sockets(): number; feeds(): number }): void;
  /** In the Prometheus text format. */
  measurements(): Promise<string>;
  /** Jobs, and what else goes on in the background; what it answers stops them. */
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
    measurements: measurements.text,
    startJobs: async () => {
      const stops = [await startJobs(context, JOBS), ...BACKGROUND.map((start) => start(context))];
      return async () => void (await Promise.all(stops.map((stop) => stop())));
    },
  };
}

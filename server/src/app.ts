import * as accounts from '@footbridge/contract/accounts.ts';
import * as agreements from '@footbridge/contract/agreements.ts';
import * as auth from '@footbridge/contract/auth.ts';
import * as cases from '@footbridge/contract/cases.ts';
import * as charters from '@footbridge/contract/charters.ts';
import * as chat from '@footbridge/contract/chat.ts';
import * as home from '@footbridge/contract/home.ts';
import * as imports from '@footbridge/contract/imports.ts';
import * as invitations from '@footbridge/contract/invitations.ts';
import * as offers from '@footbridge/contract/offers.ts';
import * as organisations from '@footbridge/contract/organisations.ts';
import * as pairings from '@footbridge/contract/pairings.ts';
import * as people from '@footbridge/contract/people.ts';
import * as policies from '@footbridge/contract/policies.ts';
import * as rounds from '@footbridge/contract/rounds.ts';
import * as search from '@footbridge/contract/search.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import * as steps from '@footbridge/contract/steps.ts';
import * as stories from '@footbridge/contract/stories.ts';
import * as thanks from '@footbridge/contract/thanks.ts';
import * as together from '@footbridge/contract/together.ts';
import { follow, unfollow } from '@footbridge/contract/kit/live.ts';
import type { Context } from './kit/context.ts';
import { createMeasurements } from './kit/http/measurements.ts';
import { endpointsOf, liveActionsOf, refuseIncompleteRegistry } from './kit/http/registry.ts';
import type { Route } from './kit/http/route.ts';
import type { LiveFeature, LiveHandler } from './kit/live/features.ts';
import type { Job } from './kit/jobs/jobs.ts';
import { startJobs } from './kit/jobs/worker.ts';
import { agreementsLive } from './features/agreements/live.ts';
import { agreementsRoutes } from './features/agreements/routes.ts';
import { authJobs } from './features/auth/jobs.ts';
import { authLive } from './features/auth/live.ts';
import { authRoutes } from './features/auth/routes.ts';
import { policiesJobs } from './features/policies/jobs.ts';
import { policiesLive } from './features/policies/live.ts';
import { policiesRoutes } from './features/policies/routes.ts';
import { invitationsJobs } from './features/invitations/jobs.ts';
import { invitationsRoutes } from './features/invitations/routes.ts';
import { accountsRoutes } from './features/accounts/routes.ts';
import { homeRoutes } from './features/home/routes.ts';
import { organisationsRoutes } from './features/organisations/routes.ts';
import { pairingsJobs } from './features/pairings/jobs.ts';
import { pairingsLive } from './features/pairings/live.ts';
import { pairingsRoutes } from './features/pairings/routes.ts';
import { peopleLive } from './features/people/live.ts';
import { peopleRoutes } from './features/people/routes.ts';
import { chatHandlers, chatLive } from './features/chat/live.ts';
import { chatRoutes } from './features/chat/routes.ts';
import { chartersRoutes } from './features/charters/routes.ts';
import { charterRoutes } from './features/spaces/charter/routes.ts';
import { membershipRoutes } from './features/spaces/membership/routes.ts';
import { threadRoutes } from './features/chat/threads/routes.ts';
import { spacesLive } from './features/spaces/live.ts';
import { spacesRoutes } from './features/spaces/routes.ts';
import { offersLive } from './features/offers/live.ts';
import { offersRoutes } from './features/offers/routes.ts';
import { casesLive } from './features/cases/live.ts';
import { casesRoutes } from './features/cases/routes.ts';
import { stepsLive } from './features/steps/live.ts';
import { stepsRoutes } from './features/steps/routes.ts';
import { storiesLive } from './features/stories/live.ts';
import { storiesRoutes } from './features/stories/routes.ts';
import { togetherRoutes } from './features/together/routes.ts';
import { thanksLive } from './features/thanks/live.ts';
import { thanksRoutes } from './features/thanks/routes.ts';
import { goodWorkJobs } from './features/thanks/work/jobs.ts';
import { goodWorkRoutes } from './features/thanks/work/routes.ts';
import { startImporting } from './features/imports/jobs.ts';
import { importsRoutes } from './features/imports/routes.ts';
import { roundsJobs } from './features/rounds/jobs.ts';
import { roundsLive } from './features/rounds/live.ts';
import { roundsRoutes } from './features/rounds/routes.ts';
import { startIndexing } from './features/search/indexing/jobs.ts';
import { searchRoutes } from './features/search/routes.ts';

/** What clients are promised; the server does not start unless it answers to all of it and to nothing else. */
const CONTRACT = [
  accounts,
  agreements,
  auth,
  cases,
  charters,
  chat,
  home,
  imports,
  invitations,
  offers,
  organisations,
  pairings,
  people,
  policies,
  rounds,
  search,
  spaces,
  steps,
  stories,
  thanks,
  together,
];

/** The server's table of contents: one line per feature and part. */
const ROUTES: ((context: Context) => Route[])[] = [
  authRoutes,
  peopleRoutes,
  pairingsRoutes,
  organisationsRoutes,
  invitationsRoutes,
  accountsRoutes,
  spacesRoutes,
  membershipRoutes,
  charterRoutes,
  chartersRoutes,
  chatRoutes,
  threadRoutes,
  stepsRoutes,
  casesRoutes,
  offersRoutes,
  policiesRoutes,
  agreementsRoutes,
  thanksRoutes,
  goodWorkRoutes,
  storiesRoutes,
  roundsRoutes,
  searchRoutes,
  importsRoutes,
  homeRoutes,
  togetherRoutes,
];

const LIVE: LiveFeature[] = [
  authLive,
  ...peopleLive,
  policiesLive,
  agreementsLive,
  spacesLive,
  chatLive,
  stepsLive,
  casesLive,
  pairingsLive,
  offersLive,
  ...thanksLive,
  storiesLive,
  roundsLive,
];

const HANDLERS: ((context: Context) => LiveHandler[])[] = [chatHandlers];

const JOBS: Job[] = [
  ...authJobs,
  ...invitationsJobs,
  ...policiesJobs,
  ...goodWorkJobs,
  ...roundsJobs,
  ...pairingsJobs,
];

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
  const routes = ROUTES.flatMap((routes) => routes(context));
  const handlers = HANDLERS.flatMap((handlers) => handlers(context));
  refuseIncompleteRegistry({
    endpoints: endpointsOf(CONTRACT),
    actions: [follow, unfollow, ...liveActionsOf(CONTRACT)],
    routes,
    // Following is what the sockets do themselves.
    handled: [follow.name, unfollow.name, ...handlers.map((handler) => handler.name)],
  });
  return {
    routes,
    live: LIVE,
    handlers,
    onAnswered: measurements.onAnswered,
    observe: measurements.observe,
    measurements: measurements.text,
    startJobs: async () => {
      const stops = [await startJobs(context, JOBS), ...BACKGROUND.map((start) => start(context))];
      return async () => void (await Promise.all(stops.map((stop) => stop())));
    },
  };
}

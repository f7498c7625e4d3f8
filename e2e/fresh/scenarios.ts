import * as agreements from '@footbridge/contract/agreements.ts';
import * as cases from '@footbridge/contract/cases.ts';
import * as offers from '@footbridge/contract/offers.ts';
import * as pairings from '@footbridge/contract/pairings.ts';
import * as policies from '@footbridge/contract/policies.ts';
import * as rounds from '@footbridge/contract/rounds.ts';
import * as steps from '@footbridge/contract/steps.ts';
import * as stories from '@footbridge/contract/stories.ts';
import * as thanks from '@footbridge/contract/thanks.ts';
import { endpointsOf } from '../../server/src/kit/http/registry.ts';
import { accountScenarios } from './scenariosOfAccounts.ts';
import { chatScenarios } from './scenariosOfChat.ts';
import { charterScenarios } from './scenariosOfCharters.ts';
import { spaceScenarios } from './scenariosOfSpaces.ts';
import type { Story } from './story.ts';

/** One way in which one endpoint changes what somebody is shown. */
export interface Scenario {
  endpoint: string;
  what: string;
  /** What must be there before the watcher looks. */
  before?(story: Story): Promise<unknown>;
  /** The change itself; nobody but the open devices of the watcher is waited for. */
  act(story: Story): Promise<unknown>;
  /** Nothing of it is on the screen by itself: only that lists of sessions and tokens are to be loaded again. */
  credentialsOnly?: true;
  /** In the end the screen is as it was: only that nothing is left behind is looked at. */
  endsAsBefore?: true;
}

export const SCENARIOS: Scenario[] = [
  ...chatScenarios,
  ...spaceScenarios,
  ...charterScenarios,
  ...accountScenarios,
];

/** An open client keeps nothing of these nouns: their pages load for themselves, and again when they hear of a change. */
const LOADED_BY_PAGES = [agreements, cases, offers, pairings, policies, rounds, steps, stories, thanks];
const shownByPages = endpointsOf(LOADED_BY_PAGES)
  .filter(({ method }) => method !== 'GET')
  .map(({ name }): [string, string] => [
    name,
    'is shown by pages that load it for themselves, and again when they hear of it',
  ]);

/** Endpoints that change something, none of which an open page shows by itself. */
export const SHOWS_NOTHING: Record<string, string> = {
  ...Object.fromEntries(shownByPages),
  askForSignInLink: 'sends a mail',
  claimProfile: 'answers a link to whoever asked; what its use changes is shown by acceptInvitation',
  createOrganisation: 'is shown by lists that pages load when they are opened',
  invite: 'answers a link to whoever asked; lists of invitations are loaded when they are opened',
  reactivatePerson: 'opens an account that is in no space; person cards are loaded when they are opened',
  proposeNorms: 'is shown by the list of proposals, which is loaded when it is opened and when they change',
  readInvitation: 'only reads',
  revokeInvitation: 'is shown by lists of invitations, which are loaded when they are opened',
  setUp: 'happens when nobody is there yet',
  startSlackImport: 'makes spaces of profiles; pages of imports ask again by themselves',
};

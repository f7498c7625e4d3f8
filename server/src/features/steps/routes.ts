import * as steps from '@footbridge/contract/steps.ts';
import type { Step } from '@footbridge/contract/steps.ts';
import { type Tx, change } from '../../kit/activity/activity.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getMemberSpace } from '../spaces/access.ts';
import { getAffiliation } from '../spaces/membership/access.ts';
import { type OwnStep, lockOwnStep, requireParticipant } from './access.ts';
import * as changes from './changes.ts';
import { checkIn } from './checkIns/changes.ts';
import { getProposees } from './proposing/access.ts';
import { listSuggestions } from './queries.ts';
import { findStepOfSpace, listOpenSteps, listPastSteps, readStep } from './reading/queries.ts';
import { readPlace } from './rules.ts';
import * as reflections from './reflections/changes.ts';
import { refuseSuggestion } from './suggestions/changes.ts';

const DONE = { done: true } as const;

export function stepsRoutes(context: Context): Route[] {
  const { db, clock } = context;
  return [
    route(steps.proposeStep, async ({ actor, body }) => {
      const { personIds, organisationId, ...proposal } = body;
      const stepId = await change(context, async (tx) => {
        const mine = await getAffiliation(tx.db, actor, { organisationId, guestsToo: true });
        const by = { personId: actor.personId, organisationId: mine.organisationId };
        return changes.proposeStep(tx, proposal, by, await getProposees(tx.db, actor, personIds));
      });
      return readStep(db, await requireParticipant(db, actor, stepId), instant(clock));
    }),
    route(steps.listSteps, async ({ actor, query }) => {
      if (query.when === 'past') return listPastSteps(db, actor.personId, readPlace(query.after));
      return { steps: await listOpenSteps(db, actor.personId, instant(clock)), next: null };
    }),
    route(steps.getStep, async ({ actor, params }) =>
      readStep(db, await requireParticipant(db, actor, params.stepId), instant(clock)),
    ),
    route(steps.getStepOfSpace, async ({ actor, params }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      return { step: await findStepOfSpace(db, actor.personId, space.spaceId) };
    }),
    route(steps.listStepSuggestions, async ({ actor }) => ({
      suggestions: await listSuggestions(db, actor.personId, instant(clock)),
    })),
    route(steps.refuseSuggestion, async ({ actor, body }) => {
      await change(context, (tx) => refuseSuggestion(tx, actor.personId, body.personId));
      return DONE;
    }),
    ...participantRoutes(context),
  ];
}

function participantRoutes(context: Context): Route[] {
  /** Changes a step of the actor while nobody else does, and answers it as it stands then. */
  const inStep = async (actor: Actor, stepId: string, work: (tx: Tx, step: OwnStep) => Promise<void>) =>
    change(context, async (tx): Promise<void> => work(tx, await lockOwnStep(tx.db, actor, stepId)));
  const thenRead = async (
    actor: Actor,
    stepId: string,
    work: (tx: Tx, step: OwnStep) => Promise<void>,
  ): Promise<Step> => {
    await inStep(actor, stepId, work);
    return readStep(context.db, await requireParticipant(context.db, actor, stepId), instant(context.clock));
  };
  return [
    route(steps.acceptStep, ({ actor, params, body }) =>
      thenRead(actor, params.stepId, (tx, step) => changes.acceptStep(tx, step, body)),
    ),
    route(steps.declineStep, async ({ actor, params }) => {
      await inStep(actor, params.stepId, changes.declineStep);
      return DONE;
    }),
    route(steps.withdrawStep, async ({ actor, params }) => {
      await inStep(actor, params.stepId, changes.withdrawStep);
      return DONE;
    }),
    route(steps.changeMyWords, ({ actor, params, body }) =>
      thenRead(actor, params.stepId, (tx, step) => changes.changeMyWords(tx, step, body)),
    ),
    route(steps.checkIn, ({ actor, params, body }) =>
      thenRead(actor, params.stepId, (tx, step) => checkIn(tx, step, body.answer)),
    ),
    route(steps.endStep, ({ actor, params, body }) =>
      thenRead(actor, params.stepId, (tx, step) => changes.endStep(tx, step, body.outcome)),
    ),
    route(steps.writeReflection, ({ actor, params, body }) =>
      thenRead(actor, params.stepId, (tx, step) => reflections.writeReflection(tx, step, body.text)),
    ),
    route(steps.removeReflection, ({ actor, params }) =>
      thenRead(actor, params.stepId, reflections.removeReflection),
    ),
    route(steps.showReflection, ({ actor, params }) =>
      thenRead(actor, params.stepId, reflections.showReflection),
    ),
  ];
}

import * as cases from '@footbridge/contract/cases.ts';
import { type Tx, change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { badInput, notFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { type About, type OwnCase, getAbout, getHelpers, getOwnCase, lockOwnCase } from './access.ts';
import * as changes from './changes.ts';
import {
  listActing,
  listCandidates,
  listCasesOf,
  listNamedIds,
  listParties,
  readCase,
  readTitle,
} from './queries.ts';

const DONE = { done: true } as const;

export function casesRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(cases.getCasePath, async ({ actor, query }) => {
      const about = await getAbout(db, actor, query);
      const candidates = await listCandidates(db, about, actor.personId);
      return {
        kind: about.kind,
        title: await readTitle(db, about),
        people: candidates.map(({ person }) => person),
        stewards: candidates.filter(({ steward }) => steward).map(({ person }) => person.id),
      };
    }),
    route(cases.openCase, async ({ actor, body }) => {
      const { stepId, spaceId, messageId, clientId, matter, dueAt } = body;
      const caseId = await change(context, async (tx) => {
        const sent = await changes.findSentCase(tx, actor.personId, clientId);
        if (sent !== undefined) return sent;
        const about = await getAbout(tx.db, actor, { stepId, spaceId, messageId });
        const [by, ...others] = await getParties(tx, actor, about, body.partyIds);
        const helpers = await getHelpers(tx.db, actor, {
          kind: 'facilitator',
          helperIds: body.helperIds,
          parties: [by, ...others],
          formerIds: [],
        });
        const stage = { kind: 'facilitator' as const, helpers, dueAt };
        return changes.openCase(tx, { about, matter, parties: others, clientId }, stage, by);
      });
      return readCase(db, await getOwnCase(db, actor, caseId));
    }),
    route(cases.listCases, async ({ actor }) => ({ cases: await listCasesOf(db, actor.personId) })),
    route(cases.getCase, async ({ actor, params }) =>
      readCase(db, await getOwnCase(db, actor, params.caseId)),
    ),
    ...stageRoutes(context),
  ];
}

/** The one who opens it first; everybody must be in the step or space it is about. */
async function getParties(
  tx: Tx,
  actor: Actor,
  about: About,
  partyIds: string[],
): Promise<[changes.Acting, ...changes.Acting[]]> {
  const others = [...new Set(partyIds)].filter((id) => id !== actor.personId);
  if (others.length === 0) {
    throw badInput('body.partyIds', 'A case is between you and somebody else. Nothing was changed. Say who.');
  }
  const acting = await listActing(tx.db, about, [actor.personId, ...others]);
  const mine = acting.find(({ personId }) => personId === actor.personId);
  if (mine === undefined || acting.length !== others.length + 1) throw notFound();
  return [mine, ...acting.filter((one) => one !== mine)];
}

function stageRoutes(context: Context): Route[] {
  const { db } = context;
  const inCase = (actor: Actor, caseId: string, work: (tx: Tx, own: OwnCase) => Promise<void>) =>
    change(context, async (tx): Promise<void> => work(tx, await lockOwnCase(tx.db, actor, caseId)));
  const thenRead = async (
    actor: Actor,
    caseId: string,
    work: (tx: Tx, own: OwnCase) => Promise<void>,
  ): Promise<cases.Case> => {
    await inCase(actor, caseId, work);
    return readCase(db, await getOwnCase(db, actor, caseId));
  };
  const helpersFor = async (tx: Tx, actor: Actor, own: OwnCase, kind: cases.CaseStageKind, ids: string[]) =>
    getHelpers(tx.db, actor, {
      kind,
      helperIds: ids,
      parties: await listParties(tx.db, own.caseId),
      formerIds: kind === 'appeal' ? await listNamedIds(tx.db, own.caseId) : [],
    });
  return [
    route(cases.acceptCase, ({ actor, params }) => thenRead(actor, params.caseId, changes.acceptCase)),
    route(cases.declineCase, async ({ actor, params }) => {
      await inCase(actor, params.caseId, changes.declineCase);
      return DONE;
    }),
    route(cases.openCaseStage, ({ actor, params, body: { kind, helperIds, dueAt, fromStageId } }) =>
      thenRead(actor, params.caseId, async (tx, own) => {
        const helpers = await helpersFor(tx, actor, own, kind, helperIds);
        await changes.openCaseStage(tx, own, fromStageId, { kind, helpers, dueAt });
      }),
    ),
    route(cases.closeCase, ({ actor, params, body }) =>
      thenRead(actor, params.caseId, (tx, own) => changes.closeCase(tx, own, body.fromStageId, body.text)),
    ),
    route(cases.appealCase, ({ actor, params, body: { helperIds, dueAt } }) =>
      thenRead(actor, params.caseId, async (tx, own) => {
        const helpers = await helpersFor(tx, actor, own, 'appeal', helperIds);
        await changes.appealCase(tx, own, { helpers, dueAt });
      }),
    ),
  ];
}

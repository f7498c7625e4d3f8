import * as charters from '@footbridge/contract/charters.ts';
import { change } from '../../kit/activity/activity.ts';
import type { Context } from '../../kit/context.ts';
import type { Actor } from '../../kit/http/actor.ts';
import { conflict, requireFound } from '../../kit/http/problem.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { type MemberSpace, getCharterSpace, getMemberSpace, getStewardSpace } from '../spaces/access.ts';
import { getAcceptableCharter } from '../spaces/charter/access.ts';
import { acceptCharter, readCharter } from '../spaces/charter/changes.ts';
import { listAcceptable, listAcceptances } from '../spaces/charter/queries.ts';
import { listSpacesOf } from '../spaces/queries.ts';
import { getDecidableProposal } from './access.ts';
import { decideNorms, proposeNorms } from './changes.ts';
import { listProposals } from './queries.ts';

export function chartersRoutes(context: Context): Route[] {
  return [...acceptanceRoutes(context), ...normsRoutes(context)];
}

/** Accepting a charter for an organisation, and having been shown it. */
function acceptanceRoutes(context: Context): Route[] {
  const { db } = context;
  const one = async (actor: Actor, spaceId: string) =>
    requireFound((await listSpacesOf(db, actor.personId, spaceId))[0]);
  return [
    route(charters.listCharterAcceptances, async ({ actor, params }) => {
      const { spaceId } = await getCharterSpace(db, actor, params.spaceId);
      const mine = await listAcceptable(db, actor.personId, spaceId);
      return {
        acceptances: await listAcceptances(db, spaceId),
        mayAcceptFor: mine.flatMap(({ accepted, ...organisation }) => (accepted ? [] : [organisation])),
      };
    }),
    route(charters.acceptCharter, async ({ actor, params, body }) => {
      const space = await getCharterSpace(db, actor, params.spaceId);
      const charter = await getAcceptableCharter(db, actor, space, body.organisationId);
      await change(context, (tx) => acceptCharter(tx, charter, body.version));
      return one(actor, params.spaceId);
    }),
    route(charters.readCharter, async ({ actor, params, body }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      await change(context, (tx) => readCharter(tx, space, body.version));
      return one(actor, params.spaceId);
    }),
  ];
}

/** Changes to the norms that members propose and stewards decide. */
function normsRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(charters.listNormProposals, async ({ actor, params }) => {
      await getMemberSpace(db, actor, params.spaceId);
      return { proposals: await listProposals(db, params.spaceId) };
    }),
    route(charters.proposeNorms, async ({ actor, params, body }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      requireNorms(space);
      const id = await change(context, (tx) => proposeNorms(tx, space, body));
      return requireFound((await listProposals(db, params.spaceId, id))[0]);
    }),
    route(charters.decideNorms, async ({ actor, params, body }) => {
      const space = await getStewardSpace(db, actor, params.spaceId);
      const proposal = await getDecidableProposal(db, space, params.proposalId);
      await change(context, (tx) => decideNorms(tx, proposal, body));
      return requireFound((await listProposals(db, params.spaceId, params.proposalId))[0]);
    }),
  ];
}

function requireNorms(space: MemberSpace): void {
  if (space.kind !== 'direct' && !space.archived) return;
  throw conflict(
    'noNorms',
    'A direct talk, or a space that is archived, has no norms to change. Nothing was saved.',
  );
}

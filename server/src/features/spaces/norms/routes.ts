import * as spaces from '@footbridge/contract/spaces.ts';
import { change } from '../../../kit/activity/activity.ts';
import type { Context } from '../../../kit/context.ts';
import { conflict, requireFound } from '../../../kit/http/problem.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { type MemberSpace, getMemberSpace, getStewardSpace } from '../access.ts';
import { getDecidableProposal } from './access.ts';
import { decideNorms, proposeNorms } from './changes.ts';
import { listProposals } from './queries.ts';

/** Changes to the norms that members propose and stewards decide. */
export function normsRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(spaces.listNormProposals, async ({ actor, params }) => {
      await getMemberSpace(db, actor, params.spaceId);
      return { proposals: await listProposals(db, params.spaceId) };
    }),
    route(spaces.proposeNorms, async ({ actor, params, body }) => {
      const space = await getMemberSpace(db, actor, params.spaceId);
      requireNorms(space);
      const id = await change(context, (tx) => proposeNorms(tx, space, body));
      return requireFound((await listProposals(db, params.spaceId, id))[0]);
    }),
    route(spaces.decideNorms, async ({ actor, params, body }) => {
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

import type { CaseStageKind } from '@footbridge/contract/cases.ts';

export interface Helper {
  personId: string;
  /** All that they belong to, as far as the one who names them sees it. */
  organisationIds: string[];
}

export interface Naming {
  kind: CaseStageKind;
  helpers: Helper[];
  parties: { personId: string; organisationId: string }[];
  /** Whoever was named for a stage before. */
  formerIds: string[];
}

export type Objection = 'partyHelps' | 'oneNeeded' | 'oneOfEachNeeded' | 'outsiderNeeded' | 'othersNeeded';

/** For whom each helper acts in this stage, or why they do not fit it. */
export function fitHelpers({ kind, helpers, parties, formerIds }: Naming): Map<string, string> | Objection {
  if (helpers.some(({ personId }) => parties.some((party) => party.personId === personId))) {
    return 'partyHelps';
  }
  const ofParties = [...new Set(parties.map(({ organisationId }) => organisationId))].toSorted();
  if (kind === 'onePersonEach') return oneOfEach(helpers, ofParties) ?? 'oneOfEachNeeded';
  if (kind === 'facilitator' && helpers.length > 1) return 'oneNeeded';
  if (
    kind === 'mediator' &&
    (helpers.length > 1 ||
      helpers.some(({ organisationIds }) => ofParties.some((id) => organisationIds.includes(id))))
  ) {
    return 'outsiderNeeded';
  }
  if (kind === 'appeal' && helpers.some(({ personId }) => formerIds.includes(personId))) {
    return 'othersNeeded';
  }
  return new Map(helpers.map(({ personId, organisationIds }) => [personId, organisationIds[0] ?? '']));
}

/** Each organisation gets one of the helpers; who belongs to several stands for the one that nobody else can. */
function oneOfEach(helpers: Helper[], organisationIds: string[]): Map<string, string> | undefined {
  if (helpers.length !== organisationIds.length) return undefined;
  const [first, ...rest] = organisationIds;
  if (first === undefined) return new Map();
  for (const helper of helpers) {
    if (!helper.organisationIds.includes(first)) continue;
    const others = oneOfEach(
      helpers.filter((other) => other !== helper),
      rest,
    );
    if (others !== undefined) return others.set(helper.personId, first);
  }
  return undefined;
}

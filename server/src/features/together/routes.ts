import type { Suggestion } from '@footbridge/contract/home.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { type Together, getTogether } from '@footbridge/contract/together.ts';
import { instant } from '../../kit/clock.ts';
import type { Context } from '../../kit/context.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { getOther } from './access.ts';
import { isSilent, readTogether } from './queries.ts';
import { suggestFor } from './rules.ts';

export function togetherRoutes(context: Context): Route[] {
  const { db } = context;
  return [
    route(getTogether, async ({ actor, params }): Promise<Together> => {
      const { open, ...person } = await getOther(db, actor, params.personId);
      const pair = { me: actor.personId, other: person.id };
      const [done, silent] = await Promise.all([
        readTogether(db, pair),
        isSilent(db, pair, instant(context.clock)),
      ]);
      const next = open && !silent ? suggestFor(done) : undefined;
      return { person, ...done, suggestion: next === undefined ? null : suggestion(person, next) };
    }),
  ];
}

function suggestion(person: PersonRef, { kind, because }: Pick<Suggestion, 'kind' | 'because'>): Suggestion {
  const from = because?.kind === 'step' ? `step:${because.id}` : `person:${person.id}`;
  return { id: person.id, kind, with: person, because, href: `/steps/new?with=${person.id}&from=${from}` };
}

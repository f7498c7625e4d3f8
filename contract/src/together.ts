import * as z from 'zod/mini';
import { Suggestion } from './home.ts';
import { endpoint } from './kit/endpoint.ts';
import { Id, Instant } from './kit/ids.ts';
import { PersonRef } from './people.ts';
import { SpaceKind } from './spaces.ts';
import { StepOutcome } from './steps.ts';
import { Thanks } from './thanks.ts';

/** Of each kind the newest so many are shown. */
export const TOGETHER_MAX = 50;

/** What two people have done together. It reads the same for both; the suggestion is each one's own. */
export const Together = z.object({
  person: PersonRef,
  /** That both said yes to: under way first, then the newest ending. */
  steps: z.array(
    z.object({
      id: Id,
      title: z.string(),
      agreedAt: Instant,
      ending: z.nullable(z.object({ outcome: StepOutcome, at: Instant })),
    }),
  ),
  /** That both answered and both can still read. */
  rounds: z.array(z.object({ id: Id, question: z.string(), endsAt: Instant })),
  /** That the one who was thanked wants to stand here. */
  thanks: z.array(Thanks),
  spaces: z.array(z.object({ id: Id, name: z.string(), kind: SpaceKind })),
  suggestion: z.nullable(Suggestion),
});
export type Together = z.infer<typeof Together>;

/** Of oneself there is no such page. */
export const getTogether = endpoint('getTogether', {
  method: 'GET',
  path: '/people/:personId/together',
  summary: 'What this person and I have done together, and one next small step',
  who: 'person',
  object: 'person',
  params: { personId: Id },
  reply: Together,
});

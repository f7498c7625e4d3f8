import type { Suggestion } from '@footbridge/contract/home.ts';
import type { Together } from '@footbridge/contract/together.ts';

type Done = Pick<Together, 'steps' | 'spaces'>;

const WAYS = { done: 'notchUp', changed: 'again' } as const;

/**
 * One next step for two people, from what they did and nothing else: none while one is under way, none after one that was stopped, a
 * notch further after one that was done. Who share a space and have done nothing yet are given a first one.
 */
export function suggestFor({ steps, spaces }: Done): Pick<Suggestion, 'kind' | 'because'> | undefined {
  const [latest] = steps;
  const [space] = spaces.filter(({ kind }) => kind !== 'direct');
  if (latest === undefined) {
    return space && { kind: 'firstStep', because: { kind: 'space', id: space.id, title: space.name } };
  }
  if (latest.ending === null || latest.ending.outcome === 'stopped') return undefined;
  return {
    kind: WAYS[latest.ending.outcome],
    because: { kind: 'step', id: latest.id, title: latest.title },
  };
}

import { type Stakes, oneNotchUp } from '@footbridge/contract/steps/stakes.ts';
import { NOT_NOW_DAYS, type StepOutcome } from '@footbridge/contract/steps.ts';

const DAY_MS = 86_400_000;
/** What is longer ago is no ground for a suggestion. */
const REMEMBERED_DAYS = 365;
const SUGGESTIONS_MAX = 3;

/** A step that I took part in and that has ended. */
export interface Finished {
  stepId: string;
  outcome: StepOutcome;
  endedAt: string;
  stakes: Stakes;
  /** The others in it, each with whether they are of another organisation than mine. */
  others: { personId: string; elsewhere: boolean }[];
}

export interface SuggestingFrom {
  finished: Finished[];
  /** With whom I have a step that is proposed or under way. */
  busyWith: ReadonlySet<string>;
  /** To whom I said 'not now', and when. */
  notNow: ReadonlyMap<string, string>;
  at: string;
}

export interface Suggested {
  kind: 'notchUp' | 'again' | 'thirdPerson';
  /** Who it is suggested with; for `thirdPerson` the one to bring in. */
  personId: string;
  because: string;
  /** For `thirdPerson`: with whom `because` was done. */
  besideId: string | undefined;
}

/**
 * Next small steps, from what was finished together and nothing else: one notch up on one axis, the same size again where the plan had
 * changed, or sideways with a third person whom I have worked with too. After a step that was stopped nothing is suggested.
 */
export function suggestSteps({ finished, busyWith, notNow, at }: SuggestingFrom): Suggested[] {
  const silent = (personId: string) =>
    busyWith.has(personId) || isWithin(notNow.get(personId), NOT_NOW_DAYS, at);
  const recent = finished
    .filter(({ endedAt }) => isWithin(endedAt, REMEMBERED_DAYS, at))
    .toSorted((a, b) => Date.parse(b.endedAt) - Date.parse(a.endedAt) || (a.stepId < b.stepId ? -1 : 1));
  const latest = latestByPerson(recent);
  const open = [...latest].filter(([personId]) => !silent(personId));
  const candidates = open.toSorted(([, a], [, b]) => Number(b.elsewhere) - Number(a.elsewhere));
  const suggested: Suggested[] = [];
  for (const [personId, { step }] of candidates) {
    const third = open.find(([id, other]) => isThird(step, id) && other.step.outcome === 'done')?.[0];
    const next = nextAfter(step, personId, third, doneWith(recent, personId));
    const isNew = !suggested.some((other) => other.personId === next?.personId);
    if (next !== undefined && isNew) suggested.push(next);
  }
  return suggested.slice(0, SUGGESTIONS_MAX);
}

const isThird = (step: Finished, personId: string): boolean =>
  !step.others.some((other) => other.personId === personId);

function latestByPerson(recent: Finished[]): Map<string, { step: Finished; elsewhere: boolean }> {
  const latest = new Map<string, { step: Finished; elsewhere: boolean }>();
  for (const step of recent) {
    for (const { personId, elsewhere } of step.others) {
      if (!latest.has(personId)) latest.set(personId, { step, elsewhere });
    }
  }
  return latest;
}

const doneWith = (recent: Finished[], personId: string): number =>
  recent.filter((step) => step.outcome === 'done' && step.others.some((other) => other.personId === personId))
    .length;

/** Every second time sideways, so that two who know each other bring others in instead of only going higher. */
function nextAfter(
  step: Finished,
  personId: string,
  third: string | undefined,
  done: number,
): Suggested | undefined {
  const because = step.stepId;
  if (step.outcome === 'stopped') return undefined;
  if (step.outcome === 'changed') return { kind: 'again', personId, because, besideId: undefined };
  const up = oneNotchUp(step.stakes) !== undefined;
  if (third !== undefined && (done % 2 === 0 || !up)) {
    return { kind: 'thirdPerson', personId: third, because, besideId: personId };
  }
  return { kind: up ? 'notchUp' : 'again', personId, because, besideId: undefined };
}

const isWithin = (since: string | undefined, days: number, at: string): boolean =>
  since !== undefined && Date.parse(at) - Date.parse(since) < days * DAY_MS;

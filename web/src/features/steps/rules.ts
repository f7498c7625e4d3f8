import {
  STAKE_LEVELS,
  type StakeAxis,
  type Stakes,
  type TimeBox,
} from '@footbridge/contract/steps/stakes.ts';
import { type StepOutcome, type StepPerson, type StepSummary } from '@footbridge/contract/steps.ts';
import { LOCALE } from '../../kit/text/locale.ts';
import { t } from '../../kit/text/t.ts';

export const AXES: readonly StakeAxis[] = ['time', 'money', 'reputation', 'data'];

type Level = Stakes[StakeAxis];

/** A level of stakes in words; 'none' is another thing for money than for data. */
export function levelInWords(axis: StakeAxis, level: Level): string {
  if (level === 'none') return t(axis === 'money' ? 'steps.moneyNone' : 'steps.dataNone');
  return t(`steps.${level}`);
}

export const levelOptions = (axis: StakeAxis): (readonly [string, string])[] =>
  STAKE_LEVELS[axis].map((level) => [level, levelInWords(axis, level)] as const);

const BOXES = {
  halfHour: 'steps.boxHalfHour',
  twoHours: 'steps.boxTwoHours',
  day: 'steps.boxDay',
  week: 'steps.boxWeek',
  twoWeeks: 'steps.boxTwoWeeks',
  fourWeeks: 'steps.boxFourWeeks',
  threeMonths: 'steps.boxThreeMonths',
} as const satisfies Record<TimeBox, string>;

export const boxInWords = (box: TimeBox): string => t(BOXES[box]);
export const boxOptions = (): (readonly [string, string])[] =>
  Object.keys(BOXES).map((box) => [box, boxInWords(box as TimeBox)] as const);

/** The limits of hours that can be chosen, in the steps people think in. */
export const HOURS = [1, 2, 4, 8, 16, 24, 40, 80, 120] as const;

const OUTCOMES = {
  done: 'steps.outcomeDone',
  changed: 'steps.outcomeChanged',
  stopped: 'steps.outcomeStopped',
} as const satisfies Record<StepOutcome, string>;
export const outcomeInWords = (outcome: StepOutcome, day: string): string => t(OUTCOMES[outcome], { day });

const names = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
export const namesOf = (people: readonly { name: string }[]): string =>
  names.format(people.map(({ name }) => name));
export const othersOf = (people: readonly StepPerson[], myId: string): StepPerson[] =>
  people.filter(({ person }) => person.id !== myId);

/** Where a step stands for the one who looks at it. */
export type Standing = 'toAnswer' | 'sent' | 'lapsed' | 'underWay' | 'timeOver' | 'ended';

export function standingOf(step: StepSummary, myId: string, now: Date): Standing {
  if (step.state === 'ended') return 'ended';
  if (step.state === 'underWay') {
    return step.dueAt !== null && Date.parse(step.dueAt) <= now.getTime() ? 'timeOver' : 'underWay';
  }
  if (Date.parse(step.lapsesAt) <= now.getTime()) return 'lapsed';
  const mine = step.people.find(({ person }) => person.id === myId);
  return mine?.accepted === true ? 'sent' : 'toAnswer';
}

/** The stages of the line on top of a step, each with the day it was reached or will end. */
export interface Stage {
  key: 'steps.stageProposed' | 'steps.stageAgreed' | 'steps.stageUnderWay' | 'steps.stageBack';
  at: string | null;
  reached: boolean;
  here: boolean;
}

export function stagesOf(step: StepSummary): Stage[] {
  const at = { proposed: 0, underWay: 2, ended: 3 }[step.state];
  const days = [step.proposedAt, step.agreedAt, step.ending?.at ?? step.dueAt, null];
  const keys = [
    'steps.stageProposed',
    'steps.stageAgreed',
    'steps.stageUnderWay',
    'steps.stageBack',
  ] as const;
  return keys.map((key, place) => ({
    key,
    at: days[place] ?? null,
    reached: place <= at,
    here: place === at,
  }));
}

/** What the address of a new step says: with whom, from what, and perhaps in which words. */
export function readStart(query: URLSearchParams) {
  const [kind = '', id = ''] = (query.get('from') ?? '').split(':');
  return {
    withIds: (query.get('with') ?? '').split(',').filter(Boolean),
    from: kind !== '' && id !== '' ? { kind, id } : null,
    what: query.get('what') ?? '',
  };
}

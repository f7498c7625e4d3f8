import * as z from 'zod/mini';

/** The most hours that each may give to one step. */
export const HOURS_MAX = 120;

/** How long a step may take from its beginning to its end. */
export const TimeBox = z.enum([
  'halfHour',
  'twoHours',
  'day',
  'week',
  'twoWeeks',
  'fourWeeks',
  'threeMonths',
]);
export type TimeBox = z.infer<typeof TimeBox>;

const DAY_MINUTES = 1440;
export const TIME_BOX_MINUTES: Record<TimeBox, number> = {
  halfHour: 30,
  twoHours: 120,
  day: DAY_MINUTES,
  week: 7 * DAY_MINUTES,
  twoWeeks: 14 * DAY_MINUTES,
  fourWeeks: 28 * DAY_MINUTES,
  threeMonths: 91 * DAY_MINUTES,
};
export const TIME_BOX_DEFAULT: TimeBox = 'twoWeeks';

/** What is at stake on each axis, from nothing upwards. The level of time follows from the hours that each gives. */
export const STAKE_LEVELS = {
  time: ['hour', 'halfDay', 'days', 'weeks'],
  money: ['none', 'smallChange', 'smallBudget', 'sharedBudget'],
  reputation: ['betweenUs', 'ourTeams', 'ourOrganisations', 'inPublic'],
  data: ['none', 'published', 'internal', 'personal'],
} as const;
export type StakeAxis = keyof typeof STAKE_LEVELS;
export const TimeStake = z.enum(STAKE_LEVELS.time);
export type TimeStake = z.infer<typeof TimeStake>;
/** The most hours each gives at each level of time. */
export const TIME_STAKE_HOURS: Record<TimeStake, number> = {
  hour: 1,
  halfDay: 4,
  days: 24,
  weeks: HOURS_MAX,
};

export const ChosenStakes = {
  money: z.enum(STAKE_LEVELS.money),
  reputation: z.enum(STAKE_LEVELS.reputation),
  data: z.enum(STAKE_LEVELS.data),
};
export const Stakes = z.object({ time: TimeStake, ...ChosenStakes });
export type Stakes = z.infer<typeof Stakes>;

/** The level of time that a limit of hours means. */
export function timeStakeOf(hoursLimit: number): TimeStake {
  return STAKE_LEVELS.time.find((level) => hoursLimit <= TIME_STAKE_HOURS[level]) ?? 'weeks';
}

/** The second level on an axis is still nothing that could hurt. */
const SMALL_LEVEL = 1;
const levelOf = (stakes: Stakes, axis: StakeAxis): number =>
  (STAKE_LEVELS[axis] as readonly string[]).indexOf(stakes[axis]);

const AXES: readonly StakeAxis[] = ['time', 'reputation', 'data', 'money'];

export const isNothingBig = (stakes: Stakes): boolean =>
  AXES.every((axis) => levelOf(stakes, axis) <= SMALL_LEVEL);

/** How far a suggestion goes on each axis; above it people go by themselves. Personal data and shared budgets are never suggested. */
const SUGGESTED_LEVEL_MAX: Record<StakeAxis, number> = { time: 3, reputation: 3, data: 2, money: 2 };

/** One notch up on exactly one axis: the one that is lowest now. Undefined where nothing is left to suggest. */
export function oneNotchUp(stakes: Stakes): { axis: StakeAxis; stakes: Stakes } | undefined {
  const axis = AXES.filter((each) => levelOf(stakes, each) < SUGGESTED_LEVEL_MAX[each]).toSorted(
    (a, b) => levelOf(stakes, a) - levelOf(stakes, b),
  )[0];
  if (axis === undefined) return undefined;
  const level = STAKE_LEVELS[axis][levelOf(stakes, axis) + 1];
  return { axis, stakes: { ...stakes, [axis]: level } };
}

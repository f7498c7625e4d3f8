import {
  HALF_DAY_HOURS,
  type HalfDay,
  MEETING_MINUTES,
  OTHER_TIMES_MAX,
  type SuitableHours,
  TIMES_OFFERED,
  type Weekday,
} from '@footbridge/contract/pairings.ts';

/*
 * Time is cut into slots of half an hour, counted from a midnight in UTC; a bit of `Slots` says that one suits somebody. A slot suits when
 * all of it lies inside a half-day of theirs on the clock of their own zone, so the days on which clocks change come out right.
 */
export const SLOT_DAYS = 12;
const SLOT_MS = MEETING_MINUTES * 60_000;
const SLOTS_A_DAY = 86_400_000 / SLOT_MS;
const SLOTS = SLOT_DAYS * SLOTS_A_DAY;
const WORDS = Math.ceil(SLOTS / 32);
const WEEKDAYS: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** Found and kept for somebody who asks for other times. */
const TIMES_FOUND = TIMES_OFFERED * (1 + OTHER_TIMES_MAX);

export type Slots = Uint32Array;

/** Which slots suit each of these people. @param from a midnight in UTC, in milliseconds */
export function slotsOfAll(
  people: readonly { timeZone: string; hours: readonly SuitableHours[] }[],
  from: number,
): Slots[] {
  // Ten thousand people live in a few zones: the calendar is asked once per zone.
  const zones = new Map<string, Map<string, Slots>>();
  return people.map(({ timeZone, hours }) => {
    const zone = zones.get(timeZone) ?? halfDaysIn(timeZone, from);
    zones.set(timeZone, zone);
    const slots = new Uint32Array(WORDS);
    for (const { weekday, half } of hours) {
      const suits = zone.get(`${weekday} ${half}`);
      suits?.forEach((word, at) => (slots[at] = (slots[at] ?? 0) | word));
    }
    return slots;
  });
}

/** A zone that this program's calendar does not know must not keep everybody else from meeting. */
function firstDayIn(timeZone: string, from: number): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(from);
  try {
    return instant.toZonedDateTimeISO(timeZone);
  } catch {
    return instant.toZonedDateTimeISO('UTC');
  }
}

function halfDaysIn(timeZone: string, from: number): Map<string, Slots> {
  const found = new Map<string, Slots>();
  const first = firstDayIn(timeZone, from);
  for (let day = 0; day <= SLOT_DAYS; day += 1) {
    const { dayOfWeek } = first.add({ days: day });
    for (const half of Object.keys(HALF_DAY_HOURS) as HalfDay[]) {
      const key = `${WEEKDAYS[dayOfWeek - 1]} ${half}`;
      const slots = found.get(key) ?? new Uint32Array(WORDS);
      found.set(key, slots);
      const [begin, end] = HALF_DAY_HOURS[half].map((hour) => timeOn(first, day, hour) - from) as [
        number,
        number,
      ];
      const last = Math.min(SLOTS, Math.floor(end / SLOT_MS));
      for (let slot = Math.max(0, Math.ceil(begin / SLOT_MS)); slot < last; slot += 1) {
        slots[slot >> 5] = (slots[slot >> 5] ?? 0) | (1 << (slot & 31));
      }
    }
  }
  return found;
}

const timeOn = (first: Temporal.ZonedDateTime, days: number, hour: number): number =>
  first.toPlainDate().add({ days }).toZonedDateTime({ timeZone: first.timeZoneId, plainTime: { hour } })
    .epochMilliseconds;

/** Whether as many times as are offered suit both. */
export function canMeet(one: Slots, other: Slots): boolean {
  let common = 0;
  for (let at = 0; at < WORDS; at += 1) {
    for (let word = (one[at] ?? 0) & (other[at] ?? 0); word !== 0; word &= word - 1) {
      common += 1;
      if (common === TIMES_OFFERED) return true;
    }
  }
  return false;
}

/** As many distinct values of 0 to 1 as are asked for, the same ones for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Times that suit both, in sets as they are offered one after the other: in each set on different days where there are so many, whole
 * hours before half ones.
 */
export function timesFor(one: Slots, other: Slots, from: number, random: () => number): string[][] {
  const left = new Map<number, number[]>();
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const suits = (one[slot >> 5] ?? 0) & (other[slot >> 5] ?? 0) & (1 << (slot & 31));
    const day = Math.floor(slot / SLOTS_A_DAY);
    if (suits !== 0) left.set(day, [...(left.get(day) ?? []), slot]);
  }
  for (const slots of left.values()) shuffleWholeHoursFirst(slots, random);
  const sets: number[][] = [];
  for (let found = 0; found < TIMES_FOUND && left.size > 0;) {
    const set = takeSet(left, random);
    sets.push(set);
    found += set.length;
  }
  return sets.map((set) =>
    set.toSorted((a, b) => a - b).map((slot) => new Date(from + slot * SLOT_MS).toISOString()),
  );
}

function shuffleWholeHoursFirst(slots: number[], random: () => number): void {
  const keys = new Map(slots.map((slot) => [slot, (slot % 2) + random()]));
  slots.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** One slot each of some days, then further ones of the same days while the set is not full. */
function takeSet(left: Map<number, number[]>, random: () => number): number[] {
  const set: number[] = [];
  while (set.length < TIMES_OFFERED && left.size > 0) {
    const days = [...left.keys()].map((day) => ({ day, key: random() })).toSorted((a, b) => a.key - b.key);
    for (const { day } of days.slice(0, TIMES_OFFERED - set.length)) {
      const slots = left.get(day) ?? [];
      const slot = slots.shift();
      if (slot !== undefined) set.push(slot);
      if (slots.length === 0) left.delete(day);
    }
  }
  return set;
}

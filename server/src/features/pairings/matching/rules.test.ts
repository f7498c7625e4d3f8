import { FORTNIGHT_DAYS, type SuitableHours, Weekday } from '@footbridge/contract/pairings.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canMeet, randomOf, slotsOfAll } from '../times/rules.ts';
import { type Candidate, pairPeople } from './rules.ts';

const FROM = Date.parse('2026-11-24T00:00:00Z');
const ALWAYS: SuitableHours[] = Weekday.options.map((weekday) => ({ weekday, half: 'morning' }));
const RARELY: SuitableHours[] = [{ weekday: 'friday', half: 'afternoon' }];
const [always, rarely] = slotsOfAll(
  [
    { timeZone: 'Europe/London', hours: ALWAYS },
    { timeZone: 'Europe/London', hours: RARELY },
  ],
  FROM,
) as [Uint32Array, Uint32Array];

const people = (shapes: { organisations: string[]; ties: number; rare?: boolean }[]): Candidate[] =>
  shapes.map(({ organisations, ties, rare = false }, at) => ({
    personId: `p${String(at).padStart(5, '0')}`,
    organisationIds: organisations,
    ties,
    slots: rare ? rarely : always,
  }));

const shape = fc.record({
  organisations: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 2 }),
  ties: fc.nat(5),
  rare: fc.boolean(),
});
const crowd = (size: number) =>
  fc.record({
    candidates: fc.array(shape, { maxLength: size }).map(people),
    places: fc.array(fc.tuple(fc.nat(size), fc.nat(size)), { maxLength: size * 2 }),
    seed: fc.nat(),
  });

type Crowd = { candidates: Candidate[]; places: [number, number][]; seed: number };
const forbiddenOf = ({ candidates, places }: Crowd): [string, string][] =>
  places.flatMap(([a, b]): [string, string][] => {
    const [one, other] = [candidates[a], candidates[b]];
    return one === undefined || other === undefined ? [] : [[one.personId, other.personId]];
  });

function mayMeet(one: Candidate, other: Candidate, forbidden: [string, string][]): boolean {
  const both = [one.personId, other.personId];
  return (
    one !== other &&
    !one.organisationIds.some((id) => other.organisationIds.includes(id)) &&
    !forbidden.some(([a, b]) => both.includes(a) && both.includes(b) && a !== b) &&
    canMeet(one.slots, other.slots)
  );
}

const servedBy = (pairs: [string, string][]) => new Set(pairs.flat());

/** The most people that any set of pairs serves in which nobody is in more than two: every set is tried. */
function mostServed(candidates: Candidate[], forbidden: [string, string][]): number {
  const edges = candidates.flatMap((one, a) =>
    candidates.slice(a + 1).flatMap((other, b) => (mayMeet(one, other, forbidden) ? [[a, a + 1 + b]] : [])),
  ) as [number, number][];
  const often = candidates.map(() => 0);
  let most = 0;
  const tryFrom = (at: number): void => {
    const edge = edges[at];
    if (edge === undefined) {
      most = Math.max(most, often.filter((times) => times > 0).length);
      return;
    }
    tryFrom(at + 1);
    const [a, b] = edge;
    if (often[a] === 2 || often[b] === 2) return;
    often[a] = (often[a] ?? 0) + 1;
    often[b] = (often[b] ?? 0) + 1;
    tryFrom(at + 1);
    often[a] -= 1;
    often[b] -= 1;
  };
  tryFrom(0);
  return most;
}

describe('bringing people together', () => {
  test('nobody meets somebody of their organisation, somebody avoided or met lately, or without times for both; nobody meets more than two', () => {
    fc.assert(
      fc.property(crowd(30), (made) => {
        const forbidden = forbiddenOf(made);
        const { pairs } = pairPeople(made.candidates, forbidden, made.seed);
        const named = new Map(made.candidates.map((one) => [one.personId, one]));
        const often = new Map<string, number>();
        for (const [a, b] of pairs) {
          expect(mayMeet(named.get(a) as Candidate, named.get(b) as Candidate, forbidden)).toBe(true);
          for (const id of [a, b]) often.set(id, (often.get(id) ?? 0) + 1);
        }
        expect(Math.max(0, ...often.values())).toBeLessThanOrEqual(2);
        expect(new Set(pairs.map((pair) => pair.toSorted().join(' '))).size).toBe(pairs.length);
      }),
      { numRuns: 300 },
    );
  });

  test('as many people are served as any way of pairing them could serve, so everybody when that can be', () => {
    fc.assert(
      fc.property(crowd(7), (made) => {
        const forbidden = forbiddenOf(made);
        const { pairs } = pairPeople(made.candidates, forbidden, made.seed);
        expect(servedBy(pairs).size).toBe(mostServed(made.candidates, forbidden));
      }),
      { numRuns: 400 },
    );
  });

  test('the same people and seed give the same pairs, whatever order they come in; another seed gives others', () => {
    fc.assert(
      fc.property(crowd(20), fc.nat(), (made, other) => {
        const forbidden = forbiddenOf(made);
        const random = randomOf(other);
        const keys = new Map(made.candidates.map((one) => [one, random()]));
        const turned = made.candidates.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(pairPeople(turned, forbidden, made.seed).pairs).toEqual(
          pairPeople(made.candidates, forbidden, made.seed).pairs,
        );
      }),
    );
    const many = people(Array.from({ length: 60 }, (_, at) => ({ organisations: [`o${at % 3}`], ties: 0 })));
    expect(pairPeople(many, [], 1).pairs).not.toEqual(pairPeople(many, [], 2).pairs);
  });

  test('when not everybody can be served, those with few ties are, and who meets two is oftener one of them', () => {
    const share = { newServed: 0, oldServed: 0, newTwice: 0, oldTwice: 0, newcomers: 0, others: 0 };
    for (let run = 0; run < 60; run += 1) {
      const random = randomOf(run);
      // One organisation is five times as large as the others together: at most two of it for each of them.
      const made = people(
        Array.from({ length: 180 }, (_, at) => ({
          organisations: [at % 6 === 0 ? `small${at % 4}` : 'large'],
          ties: random() < 0.3 ? 0 : 5 + Math.floor(random() * 20),
        })),
      );
      const { pairs } = pairPeople(made, [], run);
      const often = Map.groupBy(pairs.flat(), (id) => id);
      for (const { personId, ties } of made) {
        const times = often.get(personId)?.length ?? 0;
        const kind = ties === 0 ? 'new' : 'old';
        share[kind === 'new' ? 'newcomers' : 'others'] += 1;
        if (times > 0) share[`${kind}Served`] += 1;
        if (times > 1) share[`${kind}Twice`] += 1;
      }
    }
    const ofNew = share.newServed / share.newcomers;
    const ofOthers = share.oldServed / share.others;
    process.stdout.write(
      `Share served of newcomers ${ofNew.toFixed(2)}, of others ${ofOthers.toFixed(2)}.\n`,
    );
    expect(ofNew).toBeGreaterThan(0.95);
    expect(ofNew).toBeGreaterThan(ofOthers * 1.5);
  });

  test('ten thousand people take a bounded amount of work, also where one organisation is nearly all of them', () => {
    const zones = ['Europe/London', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
    const halves = Weekday.options.flatMap((weekday) =>
      (['morning', 'afternoon'] as const).map((half) => ({ weekday, half })),
    );
    for (const [name, organisationOf] of [
      ['fifty alike', (at: number) => at % 50],
      ['one of nine tenths', (at: number) => (at % 10 === 0 ? 1 + (at % 40) : 0)],
      ['two', (at: number) => at % 2],
    ] as const) {
      const random = randomOf(7);
      const shapes = Array.from({ length: 10_000 }, (_, at) => ({
        timeZone: zones[at % zones.length] ?? 'UTC',
        hours: halves.filter(() => random() < 0.3),
        organisation: `o${organisationOf(at)}`,
        ties: Math.floor(random() * 30),
      }));
      const began = performance.now();
      const slots = slotsOfAll(shapes, FROM);
      const candidates = shapes.map(({ organisation, ties }, at) => ({
        personId: `p${at}`,
        organisationIds: [organisation],
        ties,
        slots: slots[at] ?? always,
      }));
      const forbidden = candidates.map(
        ({ personId }, at) => [personId, `p${(at * 7 + FORTNIGHT_DAYS) % 10_000}`] as [string, string],
      );
      const { pairs, looks } = pairPeople(candidates, forbidden, 3);
      const tookMs = Math.round(performance.now() - began);
      process.stdout.write(
        `10000 people, ${name}: ${pairs.length} pairs, ${servedBy(pairs).size} served, ${looks} looks, ${tookMs} ms.\n`,
      );
      // Two for each two of them; a search that begins anew for everybody would take a thousand times that.
      expect(looks).toBeLessThan(2 * 10_000 ** 2);
    }
  });
});

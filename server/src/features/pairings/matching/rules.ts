import { type Slots, canMeet, randomOf } from '../times/rules.ts';
import { type Choices, starsOf } from '../stars/rules.ts';

/** Somebody who would like to meet. */
export interface Candidate {
  personId: string;
  /** All they belong to, as a guest too: who shares one is no stranger. */
  organisationIds: readonly string[];
  /** How many people of other organisations they meet already, roughly. Only their order counts. */
  ties: number;
  slots: Slots;
}

export interface Matching {
  pairs: [string, string][];
  /** How often one person was looked at as a partner for another: what the work is made of. */
  looks: number;
}

/** How many people may choose the same one. */
const CHOSEN_BY_MAX = 2;

/**
 * Brings people of different organisations together, each with one other, or two where somebody would be left out otherwise, and as
 * many people as can be at all. Whoever knows few people comes first, as one who looks and as one who is found.
 *
 * Everybody chooses one partner and may be chosen by two at most. The largest set of choices is a bipartite matching, found by augmenting
 * paths; whoever has chosen once never loses it again. `starsOf` turns choices into meetings of two, or of one with two others, that
 * serve everybody who chose. Both directions hold: any set of such meetings is a set of choices, so no way serves more.
 * (Babenko and Gusakov, 'New exact and approximation algorithms for the star packing problem', STACS 2011.)
 *
 * @param forbidden never together, in whichever order they are named
 * @param seed the same seed and people give the same pairs
 */
export function pairPeople(
  candidates: readonly Candidate[],
  forbidden: Iterable<readonly [string, string]>,
  seed: number,
): Matching {
  const people = inOrder(candidates, randomOf(seed));
  const meet = createMayMeet(people, forbidden);
  const choices = createChoices(people.length);
  chooseEachOther(choices, meet);
  chooseAround(choices, meet);
  const nameOf = (at: number) => people[at]?.personId ?? '';
  return {
    pairs: starsOf(choices).map(([one, other]) => [nameOf(one), nameOf(other)]),
    looks: meet.looks(),
  };
}

/** Fewest ties first; who is alike stands in an order that is another one each time. */
function inOrder(candidates: readonly Candidate[], random: () => number): Candidate[] {
  return candidates
    .toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
    .map((candidate) => ({ candidate, key: random() }))
    .toSorted((a, b) => a.candidate.ties - b.candidate.ties || a.key - b.key)
    .map(({ candidate }) => candidate);
}

type MayMeet = (one: number, other: number) => boolean;

interface Meet {
  may: MayMeet;
  /** Of each person, one organisation as a number; two with the same one are colleagues. */
  organisationOf: Int32Array;
  looks: () => number;
  /** Counts people who were looked at and passed over without asking `may`. */
  passed: (people: number) => void;
}

function createMayMeet(people: readonly Candidate[], forbidden: Iterable<readonly [string, string]>): Meet {
  const places = new Map(people.map(({ personId }, at) => [personId, at]));
  const never: (Set<number> | undefined)[] = [];
  for (const [one, other] of forbidden) {
    const [a, b] = [places.get(one), places.get(other)];
    if (a === undefined || b === undefined) continue;
    (never[a] ??= new Set()).add(b);
    (never[b] ??= new Set()).add(a);
  }
  // Nearly everybody has one organisation: comparing two numbers then says it.
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => numbers.get(id) ?? numbers.set(id, numbers.size).size - 1;
  const own = people.map(({ organisationIds }) => organisationIds.map(numberOf));
  const first = Int32Array.from(own, ([organisation]) => organisation ?? 0);
  const many = Uint8Array.from(own, ({ length }) => Number(length > 1));
  const sameOrganisation: MayMeet = (a, b) =>
    first[a] === first[b] ||
    ((many[a] === 1 || many[b] === 1) && own[a]?.some((one) => own[b]?.includes(one)) === true);
  let looks = 0;
  const may: MayMeet = (a, b) => {
    looks += 1;
    if (a === b || sameOrganisation(a, b) || never[a]?.has(b) === true) return false;
    const [one, other] = [people[a]?.slots, people[b]?.slots];
    return one !== undefined && other !== undefined && canMeet(one, other);
  };
  return { may, organisationOf: first, looks: () => looks, passed: (people) => void (looks += people) };
}

/** People in their order, some of whom are taken out; that only colleagues of somebody are left is known without looking at them. */
interface Pool {
  people: Int32Array<ArrayBuffer>;
  length: number;
  ofOrganisation: Int32Array<ArrayBuffer>;
}

function poolOf({ organisationOf }: Meet): Pool {
  const people = Int32Array.from(organisationOf, (_, at) => at);
  const ofOrganisation = new Int32Array(1 + organisationOf.reduce((a, b) => Math.max(a, b), 0));
  for (const organisation of organisationOf) {
    ofOrganisation[organisation] = (ofOrganisation[organisation] ?? 0) + 1;
  }
  return { people, length: people.length, ofOrganisation };
}

const copyOf = ({ people, length, ofOrganisation }: Pool): Pool => ({
  people: people.slice(0, length),
  length,
  ofOrganisation: ofOrganisation.slice(),
});

const onlyColleaguesOf = (who: number, pool: Pool, { organisationOf }: Meet): boolean =>
  pool.ofOrganisation[organisationOf[who] ?? 0] === pool.length;

function countOut(pool: Pool, who: number, { organisationOf }: Meet): void {
  const organisation = organisationOf[who] ?? 0;
  pool.ofOrganisation[organisation] = (pool.ofOrganisation[organisation] ?? 0) - 1;
}

function createChoices(size: number): Choices {
  return { chosen: new Int32Array(size).fill(-1), chosenBy: Array.from({ length: size }, () => []) };
}

function choose({ chosen, chosenBy }: Choices, who: number, whom: number): void {
  const before = chosen[who] ?? -1;
  if (before !== -1) chosenBy[before]?.splice(chosenBy[before].indexOf(who), 1);
  chosen[who] = whom;
  chosenBy[whom]?.push(who);
}

/** Two who have nobody yet choose each other: most meetings are of two. */
function chooseEachOther(choices: Choices, meet: Meet): void {
  const free = poolOf(meet);
  const takeOut = (at: number): void => {
    countOut(free, free.people[at] ?? 0, meet);
    free.people.copyWithin(at, at + 1, free.length);
    free.length -= 1;
  };
  while (free.length > 0) {
    const who = free.people[0] ?? 0;
    let found = onlyColleaguesOf(who, free, meet) ? free.length : 1;
    while (found < free.length && !meet.may(who, free.people[found] ?? 0)) found += 1;
    if (found < free.length) {
      const whom = free.people[found] ?? 0;
      choose(choices, who, whom);
      choose(choices, whom, who);
      takeOut(found);
    }
    // Who found nobody now will find nobody free later: fewer are free then.
    takeOut(0);
  }
}

/** Who has nobody chooses somebody who is chosen once, or lets others choose anew along a path to one. */
function chooseAround(choices: Choices, meet: Meet): void {
  let open = poolOf(meet);
  for (let who = 0; who < choices.chosen.length; who += 1) {
    if (choices.chosen[who] !== -1 || onlyColleaguesOf(who, open, meet)) continue;
    const search = searchFrom(who, copyOf(open), choices, meet);
    // Whoever was reached in vain leads nowhere for anybody after: left out, all searches together stay cheap.
    if (search.end === -1) open = search.unseen;
    else chooseAlong(choices, search.end, search.seenFrom);
  }
}

interface Search {
  /** Somebody who may be chosen once more; -1 when there is none. */
  end: number;
  /** By whom each was reached. */
  seenFrom: Map<number, number>;
  unseen: Pool;
}

function searchFrom(who: number, unseen: Pool, { chosenBy }: Choices, meet: Meet): Search {
  const seenFrom = new Map<number, number>();
  const asking = [who];
  for (let at = 0; at < asking.length; at += 1) {
    const asker = asking[at] ?? who;
    if (onlyColleaguesOf(asker, unseen, meet)) continue;
    const { organisationOf } = meet;
    const organisation = organisationOf[asker];
    let kept = 0;
    let passed = 0;
    for (let next = 0; next < unseen.length; next += 1) {
      const whom = unseen.people[next] ?? 0;
      // Said here once more: where one organisation is nearly everybody, this line is nearly all of the work.
      const colleague = organisationOf[whom] === organisation;
      if (colleague) passed += 1;
      if (colleague || !meet.may(asker, whom)) {
        unseen.people[kept] = whom;
        kept += 1;
        continue;
      }
      seenFrom.set(whom, asker);
      const others = chosenBy[whom] ?? [];
      if (others.length < CHOSEN_BY_MAX) return { end: whom, seenFrom, unseen };
      countOut(unseen, whom, meet);
      asking.push(...others);
    }
    unseen.length = kept;
    meet.passed(passed);
  }
  return { end: -1, seenFrom, unseen };
}

function chooseAlong(choices: Choices, end: number, seenFrom: Map<number, number>): void {
  for (let whom = end; whom !== -1;) {
    const who = seenFrom.get(whom) ?? -1;
    const before = choices.chosen[who] ?? -1;
    choose(choices, who, whom);
    whom = before;
  }
}

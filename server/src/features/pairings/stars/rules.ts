/** Who chose whom, by place; -1 for nobody. `chosenBy` is the same the other way round, two at most. */
export interface Choices {
  chosen: Int32Array;
  chosenBy: number[][];
}

/**
 * Meetings of two, or of one with two others, in which everybody is who chose somebody. Nobody is in more than two pairs.
 *
 * Those whom nobody chose come first: each meets the one they chose, who is then taken care of and drops their own choice. When nobody
 * of that kind is left, the rest are rings, which fall apart into pairs, and one of three where their number is odd. Somebody in
 * a ring who has a meeting already was chosen from outside it once, so there is room for the one before them in the ring.
 */
export function starsOf({ chosen, chosenBy }: Choices): [number, number][] {
  const pairs: [number, number][] = [];
  const served = new Uint8Array(chosen.length);
  const meet = (one: number, other: number): void => {
    pairs.push([one, other]);
    served[one] = 1;
    served[other] = 1;
  };
  const waitingFor = Int32Array.from(chosenBy, ({ length }) => length);
  const done = new Uint8Array(chosen.length);
  const ready = [...waitingFor.keys()].filter((at) => waitingFor[at] === 0);
  for (let next = 0; next < ready.length; next += 1) {
    const who = ready[next] ?? 0;
    const whom = chosen[who] ?? -1;
    done[who] = 1;
    if (whom === -1) continue;
    if (served[who] === 0) meet(who, whom);
    waitingFor[whom] = (waitingFor[whom] ?? 0) - 1;
    if (waitingFor[whom] === 0) ready.push(whom);
  }
  for (const start of chosen.keys()) {
    if (done[start] === 1) continue;
    const ring = [start];
    for (let at = chosen[start] ?? start; at !== start; at = chosen[at] ?? start) ring.push(at);
    for (const one of ring) done[one] = 1;
    breakRing(ring, served, meet);
  }
  return pairs;
}

function breakRing(ring: number[], served: Uint8Array, meet: (one: number, other: number) => void): void {
  const first = ring.findIndex((at) => served[at] === 1);
  if (first === -1) {
    if (ring.length % 2 === 1) meet(ring.at(-1) ?? 0, ring[0] ?? 0);
    for (let at = 0; at + 1 < ring.length; at += 2) meet(ring[at] ?? 0, ring[at + 1] ?? 0);
    return;
  }
  // From after one who is served, round to that one again: those between two served ones pair up, the odd one with the served one after.
  const turned = [...ring.slice(first + 1), ...ring.slice(0, first + 1)];
  let run: number[] = [];
  for (const at of turned) {
    if (served[at] === 0) {
      run.push(at);
      continue;
    }
    for (let one = 0; one + 1 < run.length; one += 2) meet(run[one] ?? 0, run[one + 1] ?? 0);
    if (run.length % 2 === 1) meet(run.at(-1) ?? 0, at);
    run = [];
  }
}

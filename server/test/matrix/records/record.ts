/*
 * A new kind of thing in the permission matrix: one file `records/<noun>.ts` that exports a MatrixRecord, and one line in `records/list.ts`.
 * The matrix then asks every endpoint with `<noun>Id` in its path as every actor, for each of the record's keys and for ids that name none.
 * Your endpoints alone: vitest run --project server server/test/matrix/matrix.test.ts -t 'proposeStep|acceptStep'
 *
 *   export const stepRecord: MatrixRecord = {
 *     noun: 'step',                               // the path says :stepId; a part of another thing may be a noun of its own ('answer')
 *     keys: ['proposed', 'strangers'],            // few: each is asked for by 18 actors through every endpoint
 *     async make({ key, as, idOf, word }) {       // through your own endpoints, as people of shape.ts
 *       const [from, to] = key === 'proposed' ? (['member', 'harbourMember'] as const) : STRANGERS;
 *       const { id } = await as(from).call(proposeStep, { body: { what: word('what', [from, to]), withIds: [idOf(to)] } });
 *       return { id, sees: [from, to], facts: { first: from } };
 *     },
 *     rules: { acceptStep: ({ person, verdict }) => (verdict === 200 && person === 'member' ? 409 : verdict) },
 *     samples: { endStep: ({ thing, world }) => ({ body: { how: 'done' }, params: { answerId: thing?.facts.answer ?? '' } }) },
 *   };
 *
 * - `sees` says who may know of it. `who` of the endpoint gives the verdict from that (see below); `rules` says what decides beside it: 403
 *   known and not allowed, 409 not as it stands. A rule is asked for every id, with the verdict so far: pass on what is not yours.
 * - `word(what, sees)` is a secret word in a text: no answer, mail log or live frame to anybody else may hold it, and somebody must see it.
 * - Every allowed change is tried on something made anew by `make` (then `word` is plain). Name in `repeatable` what needs no new one.
 * - Choose people who share a space already (member + harbourMember, harbourMember + meridianMember, member + leader): what you make must not
 *   let anybody see a person, organisation or space they did not see before, and must not change what anybody may do elsewhere.
 * - Ids in a query or body are tried with ids that are not theirs: `<noun>Id` and `<noun>Ids` are known, `ids` names others. Who may not know of
 *   it must be answered as for an unknown id, by every endpoint. Endpoints without an id of yours use `rules` and `samples` as well.
 * - A page's cursor that is an id (`after`) is named too: by what it is the id of, or 'none' when any id is taken.
 */
import type { Client } from '../../client.ts';
import type { Verdict } from '../expectation.ts';
import type { Sample, Scene } from '../samples.ts';
import type { PersonKey } from '../shape.ts';
import type { World } from '../world.ts';

export interface MatrixRecord<Key extends string = string> {
  noun: string;
  keys: readonly Key[];
  make(stage: Stage & { key: Key }): Promise<Made>;
  /** By the endpoint's name. */
  rules?: Record<string, (asked: RecordAsked) => Verdict>;
  /** By the endpoint's name: what its schemas alone do not make. */
  samples?: Record<string, (scene: RecordScene) => Sample | Promise<Sample>>;
  /** Endpoints that may change the same thing again and again without another answer. */
  repeatable?: readonly string[];
  /** Further questions of endpoints that read, each another way to what must not be seen. */
  questions?: Record<string, Record<string, string>[]>;
  /** What ids in a query or body name: by the field's name, or `endpoint.path.of.field`; 'none' where the caller chooses them. */
  ids?: Record<string, string>;
  /** By the endpoint's name, for those that change what others may do elsewhere: makes all of it as it was, after each test of it. */
  undo?: Record<string, (world: World) => Promise<unknown>>;
  /** What happens to one that was just made, while everybody listens. */
  happen?(stage: Stage & { key: Key }, thing: RecordThing): Promise<void>;
}

export interface Stage {
  world: World;
  as(person: PersonKey): Client;
  idOf(person: PersonKey): string;
  /** @param sees who may ever be sent it */
  word(what: string, sees: readonly PersonKey[]): string;
}

export interface Made {
  id: string;
  sees: readonly PersonKey[];
  /** What rules and samples want to know of it: ids of its parts, keys of its people. */
  facts?: Record<string, string>;
}

/** One that stands in the world. */
export interface RecordThing {
  kind: 'record';
  noun: string;
  key: string;
  id: string;
  sees: readonly PersonKey[];
  facts: Record<string, string>;
}

export interface RecordAsked {
  person: PersonKey;
  /** Undefined where the id names nothing, or something else. */
  thing: RecordThing | undefined;
  /** Of the thing; empty without one. */
  key: string;
  /** The id in the path that is varied. */
  param: string | undefined;
  withToken: boolean;
  verdict: Verdict;
}

export interface RecordScene extends Scene {
  /** What is asked for; without one, the first of its kind. */
  thing: RecordThing | undefined;
  asker: PersonKey;
}

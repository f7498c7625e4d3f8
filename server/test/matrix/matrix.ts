import type { AnyEndpoint } from '@footbridge/contract/kit/endpoint.ts';
import { Problem } from '@footbridge/contract/kit/problem.ts';
import { strictly } from '../client.ts';
import { type MatrixActor, actorsOf } from './actors.ts';
import { type Call, callOf, send } from './calls.ts';
import { copyOf } from './copies.ts';
import { changedTables, digestTables } from './digest.ts';
import { type Cell, type Verdict, expectedVerdict } from './expectation.ts';
import { fromRecords, recordOf } from './records/list.ts';
import { undo } from './records/stage.ts';
import { type Answer, type Ask, inTurns, indistinguishable } from './requests.ts';
import { QUESTIONS } from './samples.ts';
import { jsonSchemaOf } from './schemas.ts';
import { NO_TARGET, type Target, kindOfParam, nothings, things, unknown } from './targets.ts';
import type { World } from './world.ts';

export interface Matrix {
  world: World;
  ask: Ask;
  actors: MatrixActor[];
  /** Cells that were run so far. */
  run: number;
}

export const createMatrix = (world: World, ask: Ask): Matrix => ({
  world,
  ask,
  actors: actorsOf(world),
  run: 0,
});

const idParams = (endpoint: AnyEndpoint): string[] =>
  Object.keys(jsonSchemaOf(endpoint.params).properties ?? {}).filter(
    (name) => kindOfParam(name) !== undefined,
  );

/** Everybody asks for everything there is of the kind, and for what there is not. */
export function cellsOf({ world, actors }: Matrix, endpoint: AnyEndpoint): Cell[] {
  const params = idParams(endpoint);
  const places: { param: string | undefined; target: Target }[] = params.flatMap((param) => {
    const kind = kindOfParam(param);
    return kind === undefined
      ? []
      : [...things(world, kind), ...nothings(world, kind)].map((target) => ({ param, target }));
  });
  if (params.length === 0) places.push({ param: undefined, target: NO_TARGET });
  return actors.flatMap((actor) =>
    places
      .filter(({ param, target }, at) => isAsked(actor, target, at) && isTelling(actor, param, target))
      .map((place) => ({ endpoint, actor, ...place })),
  );
}

/** Who is nobody is turned away before any id is looked at: a few of those that there are, and one that there is not, are enough. */
const FOR_NOBODY = 4;
const isAsked = (actor: MatrixActor, { form }: Target, at: number) =>
  actor.person !== undefined || form === 'unknown' || (form === 'id' && at < FOR_NOBODY);

/** What names nothing is answered alike to all who are signed in; of a record one insider and one outsider find that out for everybody. */
const isTelling = (actor: MatrixActor, param: string | undefined, { form }: Target) =>
  form === 'id' ||
  form === 'unknown' ||
  recordOf((param ?? '').replace(/Id$/, '')) === undefined ||
  actor.person === 'member' ||
  actor.person === 'meridianMember';

const changes = ({ endpoint }: Cell) => endpoint.method !== 'GET';
const isAllowedChange = (cell: Cell) => changes(cell) && expectedVerdict(cell) === 200;

/** All that must leave everything as it was: who is refused, and who only reads. @returns what is wrong, in words */
export async function askWithoutChange(matrix: Matrix, endpoint: AnyEndpoint): Promise<string[]> {
  const { context, mailbox } = matrix.world.server;
  const cells = cellsOf(matrix, endpoint).filter((cell) => !isAllowedChange(cell));
  // What a sample needs is made first, so that nothing but the answers can change anything.
  const calls = await inTurns(cells, (cell) => callOf({ world: matrix.world, cell }));
  const before = await digestTables(context.pool);
  const mails = mailbox.mails.length;
  const unknowns = await askForUnknown(matrix, cells, calls);
  const failures = await inTurns(
    cells.map((cell, at) => ({ cell, call: calls[at] as Call })),
    ({ cell, call }) => askOne(matrix, cell, call, unknowns),
  );
  const written = changedTables(before, await digestTables(context.pool));
  if (mailbox.mails.length > mails) written.push('the mails that go out');
  return [
    ...failures.flat(),
    ...(written.length === 0
      ? []
      : [
          `${endpoint.name}: something was written to ${written.join(', ')} though nothing was to be changed`,
        ]),
  ];
}

/** Whoever may change something does so, each time on something new that stands as the original does. */
export async function changeWhereAllowed(matrix: Matrix, endpoint: AnyEndpoint): Promise<string[]> {
  const cells = cellsOf(matrix, endpoint).filter(isAllowedChange);
  const failures = await inTurns(cells, async (cell) => {
    // People are copied only where they are what is changed: elsewhere they must be who they are.
    const copied =
      cell.param === undefined || isKept(cell)
        ? cell
        : { ...cell, target: await copyOf(matrix.world, cell.target) };
    const call = await callOf({ world: matrix.world, cell: copied });
    if (cell.param === 'personId' && endpoint.object === 'space') {
      call.params['spaceId'] = (await copyOf(matrix.world, sharedSpace(matrix))).id;
    }
    return askOne(matrix, copied, call, new Map());
  });
  await undo(matrix.world, endpoint.name);
  return failures.flat();
}

/** Where anybody may, it is something of the asker's own that changes, and not the person whom it is about. */
const isKept = ({ endpoint, target: { thing } }: Cell) =>
  (thing?.kind === 'person' && (endpoint.object !== 'person' || endpoint.who === 'person')) ||
  (thing?.kind === 'record' && recordOf(thing.noun)?.repeatable?.includes(endpoint.name) === true);

const sharedSpace = ({ world }: Matrix): Target =>
  things(world, 'space').find(({ thing }) => thing?.kind === 'space' && thing.key === 'shared') ?? NO_TARGET;

type Unknowns = Map<string, { verdict: Verdict; answer: Answer }>;
const placeOf = ({ actor, param }: Cell) => `${actor.name} ${param}`;

/** What each actor is told of an id that does not exist, to compare with what they are told of one that is not theirs. */
async function askForUnknown({ world, ask }: Matrix, cells: Cell[], calls: Call[]): Promise<Unknowns> {
  const firsts = cells.filter(
    (cell, at) =>
      cell.param !== undefined && cells.findIndex((other) => placeOf(other) === placeOf(cell)) === at,
  );
  const answers = await inTurns(firsts, async (cell) => {
    const asked = { ...cell, target: unknown() };
    const answer = await send(ask, await callOf({ world, cell: asked }));
    return [placeOf(cell), { verdict: expectedVerdict(asked), answer }] as const;
  });
  return calls.length === 0 ? new Map() : new Map(answers);
}

async function askOne(matrix: Matrix, cell: Cell, call: Call, unknowns: Unknowns): Promise<string[]> {
  const verdict = expectedVerdict(cell);
  const answer = await send(matrix.ask, call);
  matrix.run += 1;
  const more = verdict === 200 ? (questionsOf(cell.endpoint.name) ?? []) : [];
  const further = await Promise.all(
    more.map(async (query) => judge(matrix, cell, verdict, await send(matrix.ask, { ...call, query }))),
  );
  matrix.run += more.length;
  const problems = [
    ...judge(matrix, cell, verdict, answer),
    ...further.flat(),
    ...tellsApart(cell, verdict, answer, unknowns),
  ];
  return problems.map(
    (problem) =>
      `${cell.actor.name} asks ${cell.endpoint.name} for ${cell.target.label}${cell.param === undefined ? '' : ` as ${cell.param}`}: ${problem}`,
  );
}

const questionsOf = (name: string) => QUESTIONS[name] ?? fromRecords(({ questions }) => questions, name);

function judge({ world }: Matrix, { endpoint, actor }: Cell, verdict: Verdict, answer: Answer): string[] {
  const leaks = world.canaries.leaks(`${answer.text} ${JSON.stringify(answer.headers)}`, actor.person);
  return [
    ...(answer.status === verdict
      ? []
      : [`the answer must be ${verdict} and was ${answer.status} ${answer.text.slice(0, 200)}`]),
    ...leaks.map((about) => `the answer holds ${about}, which is not theirs to see`),
    ...shapeProblems(endpoint, answer),
  ];
}

/** Nothing may be in a reply that the contract does not name. */
function shapeProblems(endpoint: AnyEndpoint, answer: Answer): string[] {
  try {
    strictly(answer.status === 200 ? endpoint.reply : Problem, JSON.parse(answer.text), endpoint.name);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Refused as what does not exist is refused: then nobody learns that it does. */
function tellsApart(cell: Cell, verdict: Verdict, answer: Answer, unknowns: Unknowns): string[] {
  const other = unknowns.get(placeOf(cell));
  if (verdict === 200 || other === undefined || other.verdict !== verdict) return [];
  const [mine, theirs] = [answer, other.answer].map(indistinguishable);
  return mine === theirs
    ? []
    : [`the answer can be told from that for an unknown id:\n  ${mine}\n  ${theirs}`];
}

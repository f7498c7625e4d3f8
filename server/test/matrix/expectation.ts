import type { AnyEndpoint, Who } from '@footbridge/contract/kit/endpoint.ts';
import type { MatrixActor } from './actors.ts';
import {
  isAdministrator,
  isGuest,
  isIn,
  isOf,
  leadsOrganisation,
  mayFind,
  mayRead,
  maySee,
  stewards,
} from './relations.ts';
import { fromRecords } from './records/list.ts';
import { type Organisation, type PersonKey, type SpaceShape, personShape, spaceShape } from './shape.ts';
import type { Target, Thing } from './targets.ts';

/** One question of the matrix: this actor calls this endpoint with this id in this place. */
export interface Cell {
  endpoint: AnyEndpoint;
  actor: MatrixActor;
  /** The id in the path that is varied; undefined where the endpoint names nothing. */
  param: string | undefined;
  target: Target;
}

/** 200 done, 401 sign in, 403 you know of it and may not, 404 there is no such thing for you, 409 not as things stand, 410 spent. */
export type Verdict = 200 | 401 | 403 | 404 | 409 | 410;

/** What `who` promises: the answer to a person who is signed in, for something that exists. The whole matrix is held against this table. */
const WHO: Record<Who, (person: PersonKey, thing: Thing) => Verdict> = {
  anyone: () => 200,
  person: (person, thing) => (thing.kind === 'person' && !maySee(person, thing.key) ? 404 : 200),
  member: (person) => (isGuest(person) ? 403 : 200),
  administrator: (person) => (isAdministrator(person) ? 200 : 403),
  organisationSteward: (person, thing) => {
    const organisation = organisationOf(thing);
    if (leadsOrganisation(person, organisation)) return 200;
    return isOf(person, organisation) ? 403 : 404;
  },
  spaceFinder: (person, thing) => (mayFind(person, spaceOf(thing)) ? 200 : 404),
  spaceMember: (person, thing) => (reads(person, thing) ? 200 : 404),
  spaceSteward: (person, thing) => {
    if (!reads(person, thing)) return 404;
    return stewards(person, spaceOf(thing)) ? 200 : 403;
  },
  author: (person, thing) => {
    if (!reads(person, thing)) return 404;
    return thing.kind === 'message' && thing.author === person ? 200 : 403;
  },
  participant: (person, thing) => (thing.kind === 'record' && thing.sees.includes(person) ? 200 : 404),
  owner: (person, thing) => ('owner' in thing && thing.owner === person ? 200 : 404),
};

/** Who may not know of it is told that there is none, whatever else the endpoint asks for; but rights that ask for no thing come first. */
function verdictOf(who: Who, person: PersonKey, thing: Thing): Verdict {
  if (thing.kind !== 'record' || who === 'anyone') return WHO[who](person, thing);
  const first = who === 'member' || who === 'administrator' ? WHO[who](person, thing) : 200;
  return first === 200 && !thing.sees.includes(person) ? 404 : first;
}

const reads = (person: PersonKey, thing: Thing) =>
  thing.kind === 'message'
    ? mayRead(person, spaceShape(thing.space), thing.message)
    : isIn(person, spaceOf(thing));

function spaceOf(thing: Thing): SpaceShape {
  if (thing.kind === 'space') return thing.shape;
  if (thing.kind === 'message') return spaceShape(thing.space);
  throw new Error(`A ${thing.kind} is in no space.`);
}

function organisationOf(thing: Thing): Organisation {
  if (thing.kind === 'organisation') return thing.key;
  if (thing.kind === 'person') return personShape(thing.key).organisation;
  if (thing.kind === 'invitation') return thing.organisation;
  throw new Error(`A ${thing.kind} is of no organisation.`);
}

interface Asked {
  person: PersonKey;
  thing: Thing;
  cell: Cell;
  /** What `who` alone promises. */
  verdict: Verdict;
}

const whenOpen = ({ thing, verdict }: Asked): Verdict =>
  verdict === 200 && spaceOf(thing).archived === true ? 409 : verdict;
const whenThere = (asked: Asked): Verdict => {
  const verdict = whenOpen(asked);
  return verdict === 200 && asked.thing.kind === 'message' && asked.thing.message === 'removed'
    ? 409
    : verdict;
};
/** Only a root has a thread. */
const whenRoot = ({ thing, verdict }: Asked): Verdict =>
  thing.kind === 'message' && thing.message === 'reply' ? 404 : verdict;
/** A program may not make credentials of its own. */
const whenInPerson = ({ cell, verdict }: Asked): Verdict =>
  verdict === 200 && cell.actor.withToken ? 403 : verdict;

/** Where the state of a thing, or a rule of its own, decides beside `who`. Everything here is a rule that the product states somewhere. */
const BESIDE_WHO: Record<string, (asked: Asked) => Verdict> = {
  postMessage: whenOpen,
  openRoundInSpace: whenOpen,
  // Of an archived space nothing can be changed, whoever wrote it; that is said before who wrote it.
  editMessage: ({ thing, person, verdict, ...rest }) =>
    reads(person, thing) && spaceOf(thing).archived === true
      ? 409
      : whenThere({ thing, person, verdict, ...rest }),
  removeMessage: ({ thing, person, verdict }) => {
    if (verdict === 404 || spaceOf(thing).archived === true) return verdict === 404 ? 404 : 409;
    return verdict === 403 && stewards(person, spaceOf(thing)) ? 200 : verdict;
  },
  addReaction: whenThere,
  removeReaction: whenThere,
  listVersions: ({ thing, verdict }) =>
    thing.kind === 'message' && thing.message === 'removed' ? 404 : verdict,
  getThread: whenRoot,
  followThread: whenRoot,
  unfollowThread: whenRoot,
  // Those in a direct talk stay in it; the last steward stays while there are others.
  leaveSpace: ({ thing, person, verdict }) => {
    const space = spaceOf(thing);
    if (verdict !== 200) return verdict;
    if (space.kind === 'direct') return 403;
    return stewards(person, space) && Object.keys(space.seats).length > 1 ? 409 : 200;
  },
  changeMemberRole: memberOfShared,
  removeMember: memberOfShared,
  // No space of the matrix names organisations, and nobody has proposed anything in one.
  acceptCharter: ({ verdict }) => (verdict === 200 ? 403 : verdict),
  decideNorms: ({ verdict }) => (verdict === 200 ? 404 : verdict),
  proposeNorms: ({ thing, verdict }) => {
    if (verdict !== 200) return verdict;
    const { kind, archived } = spaceOf(thing);
    return kind === 'direct' || archived === true ? 409 : 200;
  },
  changePassword: whenInPerson,
  createToken: whenInPerson,
  getTogether: ({ person, thing, verdict }) =>
    thing.kind === 'person' && thing.key === person ? 404 : verdict,
  setUp: () => 410,
  // Who does not lead the organisation is not told that there is an invitation.
  revokeInvitation: ({ thing, verdict }) =>
    verdict === 200 && thing.kind === 'invitation' && thing.open ? 200 : 404,
  claimProfile: ({ thing, verdict }) => {
    if (verdict !== 200) return 404;
    return thing.kind === 'person' && personShape(thing.key).kind === 'profile' ? 200 : 409;
  },
  // Asked with Northbrook as the organisation, or about its member: the other of the two ids must belong to the one in question.
  changeAffiliation: ({ person, thing }) => {
    const organisation = thing.kind === 'organisation' ? thing.key : 'northbrook';
    const belongs =
      thing.kind === 'organisation' ? thing.key === 'northbrook' : organisationOf(thing) === 'northbrook';
    const verdict = WHO.organisationSteward(person, { kind: 'organisation', key: organisation });
    return verdict === 200 && !belongs ? 404 : verdict;
  },
};

/** Where a person in a space is named beside the space, it is this one that is asked about. */
const SHARED: Thing = { kind: 'space', key: 'shared', shape: spaceShape('shared') };

/** The last steward cannot be taken away, and who is not in the space is not there. */
function memberOfShared({ thing, verdict }: Asked): Verdict {
  if (thing.kind !== 'person' || verdict !== 200) return verdict;
  if (!isIn(thing.key, spaceOf(SHARED))) return 404;
  return stewards(thing.key, spaceOf(SHARED)) ? 409 : 200;
}

/** The answer that the contract promises for a cell. */
export function expectedVerdict(cell: Cell): Verdict {
  const { endpoint, actor, target } = cell;
  if (actor.person === undefined && endpoint.who !== 'anyone') return 401;
  if (target.form === 'wrongType') return 404;
  const person = actor.person ?? 'member';
  if (target.thing === undefined) return besideRecords(cell, person, withNothing(cell, person));
  const about = endpoint.object === 'space' && target.thing.kind === 'person' ? SHARED : target.thing;
  const asked = { person, thing: target.thing, cell, verdict: verdictOf(endpoint.who, person, about) };
  return besideRecords(cell, person, BESIDE_WHO[endpoint.name]?.(asked) ?? asked.verdict);
}

/** What the record that knows the endpoint says. */
function besideRecords({ endpoint, actor, param, target }: Cell, person: PersonKey, verdict: Verdict) {
  const rule = fromRecords(({ rules }) => rules, endpoint.name);
  const thing = target.thing?.kind === 'record' ? target.thing : undefined;
  return (
    rule?.({ person, thing, key: thing?.key ?? '', param, withToken: actor.withToken, verdict }) ?? verdict
  );
}

/** An id that names nothing: no right in it, so the answer is that of a right which is asked before it, or 'not found'. */
function withNothing({ endpoint, param }: Cell, person: PersonKey): Verdict {
  if (endpoint.who === 'administrator') return isAdministrator(person) ? 404 : 403;
  if (endpoint.who === 'member' && isGuest(person)) return 403;
  // The other id in the path names something, and is looked at first.
  if (endpoint.name === 'changeAffiliation' && param === 'personId') {
    return isOf(person, 'northbrook') && !leadsOrganisation(person, 'northbrook') ? 403 : 404;
  }
  if (endpoint.who === 'spaceSteward' && param === 'personId') {
    const verdict = WHO.spaceSteward(person, SHARED);
    return verdict === 200 ? 404 : verdict;
  }
  return 404;
}

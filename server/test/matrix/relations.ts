import {
  MESSAGE_KEYS,
  type MessageKey,
  type MessageShape,
  type Organisation,
  PERSON_KEYS,
  type PersonKey,
  SPACE_KEYS,
  type SpaceShape,
  authorOf,
  personShape,
  spaceShape,
} from './shape.ts';

/** Who stands how to what, told from the shape of the world alone. */
export const isGuest = (person: PersonKey): boolean => personShape(person).role === 'guest';

export const isAdministrator = (person: PersonKey): boolean => personShape(person).administrator === true;

export const isOf = (person: PersonKey, organisation: Organisation): boolean =>
  personShape(person).organisation === organisation;

/** As its steward, or as administrator of the server. */
export const leadsOrganisation = (person: PersonKey, organisation: Organisation): boolean =>
  isAdministrator(person) || (isOf(person, organisation) && personShape(person).role === 'steward');

export const isIn = (person: PersonKey, space: SpaceShape): boolean =>
  space.seats[person] !== undefined && space.seats[person].gone === undefined;

/** A direct talk has no stewards. */
export const stewards = (person: PersonKey, space: SpaceShape): boolean =>
  isIn(person, space) && space.seats[person]?.role === 'steward' && space.kind !== 'direct';

export function mayFind(person: PersonKey, space: SpaceShape): boolean {
  if (isIn(person, space)) return true;
  if (space.archived === true || space.kind === 'direct' || isGuest(person)) return false;
  return space.reach === 'listed' || (space.reach === 'organisation' && isOf(person, space.lead));
}

export const mayRead = (person: PersonKey, space: SpaceShape, message: MessageKey): boolean =>
  isIn(person, space) &&
  !(space.historyRule === 'sinceJoining' && message === 'early' && space.seats[person]?.late === true);

/** People of an organisation see each other, its guests are seen by its stewards, everybody else in shared spaces. */
export function maySee(viewer: PersonKey, other: PersonKey): boolean {
  if (viewer === other || isAdministrator(viewer)) return true;
  const { organisation, role } = personShape(viewer);
  const theirs = personShape(other);
  if (
    theirs.organisation === organisation &&
    (role === 'steward' || (role === 'member' && theirs.role !== 'guest'))
  ) {
    return true;
  }
  // Also one who has left: what they wrote there is still before the viewer's eyes.
  return SPACE_KEYS.some(
    (key) => isIn(viewer, spaceShape(key)) && spaceShape(key).seats[other] !== undefined,
  );
}

/** A policy says who published it to everybody whom it holds for. */
const publishesFor = (viewer: PersonKey, other: PersonKey): boolean =>
  isAdministrator(other) || (other === 'northSteward' && isOf(viewer, 'northbrook'));

/** A name is also read where its bearer wrote: the charter of a space that one may find says who changed it last. */
export const mayReadNameOf = (viewer: PersonKey, other: PersonKey): boolean =>
  maySee(viewer, other) ||
  publishesFor(viewer, other) ||
  SPACE_KEYS.some((key) => mayFind(viewer, spaceShape(key)) && charteredBy(spaceShape(key)) === other);

/** Its opener: the first who sits in it. */
export const charteredBy = (space: SpaceShape): PersonKey | undefined =>
  PERSON_KEYS.find((key) => space.seats[key]?.role === 'steward') ??
  PERSON_KEYS.find((key) => space.seats[key] !== undefined);

/** Mine, those of people in my spaces, those that lead them, and for members all with a listed space: here all. */
export const mayKnow = (viewer: PersonKey, organisation: Organisation): boolean =>
  isAdministrator(viewer) ||
  !isGuest(viewer) ||
  isOf(viewer, organisation) ||
  SPACE_KEYS.some(
    (key) =>
      isIn(viewer, spaceShape(key)) &&
      (spaceShape(key).lead === organisation ||
        PERSON_KEYS.some((other) => isOf(other, organisation) && isIn(other, spaceShape(key)))),
  );

/** Every message of the world: what a space's people say in it. */
export const allMessages = (): MessageShape[] =>
  SPACE_KEYS.flatMap((space) =>
    MESSAGE_KEYS.flatMap((message) => {
      const author = authorOf(spaceShape(space), message);
      return author === undefined ? [] : [{ space, message, author }];
    }),
  );

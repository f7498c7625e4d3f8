import { randomUUID } from 'node:crypto';
import * as rounds from '@footbridge/contract/rounds.ts';
import { change } from '../../../src/kit/activity/activity.ts';
import { DAY_MS } from '../../../src/kit/clock.ts';
import { hashSecret, newSecret } from '../../../src/kit/http/secret.ts';
import { answerLinkedRound } from '../../../src/features/rounds/answers/changes.ts';
import { getLinkedRound } from '../../../src/features/rounds/access.ts';
import { openRound } from '../../../src/features/rounds/changes.ts';
import { makePerson, plainTexts } from '../people.ts';
import { maySee } from '../relations.ts';
import { PERSON_KEYS, type PersonKey, personShape } from '../shape.ts';
import type { World } from '../world.ts';
import type { MatrixRecord, RecordAsked, RecordScene, Stage } from './record.ts';

const BOTH = ['member', 'harbourMember'] as const satisfies PersonKey[];
/** Everybody in the space `shared`. */
const THERE: PersonKey[] = ['leader', 'member', 'harbourMember', 'northGuest'];

const inAWeek = ({ server }: World) => new Date(server.clock.now() + 7 * DAY_MS).toISOString();

const openingOf = (world: World, question: string) => ({
  question,
  endsAt: inAWeek(world),
  emails: [],
  clientId: randomUUID(),
});

/** Opened by the member for the two of them. */
async function openForBoth({ world, as, idOf, word }: Stage): Promise<string> {
  const body = { ...openingOf(world, word('question', BOTH)), personIds: [idOf('harbourMember')] };
  return (await as('member').call(rounds.openRound, { body })).id;
}

const answerIn = ({ as }: Stage, roundId: string, person: PersonKey, brings: string) =>
  as(person).call(rounds.answerRound, {
    params: { roundId },
    body: { brings, bettersMe: '', easyBecause: '' },
  });

const endIt = ({ as }: Stage, roundId: string) => as('member').call(rounds.endRound, { params: { roundId } });

/** Somebody with an account whom the asker sees. */
function somebodySeen({ world, asker }: RecordScene): string {
  const found = PERSON_KEYS.find((key) => {
    const { kind, closed } = personShape(key);
    return key !== asker && maySee(asker, key) && kind === undefined && closed !== true;
  });
  return world.people[found ?? 'member'].id;
}

const isFacilitator = ({ person, thing }: RecordAsked) => person === thing?.facts['facilitator'];
const byFacilitator = (asked: RecordAsked) =>
  asked.verdict === 200 && !isFacilitator(asked) ? 403 : asked.verdict;
const whileOpen = ({ verdict, key }: RecordAsked) => (verdict === 200 && key === 'over' ? 409 : verdict);

export const roundRecord: MatrixRecord<'list' | 'inSpace' | 'over'> = {
  noun: 'round',
  keys: ['list', 'inSpace', 'over'],
  async make(stage) {
    const { key, world, as, word } = stage;
    if (key === 'inSpace') {
      const params = { spaceId: world.spaces.shared.id };
      const body = openingOf(world, word('question', THERE));
      const { id } = await as('leader').call(rounds.openRoundInSpace, { params, body });
      return { id, sees: THERE, facts: { facilitator: 'leader' } };
    }
    const id = await openForBoth(stage);
    // As long as it is open, an answer is read by its author and not even by the one who opened the round.
    const readers: PersonKey[] = key === 'over' ? [...BOTH] : ['harbourMember'];
    await answerIn(stage, id, 'harbourMember', word('answer', readers));
    if (key === 'over') await endIt(stage, id);
    return { id, sees: BOTH, facts: { facilitator: 'member' } };
  },
  rules: {
    answerRound: whileOpen,
    endRound: byFacilitator,
    addAddressee: (asked) => whileOpen({ ...asked, verdict: byFacilitator(asked) }),
    askAgain(asked) {
      const verdict = asked.key === 'inSpace' ? asked.verdict : byFacilitator(asked);
      return verdict === 200 && asked.key !== 'over' ? 409 : verdict;
    },
  },
  samples: {
    openRound: (scene) => ({
      body: { ...openingOf(scene.world, 'Words'), personIds: [somebodySeen(scene)] },
    }),
    openRoundInSpace: ({ world }) => ({ body: openingOf(world, 'Words') }),
    askAgain: ({ world }) => ({ body: { question: 'Words', endsAt: inAWeek(world), emails: [] } }),
    readLinkedRound: async ({ world }) => ({ body: { secret: (await aLink(world)).secret } }),
    withdrawLinkedAnswer: async ({ world }) => ({ body: { secret: (await aLink(world)).secret } }),
    forgetMe: async ({ world }) => ({ body: { secret: (await aLink(world)).secret } }),
    answerLinkedRound: async ({ world }) => ({ body: { secret: (await aLink(world)).secret } }),
    sayLinkedOutcome: async ({ world }) => ({ body: await aLink(world) }),
  },
  ids: { clientId: 'none', answerId: 'answer' },
};

export const answerRecord: MatrixRecord<'hidden' | 'shown'> = {
  noun: 'answer',
  keys: ['hidden', 'shown'],
  async make(stage) {
    const roundId = await openForBoth(stage);
    const readers: PersonKey[] = stage.key === 'shown' ? [...BOTH] : ['harbourMember'];
    const { answers } = await answerIn(stage, roundId, 'harbourMember', stage.word('answer', readers));
    if (stage.key === 'shown') await endIt(stage, roundId);
    return { id: answers?.[0]?.id ?? '', sees: readers };
  },
  rules: {
    sayYes: ({ person, verdict }) => (verdict === 200 && person === 'harbourMember' ? 403 : verdict),
    sayOutcome({ person, verdict, key }) {
      if (verdict !== 200) return verdict;
      if (person !== 'harbourMember') return 403;
      return key === 'hidden' ? 409 : 200;
    },
  },
};

export const addresseeRecord: MatrixRecord<'asked'> = {
  noun: 'addressee',
  keys: ['asked'],
  async make(stage) {
    const roundId = await openForBoth(stage);
    const email = `${stage.word('address', ['member'])}@example.org`.replaceAll(' ', '-').toLowerCase();
    const { addressees } = await stage
      .as('member')
      .call(rounds.addAddressee, { params: { roundId }, body: { email } });
    return { id: addressees?.[0]?.id ?? '', sees: ['member'] };
  },
};

/** A link to a round of people whom nobody watches: whoever has it may read the round. It asks what became of an answer, too. */
async function aLink(world: World): Promise<{ secret: string; answerId: string }> {
  const { server } = world;
  const { context } = server;
  const organisation = await context.db
    .selectFrom('organisations')
    .select('id')
    .where('name', '=', 'Passing Through')
    .executeTakeFirstOrThrow();
  const shape = { organisation: 'meridian', role: 'guest' } as const;
  const { id: personId } = await makePerson(server, shape, organisation.id, plainTexts());
  const by = { personId, organisationId: organisation.id };
  const email = `${randomUUID()}@example.org`;
  const secrets = [newSecret(), newSecret()] as const;
  return change(context, async (tx) => {
    let previousId: string | undefined;
    for (const secret of secrets) {
      const round = {
        ...openingOf(world, 'Words'),
        to: { people: [by] },
        ...(previousId ? { previousId } : {}),
      };
      previousId = await openRound(tx, round, by);
      await tx.db
        .insertInto('round_addressees')
        .values({
          id: randomUUID(),
          round_id: previousId,
          email,
          token_hash: hashSecret(secret),
          asked_by: personId,
          asked_at: tx.at,
          expires_at: round.endsAt,
        })
        .execute();
    }
    const before = await getLinkedRound(tx.db, hashSecret(secrets[0]), tx.at);
    await answerLinkedRound(tx, before, {
      name: 'Passer-by',
      organisation: 'Passing Through',
      brings: 'Words',
      bettersMe: '',
      easyBecause: '',
    });
    const answer = await tx.db
      .selectFrom('round_answers')
      .select('id')
      .where('round_id', '=', before.roundId)
      .executeTakeFirstOrThrow();
    return { secret: secrets[1], answerId: answer.id };
  });
}

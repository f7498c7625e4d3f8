import { randomUUID } from 'node:crypto';
import * as chat from '@footbridge/contract/chat.ts';
import type { AffiliationRole } from '@footbridge/contract/people.ts';
import type { Space } from '@footbridge/contract/spaces.ts';
import * as spaces from '@footbridge/contract/spaces.ts';
import type { Cast, CastPerson } from '../../server/test/cast.ts';
import { type Client, createClient } from '../../server/test/client.ts';
import { makePerson, plainTexts } from '../../server/test/matrix/people.ts';
import type { TestServer } from '../../server/test/server.ts';
import { openSpace } from '../../server/test/spaces.ts';

export interface Somebody extends CastPerson {
  /** A second session, on another device that is not open. */
  spareSessionId: string;
  tokenId: string;
}

/** A space in which enough has happened already that any change has something to change. */
export interface Story {
  server: TestServer;
  cast: Cast;
  space: Space;
  /** Whose screen is looked at. */
  watcher: Somebody;
  steward: Somebody;
  friend: Somebody;
  /** Of the watcher's organisation, not in the space. */
  colleague: Somebody;
  /** By the friend, with a title and replies. */
  rootId: string;
  /** By the watcher, in that thread. */
  replyId: string;
  /** By the friend, mentioning the watcher. */
  mentionId: string;
  mentionSeq: number;
  /** By the watcher. */
  mineId: string;
  /** As somebody, remembering which endpoints were called. */
  as(person: Pick<CastPerson, 'secret'>): Client;
  called: Set<string>;
}

export async function newPerson(
  server: TestServer,
  cast: Cast,
  organisation: 'northbrook' | 'harbour',
  role: AffiliationRole = 'member',
): Promise<Somebody> {
  const texts = plainTexts();
  const organisationId = cast.organisations[organisation].id;
  const person = await makePerson(server, { organisation, role }, organisationId, texts);
  return { ...person, name: texts.name, role };
}

export async function tell(server: TestServer, cast: Cast): Promise<Story> {
  const [watcher, steward, colleague, friend] = await Promise.all([
    newPerson(server, cast, 'northbrook'),
    newPerson(server, cast, 'northbrook', 'steward'),
    newPerson(server, cast, 'northbrook'),
    newPerson(server, cast, 'harbour'),
  ]);
  const called = new Set<string>();
  const as: Story['as'] = ({ secret }) => {
    const client = createClient(server.url, { secret });
    const call: Client['call'] = (endpoint, ...input) => {
      called.add(endpoint.name);
      return client.call(endpoint, ...input);
    };
    return { ...client, call };
  };
  const space = await openSpace(cast, steward, [watcher, friend]);
  const post = (person: Somebody, body: { source: string; title?: string; threadRootId?: string }) =>
    as(person).call(chat.postMessage, {
      params: { spaceId: space.id },
      body: { clientId: randomUUID(), ...body },
    });
  const root = await post(friend, { source: 'Shall we **meet**?', title: 'Meeting' });
  const reply = await post(watcher, { source: 'Yes', threadRootId: root.id });
  await post(friend, { source: 'Good', threadRootId: root.id });
  const mention = await post(friend, { source: `@[Somebody](person:${watcher.id}) come too` });
  const mine = await post(watcher, { source: 'I am here' });
  await as(friend).call(chat.addReaction, { params: { messageId: mine.id, emoji: '👍' } });
  await as(steward).call(spaces.changeCharter, {
    params: { spaceId: space.id },
    body: { purpose: 'To meet', norms: 'Be there', keptDays: 365, disclosable: true, fromVersion: 1 },
  });
  called.clear();
  return {
    server,
    cast,
    space,
    watcher,
    steward,
    friend,
    colleague,
    as,
    called,
    rootId: root.id,
    replyId: reply.id,
    mentionId: mention.id,
    mentionSeq: mention.seq,
    mineId: mine.id,
  };
}

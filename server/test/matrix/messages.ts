import { randomUUID } from 'node:crypto';
import { addReaction, editMessage, postMessage, removeMessage } from '@footbridge/contract/chat.ts';
import { createClient } from '../client.ts';
import type { TestServer } from '../server.ts';
import type { MatrixPerson } from './people.ts';
import type { MessageKey } from './shape.ts';

export interface MessageTexts {
  title: string;
  text: string;
  /** What it said before it was edited. */
  before: string;
  fileName: string;
}

export interface Saying {
  spaceId: string;
  message: MessageKey;
  author: MatrixPerson;
  /** What a reply replies to. */
  rootId?: string | undefined;
  texts: MessageTexts;
}

/** Says it as its author would, and leaves it in the state that its key names. */
export async function say(
  server: TestServer,
  { spaceId, message, author, rootId, texts }: Saying,
): Promise<{ id: string; seq: number }> {
  const client = createClient(server.url, { secret: author.secret });
  const isReply = message === 'reply' && rootId !== undefined;
  const posted = await client.call(postMessage, {
    params: { spaceId },
    body: {
      clientId: randomUUID(),
      source: message === 'edited' ? texts.before : texts.text,
      ...(isReply ? { threadRootId: rootId } : { title: texts.title }),
    },
  });
  const params = { messageId: posted.id };
  if (message === 'edited') await client.call(editMessage, { params, body: { source: texts.text } });
  if (message === 'removed') await client.call(removeMessage, { params });
  if (message === 'root') {
    await client.call(addReaction, { params: { ...params, emoji: '👍' } });
    await addFile(server, posted.id, texts.fileName);
  }
  return posted;
}

/** Only imported messages have files so far. */
async function addFile({ context: { pool } }: TestServer, messageId: string, name: string): Promise<void> {
  await pool.query('update messages set files = $2 where id = $1', [
    messageId,
    JSON.stringify([{ name, url: null, mediaType: 'text/plain', bytes: 3 }]),
  ]);
}

export const PLAIN_TEXTS: MessageTexts = {
  title: 'A thing',
  text: 'Something said in passing',
  before: 'Something thought in passing',
  fileName: 'passing.txt',
};

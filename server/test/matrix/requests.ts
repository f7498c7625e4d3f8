import { Agent, request } from 'node:http';
import { type Identity, credentialOf } from '../client.ts';

export interface Answer {
  status: number;
  text: string;
  headers: Record<string, string | string[] | undefined>;
}

export type Ask = (
  identity: Identity,
  method: string,
  path: string,
  body?: string,
  contentType?: string,
) => Promise<Answer>;

/** How many requests are under way together. */
const AT_ONCE = 8;

/** Thousands of requests over a few connections that stay open. `close` when done. */
export function createAsk(url: string): { ask: Ask; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { port } = new URL(url);
  const ask: Ask = (identity, method, path, body, contentType = 'application/json') =>
    new Promise((resolve, reject) => {
      const headers = { ...credentialOf(identity, `http://127.0.0.1:${port}`), host: `127.0.0.1:${port}` };
      const typed =
        body === undefined
          ? headers
          : { ...headers, 'content-type': contentType, 'content-length': String(Buffer.byteLength(body)) };
      const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: typed }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            headers: answer.headers,
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

/** Works through a list with a few at a time; in the order of the list the answers come back. */
export async function inTurns<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await work(items[at] as Item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** What two answers must have in common so that nobody can tell them apart: all but the time of day. */
export const indistinguishable = ({ status, text, headers: { date: _, ...headers } }: Answer): string =>
  JSON.stringify({ status, text, headers });

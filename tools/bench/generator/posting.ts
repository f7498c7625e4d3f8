import { randomUUID } from 'node:crypto';
import type { Target } from './commands.ts';
import { HttpConnection, apiRequest } from './http.ts';

const TEXT = 'It was said here before, and it will be said again. '.repeat(5).slice(0, 250);

/** Posts 250 bytes and answers the position they got. */
export async function post(connection: HttpConnection, target: Target): Promise<number> {
  const path = `/spaces/${target.feedId}/messages`;
  const answer = await connection.send(
    apiRequest('POST', path, target.token ?? 'none', { clientId: randomUUID(), source: TEXT }),
  );
  if (answer.status !== 200) throw new Error(`A post was answered ${answer.status}: ${answer.body}`);
  return (JSON.parse(answer.body) as { seq: number }).seq;
}

/** Connections that wait for something to send; a new one is made when all are in use. */
export class ConnectionPool {
  private readonly port: number;
  private readonly idle: HttpConnection[] = [];

  constructor(port: number) {
    this.port = port;
  }

  async use<Result>(work: (connection: HttpConnection) => Promise<Result>): Promise<Result> {
    const connection = this.idle.pop() ?? (await HttpConnection.open(this.port));
    const result = await work(connection);
    this.idle.push(connection);
    return result;
  }

  /** So many connections made beforehand, so that none has to be made while time is taken. */
  async warm(count: number): Promise<void> {
    this.idle.push(
      ...(await Promise.all(Array.from({ length: count }, () => HttpConnection.open(this.port)))),
    );
  }

  close(): void {
    for (const connection of this.idle) connection.close();
  }
}

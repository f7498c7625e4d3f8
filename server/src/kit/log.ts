import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Secrets and what people wrote never reach a log line: request bodies and headers are not logged at all. */
export function createLog(level: string): Log {
  return pino({ level, base: null, redact: ['req.headers', 'secret', 'password', 'token'] });
}

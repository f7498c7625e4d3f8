import { isAbsolute, resolve } from 'node:path';
import { StartupError } from './kit/startupError.ts';

/** The shape of the database, as files to be run in order. */
export const MIGRATIONS = new URL('../migrations/', import.meta.url);

/** Everything that can be set, each with a default that works. All of it comes from the environment. */
export interface Config {
  port: number;
  /** The address to listen on; all of them unless HOST names one. */
  host: string;
  /** Where the embedded database, files and mails lie; undefined picks the default of the checkout. */
  dataDirectory: string | undefined;
  /** Another PostgreSQL than the embedded one. */
  databaseUrl: string | undefined;
  /** As people type it, for links in mails; needed behind a proxy. */
  publicUrl: string | undefined;
  smtpUrl: string | undefined;
  /** The sender of mails. */
  mailFrom: string;
  logLevel: string;
}

export function readConfig(env: NodeJS.ProcessEnv, workingDirectory: string): Config {
  const data = env['FOOTBRIDGE_DATA'];
  return {
    port: readPort(env['PORT']),
    host: env['HOST'] ?? '::',
    dataDirectory:
      data === undefined || data === ''
        ? undefined
        : isAbsolute(data)
          ? data
          : resolve(workingDirectory, data),
    databaseUrl: env['DATABASE_URL'] || undefined,
    publicUrl: readUrl(env['PUBLIC_URL']),
    smtpUrl: env['SMTP_URL'] || undefined,
    mailFrom: env['MAIL_FROM'] ?? 'Footbridge <footbridge@localhost>',
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartupError(`PORT is ${text}, which is no port; give a number from 1 to 65535.`);
  }
  return port;
}

function readUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new StartupError(
      `PUBLIC_URL is ${text}, which is no web address; give one like https://footbridge.example.org.`,
    );
  }
  return text.replace(/\/$/, '');
}

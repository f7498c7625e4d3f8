import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setUp } from '@footbridge/contract/auth.ts';
import { getMe } from '@footbridge/contract/people.ts';
import { expect, inject, test } from 'vitest';
import { createClient } from '../../test/client.ts';
import { openLive } from '../../test/live.ts';
import { ROOT, runCommand, startProgram } from '../../test/program.ts';
import { databaseNamed } from '../../test/template.ts';
import { makeTemporaryDirectory } from '../../test/temporaryDirectory.ts';

/** Programs of their own take a second each, and longer beside others. */
const LONG_MS = 90_000;

const read = (stdout: string) => JSON.parse(stdout) as { id: string; secret: string };

async function startServer(FOOTBRIDGE_DATA: string) {
  const program = startProgram(['serve'], { FOOTBRIDGE_DATA, PORT: '0' });
  const url = await program.says(/Footbridge is at (\S+)/);
  return { program, url };
}

test(
  'the command line works from any directory, and npm start tells its options',
  async () => {
    const env = { PATH: process.env['PATH'] };
    const { stdout } = await promisify(execFile)(join(ROOT, 'bin/footbridge'), ['--help'], {
      cwd: makeTemporaryDirectory(),
      env,
    });
    for (const name of ['serve', 'admin', 'token', 'doctor']) expect(stdout).toContain(`  ${name} `);
    const start = await startProgram(['--help'], {}, { script: `${ROOT}server/src/main.ts` }).ended;
    expect(start).toMatchObject({ code: 0, stdout: expect.stringContaining('--demo') as string });
  },
  LONG_MS,
);

test(
  'a command that was not given right ends with 1 and one sentence, or one object',
  async () => {
    const args = ['token', 'create', 'a@example.org'];
    expect(await runCommand(args, {})).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Give --name with a value.\n',
    });
    expect(await runCommand([...args, '--json'], {})).toMatchObject({
      code: 1,
      stdout: '{"error":"Give --name with a value."}\n',
      stderr: '',
    });
  },
  LONG_MS,
);

test.each([
  ['a port that is none', { PORT: 'http' }, 'PORT is http'],
  [
    'a database that nobody serves',
    { DATABASE_URL: 'postgresql://someone:hidden@127.0.0.1:1/there' },
    'The database at 127.0.0.1:1/there does not answer',
  ],
  [
    'an address that is no database',
    { DATABASE_URL: 'mysql://localhost/there' },
    'DATABASE_URL is no address of a PostgreSQL',
  ],
  [
    'a data directory that cannot be made',
    { FOOTBRIDGE_DATA: '/etc/passwd/data' },
    'The data directory /etc/passwd/data is not writable',
  ],
  ['a mail server that is none', { SMTP_URL: 'mail.example.org' }, 'SMTP_URL is no address of a mail server'],
])(
  '%s ends the start with 1 and one sentence',
  async (_, env, sentence) => {
    const ended = await runCommand(['serve'], { FOOTBRIDGE_DATA: makeTemporaryDirectory(), ...env });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toContain('hidden');
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  },
  LONG_MS,
);

test(
  'a database that may lose what was acknowledged is refused, and one that does not exist is named',
  async () => {
    const FOOTBRIDGE_DATA = makeTemporaryDirectory();
    const unsafe = await runCommand(['serve'], { FOOTBRIDGE_DATA, DATABASE_URL: inject('databaseUrl') });
    expect(unsafe).toMatchObject({ code: 1, stderr: expect.stringContaining('fsync off') as string });
    const missing = await runCommand(['serve'], {
      FOOTBRIDGE_DATA,
      DATABASE_URL: databaseNamed(inject('databaseUrl'), 'nowhere'),
    });
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('does not exist') as string });
  },
  LONG_MS,
);

test(
  'from the first start to the stop: set-up link, a command beside it, a taken port and directory, a stop in time',
  async () => {
    const data = makeTemporaryDirectory();
    const { program, url } = await startServer(data);
    const secret = await program.says(/\/setup#(\S+)/);
    const organisation = { name: 'Northbrook Council', shortName: 'NC', hue: 200 };
    const person = {
      name: 'Amina Yusuf',
      email: 'amina@example.org',
      password: 'a bridge has two ends',
      timeZone: 'UTC',
    };
    await createClient(url).call(setUp, { body: { ...person, secret, organisation } });

    const { port } = new URL(url);
    const taken = await runCommand(['serve'], { FOOTBRIDGE_DATA: makeTemporaryDirectory(), PORT: port });
    expect(taken).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Port ${port} is taken`) as string,
    });
    const inUse = await runCommand(['serve'], { FOOTBRIDGE_DATA: data, PORT: '0' });
    expect(inUse).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('in use by a running Footbridge') as string,
    });

    const token = read(
      (
        await runCommand(['token', 'create', 'amina@example.org', '--name', 'Report', '--json'], {
          FOOTBRIDGE_DATA: data,
        })
      ).stdout,
    );
    expect(await createClient(url, { token: token.secret }).call(getMe)).toMatchObject({
      administrator: true,
    });
    const live = await openLive(url, { token: token.secret });

    const asked = Date.now();
    program.signal('SIGTERM');
    expect(await live.next('goodbye')).toMatchObject({ again: true, reason: 'stopping' });
    expect(await program.ended).toMatchObject({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(5000);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');

    const again = await startServer(data);
    expect(await createClient(again.url, { token: token.secret }).call(getMe)).toMatchObject({
      name: 'Amina Yusuf',
    });
    again.program.signal('SIGINT');
    expect((await again.program.ended).stdout).not.toContain('/setup#');
  },
  LONG_MS,
);

test(
  'a command works where no server runs, and leaves nothing running',
  async () => {
    const env = { FOOTBRIDGE_DATA: makeTemporaryDirectory() };
    const added = await runCommand(['admin', 'organisation', 'Harbour Care', '--short-name', 'HC'], env);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const doctor = await runCommand(['doctor'], env);
    expect(doctor).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no server runs on it now') as string,
    });
    const left = await readdir(env.FOOTBRIDGE_DATA);
    expect(left).toContain('postgres');
    expect(left).not.toContain('footbridge.lock');
    expect(await readdir(join(env.FOOTBRIDGE_DATA, 'postgres'))).not.toContain('postmaster.pid');
  },
  LONG_MS,
);

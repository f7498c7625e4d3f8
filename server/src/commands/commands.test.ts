import { getMe } from '@footbridge/contract/people.ts';
import { beforeAll, expect, test } from 'vitest';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { emailOf } from '../../seeds/cast.ts';
import { createCast } from '../../test/cast.ts';
import { startTestServer } from '../../test/server.ts';
import { runCommandLine } from '../kit/command/run.ts';

/** The commands as they are called, on the database of a server that runs; `program.test.ts` shows them as programs of their own. */
const server = await startTestServer();
const cast = await createCast(server);

beforeAll(() => {
  process.env['DATABASE_URL'] = server.databaseUrl;
  process.env['FOOTBRIDGE_DATA'] = server.dataDirectory;
  process.env['PUBLIC_URL'] = server.url;
});

const COMMANDS = {
  admin: async () => (await import('./admin.ts')).adminCommands,
  token: async () => (await import('./token.ts')).tokenCommands,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
};

async function run(...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runCommandLine('footbridge', COMMANDS, argv, { stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

async function json<Result>(...argv: string[]): Promise<Result> {
  const { code, stdout } = await run(...argv, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Result;
}

async function failed(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...argv);
  expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 1, stdout: '', lines: 2 });
  return stderr;
}

test('a token made on the command line works; revoking it closes its socket on the running server', async () => {
  const made = await json<{ id: string; secret: string }>(
    'token',
    'create',
    'Rhys@Example.org',
    '--name',
    'Report',
  );
  expect(await cast.as({ token: made.secret }).call(getMe)).toMatchObject({ id: cast.rhys.id });
  const live = await cast.live({ token: made.secret });
  expect((await run('token', 'revoke', made.id)).stdout).toBe(`The token ${made.id} works no more.\n`);
  await live.closed;
  expect(live.frames.at(-1)).toMatchObject({ type: 'goodbye', again: false });
  expect((await cast.as({ token: made.secret }).refused(getMe)).status).toBe(401);
  expect(await failed('token', 'revoke', made.id)).toContain('There is no token');
  expect(await failed('token', 'revoke', 'all')).toContain('no id of a token');
  expect(await failed('token', 'create', 'stranger@example.org', '--name', 'x')).toContain('Nobody here has');
});

test('organisations are added and listed', async () => {
  const made = await json('admin', 'organisation', 'Riverside Trust', '--short-name', 'RT', '--hue', '120');
  expect(made).toMatchObject({ name: 'Riverside Trust', shortName: 'RT', hue: 120 });
  expect((await run('admin', 'organisation')).stdout).toMatch(
    /^NAME[\s\S]*Harbour Care\s+HC\s+40 [\s\S]*Riverside Trust\s+RT\s+120 /,
  );
  expect(await failed('admin', 'organisation', 'riverside trust', '--short-name', 'RT')).toContain(
    'organisation of that name already',
  );
  expect(await failed('admin', 'organisation', 'Other', '--short-name', 'TOO LONG')).toContain(
    '--short-name',
  );
  expect(await failed('admin', 'organisation', 'Other', '--short-name', 'OT', '--hue', '400')).toContain(
    '--hue',
  );
});

test('an invitation is mailed by the running server, and its link works', async () => {
  const made = await json<{ link: string }>(
    'admin',
    'invite',
    'nora@example.org',
    '--organisation',
    'hc',
    '--role',
    'steward',
    '--days',
    '3',
  );
  const mail = await server.mailbox.next('nora@example.org');
  expect(mail.subject).toBe('Footbridge invites you to Harbour Care');
  expect(mail.text).toContain(made.link);
  const account = { name: 'Nora Lund', email: 'nora@example.org', timeZone: 'UTC', roleTitle: '' };
  const answer = await cast
    .as()
    .request('POST', '/api/invitations/acceptance', { body: { secret: made.link.split('#')[1], account } });
  expect(await cast.as({ secret: answer.secret ?? '' }).call(getMe)).toMatchObject({
    affiliations: [{ role: 'steward', organisation: { shortName: 'HC' } }],
  });
  expect((await run('admin', 'invite', '--organisation', 'Harbour Care')).stdout).toMatch(
    /invitation#[\w-]{43}\nThe link works once, for 14 days\.\n$/,
  );
  expect(await failed('admin', 'invite', '--organisation', 'Nobody Ltd')).toContain(
    'There is: Harbour Care,',
  );
  expect(await failed('admin', 'invite', 'nora', '--organisation', 'HC')).toContain('no e-mail address');
  expect(await failed('admin', 'invite', '--organisation', 'HC', '--days', '61')).toContain('--days');
});

test('people are listed, and an account is closed and opened', async () => {
  const { people } = await json<{ people: object[] }>('admin', 'people', '--name', 'grace');
  expect(people).toMatchObject([
    {
      name: 'Grace Okafor',
      email: emailOf('grace'),
      affiliations: [{ organisation: 'Meridian Energy', role: 'steward' }],
    },
  ]);
  const live = await cast.live(cast.sunil);
  expect((await run('admin', 'people', '--close', emailOf('sunil'))).stdout).toContain('Sunil Rao is closed');
  await live.closed;
  expect((await cast.as(cast.sunil).refused(getMe)).status).toBe(401);
  expect((await run('admin', 'people', '--name', 'sunil')).stdout).toContain('closed');
  await json('admin', 'people', '--open', cast.sunil.id);
  expect(await failed('admin', 'people', '--close', emailOf('grace'))).toContain('last steward');
  expect(await failed('admin', 'people', '--close', 'a', '--open', 'b')).toContain('not both');
});

test('administrators are made and unmade, but for the last', async () => {
  await json('admin', 'administrator', emailOf('tomasz'));
  expect(await cast.as(cast.tomasz).call(getMe)).toMatchObject({ administrator: true });
  await json('admin', 'administrator', emailOf('amina'), '--withdraw');
  expect(await cast.as(cast.amina).call(getMe)).toMatchObject({ administrator: false });
  expect(await failed('admin', 'administrator', emailOf('tomasz'), '--withdraw')).toContain(
    'last administrator',
  );
});

test('what commands do stands in the log as done by the program itself', async () => {
  const { rows } = await server.context.pool.query(
    "select kind, person_id from activity where kind in ('organisationCreated', 'personDeactivated', 'administrationGranted') and person_id is null",
  );
  expect(new Set(rows.map((row: { kind: string }) => row.kind)).size).toBe(3);
});

test('the doctor finds a hole in a feed, a job that was given up, and a database that may lose something', async () => {
  const before = await run('doctor');
  expect(before.stdout).toMatch(/^ok {5}history +Every feed is whole\.$/m);
  expect(before.stdout).toMatch(/^ok {5}background work +0 jobs wait\.$/m);
  // The cluster of the tests does not wait for the disk.
  expect(before).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^WRONG {2}database .*fsync off/m) as string,
  });
  await server.context.pool.query('delete from activity where feed_id = $1 and seq = 1', [cast.lena.id]);
  await server.context.pool.query("select graphile_worker.add_job('nobodysWork', max_attempts => 1)");
  await server.context.pool.query('update graphile_worker._private_jobs set attempts = max_attempts');
  const { stdout } = await run('doctor', '--json');
  const { findings } = JSON.parse(stdout) as { findings: { about: string; state: string; says: string }[] };
  expect(findings.find((one) => one.about === 'history')).toMatchObject({
    state: 'wrong',
    says: expect.stringContaining(cast.lena.id) as string,
  });
  expect(findings.find((one) => one.about === 'background work')).toMatchObject({ state: 'wrong' });
});

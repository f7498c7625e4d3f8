import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { makeTemporaryDirectory } from '../../../test/temporaryDirectory.ts';
import { createFolderMailer } from './folder.ts';
import { letter } from './letter.ts';
import { createSmtpMailer } from './smtp.ts';

const FROM = 'Footbridge <bridge@example.org>';
const PARTS = {
  greeting: 'Hello Zoë & <b>Co</b>,',
  paragraphs: ['One.', '<script>alert(1)</script>'],
  action: { label: 'Open "it"', url: 'https://bridge.example/x?a=1&b=2#secret' },
  closing: 'Bye.',
};
const MAIL = {
  to: 'zoe@example.org',
  subject: 'Grüße\r\nBcc: all@example.org',
  messageId: '<one-1@bridge.example>',
  ...letter(PARTS),
};

/** A real mail server that keeps what it is given, and refuses `refused@…`. */
async function startSmtp() {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _session, done) =>
      done(address.address.startsWith('refused') ? new Error('No such person') : null),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  return { received, url: `smtp://127.0.0.1:${port}` };
}

test('a mail arrives at the mail server with its text, its HTML and its id, and a subject adds no header', async () => {
  const smtp = await startSmtp();
  const mailer = createSmtpMailer(smtp.url, FROM);
  expect(mailer.leavesHost).toBe(true);
  await mailer.send(MAIL);
  const mail = await PostalMime.parse(smtp.received[0] ?? '');
  expect(mail).toMatchObject({
    messageId: '<one-1@bridge.example>',
    from: { address: 'bridge@example.org' },
    to: [{ address: 'zoe@example.org' }],
  });
  expect(mail.subject).toContain('Grüße');
  expect(mail.bcc).toBeUndefined();
  expect(mail.text).toContain('Open "it":\nhttps://bridge.example/x?a=1&b=2#secret');
  expect(mail.html).toContain('href="https://bridge.example/x?a=1&amp;b=2#secret"');
  expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(mail.html).not.toContain('<script>');
});

test('a mail that the mail server refuses is an error, so that its job is tried again', async () => {
  const smtp = await startSmtp();
  await expect(createSmtpMailer(smtp.url, FROM).send({ ...MAIL, to: 'refused@example.org' })).rejects.toThrow(
    'No such person',
  );
});

test('an address that names no mail server is refused at the start', () => {
  expect(() => createSmtpMailer('mail.example.org', FROM)).toThrow('SMTP_URL');
  expect(() => createSmtpMailer('https://mail.example.org', FROM)).toThrow('SMTP_URL');
});

test('without a mail server each mail is a file that only its owner can read', async () => {
  const folder = join(makeTemporaryDirectory(), 'mail');
  const mailer = createFolderMailer(folder, FROM);
  expect(mailer.leavesHost).toBe(false);
  await mailer.send(MAIL);
  await mailer.send(MAIL);
  const names = await readdir(folder);
  expect(names).toHaveLength(2);
  expect(names.every((name) => /^\d{4}-\d\d-\d\dT[\d.-]+Z-[0-9a-f-]{36}\.eml$/.test(name))).toBe(true);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600);
  const mail = await PostalMime.parse(await readFile(join(folder, names[0] ?? '')));
  expect(mail).toMatchObject({ messageId: '<one-1@bridge.example>', to: [{ address: 'zoe@example.org' }] });
});

import { expect, test } from './journey.ts';
import { linkFor } from './mail.ts';
import { gather } from './people.ts';
import { settled } from './space.ts';

const PASSWORD = 'twelve cold homes';
const GREETED = /^Good .*, Tomasz$/;

test('a person sets a password, sees their browsers, ends one, and makes a token', async ({
  server,
  open,
}) => {
  const { people } = await gather(server, 'tomasz');
  const { page } = await open({ secret: people.tomasz.secret });
  await page.goto('/settings');

  await test.step('a password is set where there was none', async () => {
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set a password' }).click();
    await expect(page.getByText('Your password is changed.')).toBeVisible();
  });

  const other = await open();
  await test.step('a wrong one is refused in words, the right one signs another browser in', async () => {
    other.watch.expect(/status of 4\d\d .*\/sign-in\/with-password/);
    await other.page.goto('/');
    await other.page.getByLabel('E-mail address').fill('tomasz@example.org');
    await other.page.getByLabel('Password').fill('eleven cold homes');
    await other.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(other.page.getByRole('alert')).toBeVisible();
    await other.page.getByLabel('Password').fill(PASSWORD);
    await other.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(other.page.getByRole('heading', { level: 1, name: GREETED })).toBeVisible();
  });

  await test.step('the list of browsers ends the other one at once', async () => {
    const sessions = page.getByRole('listitem').filter({ hasText: 'Signed in' });
    await expect(sessions).toHaveCount(2);
    await expect(sessions.filter({ hasText: 'this browser' })).toHaveCount(1);
    await sessions.getByRole('button', { name: /^Sign out/ }).click();
    await expect(sessions).toHaveCount(1);
    await expect(other.page.getByText('You are signed out.')).toBeVisible();
    await expect(other.page.getByRole('navigation')).toHaveCount(0);
    await other.page.reload();
    await expect(other.page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  await test.step('a token works, and its secret is shown once', async () => {
    await page.getByLabel('What is it for').fill('Frost warnings');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = await page.getByLabel('Your new token').inputValue();
    const ask = () =>
      fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${token}` } }).then(
        ({ status }) => status,
      );
    expect(await ask()).toBe(200);
    await page.reload();
    await expect(page.getByText('Frost warnings')).toBeVisible();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: 'Revoke Frost warnings' }).click();
    await expect(page.getByText('You have none.')).toBeVisible();
    expect(await ask()).toBe(401);
  });

  await test.step('the dark is chosen for this device, before the first paint of every later page', async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.reload({ waitUntil: 'commit' });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await settled(page);
    expect(await ground()).toBe(dark);
  });

  await test.step('signing out leaves nothing of them in the browser', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    // The page says so at once; what was kept goes with the loading of a new one.
    await page.waitForURL((url) => url.pathname === '/');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['theme']);
    await page.goto('/settings');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });
});

test('who has no password signs in with a link from a mail, which works once', async ({ server, open }) => {
  await gather(server, 'tomasz');
  const { page, watch } = await open();
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in with a link instead' }).click();
  await page.getByLabel('E-mail address').fill('tomasz@example.org');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  const link = await linkFor('tomasz@example.org', server.dataDirectory);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign me in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: GREETED })).toBeVisible();

  const late = await open();
  late.watch.expect(/status of 4\d\d .*\/sign-in\/with-link/);
  await late.page.goto(link);
  await late.page.getByRole('button', { name: 'Sign me in' }).click();
  await expect(late.page.getByRole('alert').getByRole('link', { name: 'Ask for a new link' })).toBeVisible();
  expect(watch.findings).toEqual([]);
});

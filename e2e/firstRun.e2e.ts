import { expect, test } from './journey.ts';

test('the printed link makes its opener the administrator, once', async ({ server, open }) => {
  const { page } = await open();
  await test.step('who comes without the link is told that nothing is set up', async () => {
    await page.goto('/');
    await expect(page.getByText('This server is not set up yet.')).toBeVisible();
  });

  await test.step('the link asks for the person and the organisation', async () => {
    await page.goto(server.link);
    await page.getByLabel('Your name').fill('Amina Yusuf');
    await page.getByLabel('E-mail address').fill('amina@example.org');
    await page.getByLabel('Password').fill('a bridge over the river');
    await page.getByLabel('Name of the organisation').fill('Northbrook Council');
    await page.getByLabel('Short name').fill('NC');
    await page.getByRole('button', { name: 'Set up and go in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Good .*, Amina$/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Administration' })).toBeVisible();
  });

  await test.step('the first space is opened and the first message said', async () => {
    await page.getByRole('link', { name: 'Find a space' }).first().click();
    await page.getByRole('link', { name: 'Open a new space' }).first().click();
    await page.getByLabel('Name of the space').fill('Winter warmth');
    await page.getByLabel('What it is for').fill('Warm homes for everybody this winter.');
    await page.getByRole('button', { name: 'Open the space' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Winter warmth' })).toBeVisible();
    await expect(page.getByText('This is the beginning of Winter warmth.')).toBeVisible();
    const box = page.getByRole('textbox', { name: 'Write to Winter warmth' });
    await box.fill('Who else has cold rooms on their list?');
    await box.press('Enter');
    const message = page.getByRole('article').filter({ hasText: 'Who else has cold rooms' });
    await expect(message).toHaveAttribute('data-message', /.+/);
    await page.reload();
    await expect(message).toHaveCount(1);
    await expect(message.getByText('Northbrook Council')).toBeVisible();
  });

  await test.step('whoever opens the link later is refused in words', async () => {
    const late = await open();
    late.watch.expect(/status of 4\d\d .*\/api\/setup/);
    await late.page.goto(server.link);
    await late.page.getByLabel('Your name').fill('Mallory');
    await late.page.getByLabel('E-mail address').fill('mallory@example.org');
    await late.page.getByLabel('Password').fill('let me in as well');
    await late.page.getByLabel('Name of the organisation').fill('Mallory and others');
    await late.page.getByLabel('Short name').fill('MO');
    await late.page.getByRole('button', { name: 'Set up and go in' }).click();
    await expect(late.page.getByRole('alert')).toContainText(/link/);
  });
});

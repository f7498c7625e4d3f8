import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { message } from './space.ts';

const DATA = fileURLToPath(new URL('../../shared/data/slack/', import.meta.url));
const NAME = 'houston-data-visualization';
const ARCHIVE = `${DATA}${NAME}.zip`;

interface Expected {
  messages: number;
}

test('the administrator brings a real Slack archive in, and a message in it is found', async ({
  server,
  open,
}) => {
  // Its people did not write for us: the archive is no part of the project and stands beside the checkout where there is one.
  test.skip(!existsSync(ARCHIVE), `There is no ${ARCHIVE}.`);
  const expected = JSON.parse(readFileSync(`${DATA}${NAME}.expected.json`, 'utf8')) as Expected;
  const { people } = await gather(server);
  const { page } = await open({ secret: people.amina.secret });
  const row = page.getByRole('listitem').filter({ hasText: `${NAME}.zip` });

  await test.step('the page shows how far it is, and that it is done', async () => {
    await page.goto('/administration/imports');
    await page.getByLabel('The zip file that Slack gave you').setInputFiles(ARCHIVE);
    await page.getByRole('button', { name: 'Upload and import' }).click();
    await expect(row.getByText(/waits for its turn|is running|done/)).toBeVisible();
    await expect(row.getByText('done')).toBeVisible({ timeout: 120_000 });
  });

  await test.step('the report accounts for every message', async () => {
    await row.getByRole('link', { name: /^Report/ }).click();
    const messages = page.getByRole('row', { name: /^Messages / }).first();
    await expect(messages.getByRole('cell').first()).toHaveText(expected.messages.toLocaleString('en-GB'));
  });

  await test.step('a message is found by a word, and opens among those around it', async () => {
    await page.getByRole('link', { name: 'Find anything' }).click();
    await page.getByRole('searchbox').fill('sparklines');
    const hit = page.locator('.message-hit').filter({ hasText: 'sparklines in the terminal!' });
    await expect(hit).toHaveCount(1);
    await hit.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: 'tools' })).toBeVisible();
    await expect(message(page, 'sparklines in the terminal!')).toBeVisible();
    await expect(message(page, 'clui#sparklinevalues-suffix')).toBeVisible();
  });
});

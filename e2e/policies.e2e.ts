import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { message, say, writingBox } from './space.ts';

const BODY = 'Addresses stay with the team.\nWe keep them for one winter.';

test('a policy that changes is read and accepted before posting, and reading stays open', async ({
  server,
  open,
}) => {
  const { people, space } = await gather<'amina' | 'tomasz'>(server, 'tomasz');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz, watch } = await open({ secret: people.tomasz.secret });
  watch.expect(/409/);

  await test.step('Amina publishes a policy for everybody on the server', async () => {
    await tomasz.goto(`/spaces/${space.id}`);
    await expect(writingBox(tomasz)).toBeVisible();
    await amina.goto('/policies');
    await amina.getByRole('button', { name: 'Publish a policy' }).click();
    await amina.getByLabel('For whom').selectOption({ label: 'For everybody on this server' });
    await amina.getByLabel('Title').fill('Handling addresses');
    await amina.getByLabel('In short').fill('Addresses of people at risk stay with the team.');
    await amina.getByLabel('Text').fill(BODY);
    await expectAccessible(amina);
    await amina.getByRole('button', { name: 'Publish it' }).click();
    await expect(amina.getByRole('heading', { level: 1, name: 'Handling addresses' })).toBeVisible();
    await expect(amina.getByRole('link', { name: 'Tomasz Zieliński' })).toBeVisible();
  });

  await test.step('Tomasz sees it at once, reads on, and cannot post until he accepts', async () => {
    await expect(tomasz.getByText('Handling addresses is new.')).toBeVisible();
    await say(writingBox(tomasz), 'May I write?');
    await expect(tomasz.getByText(/A policy that holds for you is new or has changed/)).toBeVisible();
    await tomasz
      .getByRole('complementary', { name: 'Policies' })
      .getByRole('link', { name: 'Read it' })
      .click();
    await expect(tomasz.getByText('We keep them for one winter.')).toBeVisible();
    await expectAccessible(tomasz);
    await tomasz.getByRole('button', { name: 'Accept version 1' }).click();
    await expect(tomasz.getByText('You accepted version 1')).toBeVisible();
  });

  await test.step('the next version shows him what changed, word for word', async () => {
    await amina.getByRole('button', { name: 'Write the next version' }).click();
    await amina.getByLabel('Text').fill(BODY.replace('one winter', 'two winters'));
    await amina.getByRole('button', { name: 'Publish version 2' }).click();
    const changed = tomasz.locator('section').filter({
      has: tomasz.getByRole('heading', { name: 'What changed since version 1, which you accepted' }),
    });
    await expect(changed.locator('del')).toContainText('one winter');
    await expect(changed.locator('ins')).toContainText('two winters');
    await expectAccessible(tomasz);
  });

  await test.step('he accepts, is no longer waited for, and writes', async () => {
    await tomasz.getByRole('button', { name: 'Accept version 2' }).click();
    await amina.reload();
    await expect(amina.getByText('Everybody has accepted.')).toBeVisible();
    await tomasz.goto('/settings');
    await expect(tomasz.getByText('Version 2, accepted')).toBeVisible();
    await tomasz.goto(`/spaces/${space.id}`);
    await say(writingBox(tomasz), 'Now I can.');
    await expect(message(tomasz, 'Now I can.')).toBeVisible();
  });
});

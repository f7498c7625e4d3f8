import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { choose, message, say, writingBox } from './space.ts';

test('something that is not going well goes its way between three people of three organisations', async ({
  server,
  open,
}) => {
  const { people, space } = await gather(server, 'ana', 'grace');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: ana } = await open({ secret: people.ana.secret });
  const { page: grace } = await open({ secret: people.grace.secret });

  await test.step('from a message the agreed path is shown, with a guide for a talk', async () => {
    for (const page of [amina, ana]) await page.goto(`/spaces/${space.id}`);
    await say(writingBox(amina), 'I have changed the minutes.');
    await choose(ana, message(ana, 'changed the minutes'), 'This is not going well');
    await expect(ana.getByRole('heading', { level: 1, name: 'This is not going well' })).toBeVisible();
    await ana.getByRole('radio', { name: 'They did not keep their word' }).check();
    await expect(ana.getByText('Name the promise, the day and what was agreed.')).toBeVisible();
  });

  await test.step('a case names whom it is between and who helps, and both hear of it at once', async () => {
    await grace.goto('/');
    await ana.getByText('Open a case', { exact: true }).click();
    await ana.getByRole('checkbox', { name: /Amina Yusuf/ }).check();
    await ana
      .getByLabel('What is not going well')
      .fill('The minutes were changed after we had agreed on them.');
    await ana.getByRole('searchbox', { name: 'Find somebody by name' }).fill('Grace');
    await ana.getByRole('button', { name: 'Ask Grace Okafor' }).click();
    await ana.getByRole('button', { name: 'Open the case and tell them' }).click();
    await expect(ana.getByRole('heading', { level: 1, name: /^Between / })).toBeVisible();
    await grace.getByRole('link', { name: /^Open/ }).click();
    await expect(grace.getByRole('heading', { name: 'You are asked to help' })).toBeVisible();
    await expect(grace.getByText('after we had agreed')).toHaveCount(0);
  });

  await test.step('who says yes to helping reads it, and everybody sees that they help', async () => {
    await grace.getByRole('button', { name: 'Yes, I will help' }).click();
    await expect(grace.getByText('after we had agreed')).toBeVisible();
    await expect(ana.getByText('helps', { exact: true })).toBeVisible();
    await amina.goto(new URL(ana.url()).pathname);
    await expect(amina.getByText('after we had agreed')).toBeVisible();
  });

  await test.step('the outcome is told to both, and either may appeal once', async () => {
    await grace.getByLabel('The outcome').fill('Minutes are changed by both of you, or not at all.');
    await grace.getByRole('button', { name: 'Close the case and tell them' }).click();
    for (const page of [ana, amina]) {
      await expect(page.getByText('Minutes are changed by both of you')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Appeal' })).toBeVisible();
    }
  });
});

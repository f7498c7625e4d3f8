import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { choose, message, say, writingBox } from './space.ts';

test('somebody of another organisation is thanked for a message and decides who else sees it', async ({
  server,
  open,
}) => {
  const { people, space } = await gather(server, 'tomasz', 'grace');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });
  const { page: grace } = await open({ secret: people.grace.secret });

  await test.step('Amina says thanks from the menu of what Tomasz wrote', async () => {
    await tomasz.goto(`/spaces/${space.id}`);
    await say(writingBox(tomasz), 'The radiators are tested and in the library.');
    await tomasz.goto('/thanks');
    await expect(tomasz.getByText('Nothing yet')).toBeVisible();
    await amina.goto(`/spaces/${space.id}`);
    await choose(amina, message(amina, 'The radiators are tested'), 'Say thanks');
    await amina.getByLabel('What they did').fill('Tested thirty radiators on a Sunday');
    await amina.getByLabel('Whom it helped').fill('thirty cold homes');
    await expectAccessible(amina);
    await amina.getByRole('button', { name: 'Send it to Tomasz Zieliński' }).click();
    await expect(amina.getByText('Tested thirty radiators on a Sunday')).toBeVisible();
  });

  await test.step('Tomasz sees it at once, and nobody else does until he shows it', async () => {
    const card = tomasz.getByRole('article', { name: 'Amina Yusuf thanks Tomasz Zieliński' });
    await expect(card.getByText('Only you see it so far')).toBeVisible();
    await expectAccessible(tomasz);
    await grace.goto('/people');
    await grace.getByRole('link', { name: 'Tomasz Zieliński, Harbour Care' }).click();
    await expect(grace.getByRole('link', { name: 'Say thanks' })).toBeVisible();
    await expect(grace.getByText('Tested thirty radiators')).toHaveCount(0);
    await card.getByRole('radio', { name: 'People of a space we share' }).check();
    await card.getByRole('button', { name: 'Keep it so' }).click();
    await expect(card.getByText('Shown in Winter warmth')).toBeVisible();
    await expect(grace.getByText('Tested thirty radiators')).toBeVisible();
  });

  await test.step('taken back by Amina, it is gone from every screen', async () => {
    await amina.getByRole('button', { name: 'Take back' }).click();
    await amina.getByRole('button', { name: 'Take them back' }).click();
    for (const page of [amina, tomasz, grace]) {
      await expect(page.getByText('Tested thirty radiators')).toHaveCount(0);
    }
  });

  await test.step('Grace names his work; he changes the line, and it stands on the page of the week', async () => {
    await grace.getByRole('link', { name: 'Name good work' }).click();
    await grace.getByLabel('Their work in a line').fill('Tomasz tests radiators on Sundays');
    await grace.getByRole('button', { name: 'Send it to Tomasz Zieliński' }).click();
    await expect(grace.getByText('No reply yet')).toBeVisible();
    await tomasz.goto('/thanks/good-work');
    await tomasz.getByLabel('The line as it will be read').fill('Our volunteers test radiators on Sundays');
    await tomasz.getByRole('button', { name: 'Show it on this week’s page' }).click();
    await expect(grace.getByText('On the page of the week')).toBeVisible();
    await amina.goto('/thanks/week');
    await expect(amina.getByText('Our volunteers test radiators on Sundays')).toBeVisible();
    await expectAccessible(amina);
  });
});

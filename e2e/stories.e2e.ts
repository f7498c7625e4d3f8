import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { choose, message, say, writingBox } from './space.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('two organisations tell what they did, and somebody who was not there reads whom to ask', async ({
  server,
  open,
}) => {
  const { people, space } = await gather(server, 'tomasz', 'sunil');
  await people.sunil.client.request('DELETE', `/api/spaces/${space.id}/membership`);
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });
  const { page: sunil } = await open({ secret: people.sunil.secret });

  await test.step('what was decided is kept, and one click drafts the page', async () => {
    await tomasz.goto(`/spaces/${space.id}`);
    await say(writingBox(tomasz), 'Decided: thirty radiators go to Mill Lane.');
    await choose(tomasz, message(tomasz, 'Decided: thirty radiators'), 'Keep for the story');
    await expect(tomasz.getByText('Kept. It goes into the story of this space.')).toBeVisible();
    await amina.goto(`/spaces/${space.id}/about`);
    await amina.getByRole('link', { name: 'Its story' }).click();
    await expect(amina.getByText('Decided: thirty radiators go to Mill Lane.')).toBeVisible();
    await expectAccessible(amina);
    await amina.getByRole('button', { name: 'Draft the story' }).click();
    await expect(heading(amina, 'Winter warmth')).toBeVisible();
    await expect(amina.getByText('A draft: only the people of Winter warmth read it.')).toBeVisible();
    await expect(amina.getByText('Decided: thirty radiators go to Mill Lane.')).toBeVisible();
  });

  await test.step('Tomasz writes on it, and Amina sees what he saved', async () => {
    await tomasz.goto('/stories');
    await tomasz.getByRole('main').getByRole('link', { name: 'Winter warmth' }).click();
    await tomasz.getByRole('link', { name: 'Write' }).click();
    await tomasz.getByLabel('Title').fill('Thirty radiators in one week');
    await expectAccessible(tomasz);
    await tomasz.getByRole('button', { name: 'Save' }).click();
    await expect(heading(amina, 'Thirty radiators in one week')).toBeVisible();
  });

  await test.step('before it is published the page says who will read it', async () => {
    await sunil.goto('/stories');
    await expect(sunil.getByText('No story yet')).toBeVisible();
    await amina.getByRole('button', { name: 'Publish' }).click();
    await amina.getByRole('radio', { name: 'Everyone here' }).check();
    await amina.getByRole('button', { name: 'See who will read it' }).click();
    await expect(
      amina.getByText(/^Every member of every organisation on this server will read it/),
    ).toBeVisible();
    await amina.getByRole('button', { name: 'Publish it' }).click();
    await expect(amina.getByText('Read by everyone here')).toBeVisible();
  });

  await test.step('Sunil, who was not there, finds it by a word and reads whom to ask', async () => {
    await sunil.goto('/stories?words=radiators');
    await sunil.getByRole('link', { name: 'Thirty radiators in one week' }).click();
    await expect(sunil.getByRole('heading', { name: 'Whom to ask' })).toBeVisible();
    await expect(sunil.getByText('Ask at Northbrook Council')).toBeVisible();
    await expectAccessible(sunil);
  });

  await test.step('a plan that was parked is found before it is started again', async () => {
    await amina.goto(`/stories/new?space=${space.id}`);
    await amina.getByText('Park this plan').click();
    await amina.getByLabel('Why it stops').fill('No room for a swap shop this winter');
    await amina.getByLabel('It could revive if …').fill('the old library stays open');
    await amina.getByRole('button', { name: 'Park it' }).click();
    await expect(amina.getByText('the old library stays open')).toBeVisible();
    await tomasz.goto('/new-space');
    await tomasz.getByLabel('Name of the space').fill('Warmth for next winter');
    await expect(tomasz.getByText('No room for a swap shop this winter')).toBeVisible();
    await amina.getByRole('button', { name: 'Take it up again' }).click();
    await expect(amina.getByText(/^Taken up again by Amina Yusuf/)).toBeVisible();
    await expect(amina.getByText('No room for a swap shop this winter')).toBeVisible();
  });
});

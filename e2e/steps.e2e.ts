import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { writingBox, say, message } from './space.ts';

const TITLE = 'Sit in on one benefits check morning';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('two people of different organisations do a small step, from a card to looking back', async ({
  server,
  open,
}) => {
  const { people } = await gather(server, 'tomasz');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });

  await test.step('Amina starts one from the card of Tomasz', async () => {
    await tomasz.goto('/steps');
    await expect(tomasz.getByText('No step yet')).toBeVisible();
    await amina.goto('/people');
    await amina.getByRole('link', { name: 'Tomasz Zieliński, Harbour Care' }).click();
    await amina.getByRole('link', { name: 'Start a small step' }).click();
    await expect(heading(amina, 'Start a small step')).toBeVisible();
    await amina.getByLabel('What you would do together').fill(TITLE);
    await amina.getByLabel('What it is for').fill('See how a visit really goes.');
    await amina.getByLabel('What is in it for you').fill('I understand the work that I plan for.');
    await expectAccessible(amina);
    await amina.getByRole('button', { name: 'Propose it to Tomasz' }).click();
    await expect(amina.getByText('Waits for Tomasz Zieliński')).toBeVisible();
  });

  await test.step('Tomasz sees it at once, and says yes in his own words', async () => {
    await expect(tomasz.getByRole('heading', { name: 'Waits for your answer' })).toBeVisible();
    await tomasz.getByRole('link', { name: `Look at it ${TITLE}` }).click();
    await expect(tomasz.getByText('Amina Yusuf said yes')).toBeVisible();
    await tomasz.getByLabel('What is in it for you').fill('A person to call at the council.');
    await expectAccessible(tomasz);
    await tomasz.getByRole('button', { name: 'Yes, let us do it' }).click();
    for (const page of [tomasz, amina]) {
      await expect(page.getByText('A person to call at the council.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Talk' })).toBeVisible();
    }
  });

  await test.step('they talk in its space, where the step and its agreement stay in sight', async () => {
    await amina.getByRole('link', { name: 'Talk' }).click();
    await expect(amina.getByRole('link', { name: 'Agreement', exact: true })).toBeVisible();
    await tomasz.getByRole('link', { name: 'Talk' }).click();
    await say(writingBox(tomasz, TITLE), 'Tuesday at nine?');
    await expect(message(amina, 'Tuesday at nine?')).toBeVisible();
    for (const page of [amina, tomasz]) {
      await page.getByRole('main').getByRole('link', { name: TITLE }).click();
    }
  });

  await test.step("'let us talk' is heard by the other", async () => {
    await amina.getByRole('button', { name: 'Let us talk' }).click();
    await expect(tomasz.getByText('Amina Yusuf would like to talk.')).toBeVisible();
    await expectAccessible(tomasz);
  });

  await test.step('one click ends it for both', async () => {
    await tomasz.getByRole('button', { name: 'It is done' }).click();
    for (const page of [tomasz, amina]) {
      await expect(page.getByRole('heading', { name: 'Done today' })).toBeVisible();
    }
  });

  await test.step('what each takes from it is shown when both have written', async () => {
    await amina.getByLabel('What I take from it').fill('They knew their stuff.');
    await amina.getByRole('button', { name: 'Keep it until everybody has written' }).click();
    await expect(amina.getByText('It is shown when everybody has written.')).toBeVisible();
    await expect(tomasz.getByText('They knew their stuff.')).toHaveCount(0);
    await tomasz.getByLabel('What I take from it').fill('Did what was said.');
    await tomasz.getByRole('button', { name: 'Keep it until everybody has written' }).click();
    for (const page of [tomasz, amina]) {
      await expect(page.getByText('They knew their stuff.')).toBeVisible();
      await expect(page.getByText('Did what was said.')).toBeVisible();
    }
    await expectAccessible(amina);
  });

  await test.step('the next one is suggested one notch up', async () => {
    await amina.getByRole('link', { name: 'Take a next step' }).click();
    await expect(amina.getByText(`One notch up from ‘${TITLE}’`)).toBeVisible();
    await expectAccessible(amina);
  });
});

test('an offer is found by words, and a step begins from it', async ({ server, open }) => {
  const { people } = await gather(server, 'tomasz');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });
  await tomasz.goto('/offers');
  await tomasz.getByRole('button', { name: 'Add' }).click();
  await tomasz.getByLabel('In one line').fill('Half a morning at the front desk');
  await tomasz.getByLabel('Who sees it').selectOption('Everyone here');
  await tomasz.getByRole('button', { name: 'Add' }).click();
  await expect(tomasz.getByText('Seen by: Everyone here.')).toBeVisible();
  await amina.goto('/offers');
  await amina.getByLabel('Words').fill('morn desk');
  await expect(amina.getByText('Half a morning at the front desk', { exact: true })).toBeVisible();
  await expectAccessible(amina);
  await amina.getByRole('link', { name: /^Start a step/ }).click();
  await expect(amina.getByLabel('What you would do together')).toHaveValue(
    'Half a morning at the front desk',
  );
  await amina.getByRole('button', { name: 'Propose it to Tomasz' }).click();
  await expect(amina.getByText('From an offer')).toBeVisible();
  await tomasz.getByRole('button', { name: 'This is finished' }).click();
  await expect(tomasz.getByText('Finished today. It is off the lists; only you see it here.')).toBeVisible();
  await expectAccessible(tomasz);
});

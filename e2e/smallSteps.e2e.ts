import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';

const QUESTION = 'What can I bring to another organisation, that also betters me, and is easy to do?';
const MINIBUS = 'Our minibus on Tuesdays';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name });
const answerOf = (page: Page, name: string) => page.getByRole('article', { name });
/** Something that waits, on Home. */
const waiting = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words });

async function goHome(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
  await expect(heading(page, /^Good /)).toBeVisible();
}

async function answer(page: Page, brings: string, easy: string): Promise<void> {
  await page.getByLabel('What I can bring').fill(brings);
  await page.getByLabel('It is easy because').fill(easy);
  await button(page, 'Give your answer').click();
}

async function lookBack(page: Page, words: string): Promise<void> {
  await page.getByLabel('What I take from it').fill(words);
  await button(page, 'Keep it until everybody has written').click();
}

test('a question brings two organisations to a small step, and what came of it is told when it is asked again', async ({
  server,
  open,
}) => {
  const { people } = await gather(server, 'tomasz', 'grace');
  // Grace of Meridian Energy asks; Amina of the council and Tomasz of Harbour Care do something together.
  const { page: grace } = await open({ secret: people.grace.secret });
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });

  await test.step('Grace opens a round, which waits on the Homes of the others at once', async () => {
    for (const page of [amina, tomasz]) {
      await page.goto('/');
      await expect(heading(page, /^Good /)).toBeVisible();
    }
    await grace.goto('/rounds/new');
    await expect(grace.getByLabel('The question')).toHaveValue(QUESTION);
    await button(grace, 'Open the round').click();
    await expect(heading(grace, QUESTION)).toBeVisible();
    for (const page of [amina, tomasz]) {
      await expect(waiting(page, QUESTION)).toContainText('Grace Okafor');
      await expect(waiting(page, QUESTION)).toContainText('Meridian Energy');
    }
    await expectAccessible(amina);
  });

  await test.step('each answers from Home, and a yes leads to a small step', async () => {
    for (const page of [amina, tomasz]) await link(page, /^Answer/).click();
    await answer(tomasz, MINIBUS, 'It stands idle then');
    await answer(amina, 'A room by the quay', 'It is warm anyway');
    await button(amina, 'Yes please, to Tomasz Zieliński').click();
    await expect(amina.getByLabel('What you would do together')).toHaveValue(MINIBUS);
    await amina.getByLabel('What is in it for you').fill('Tenants get to the repair course.');
    await button(amina, 'Propose it to Tomasz').click();
    await expect(amina.getByText('Waits for Tomasz Zieliński')).toBeVisible();
  });

  await test.step('Tomasz finds it on Home and says yes', async () => {
    await goHome(tomasz);
    await expect(waiting(tomasz, MINIBUS)).toContainText('Amina Yusuf');
    await link(tomasz, /^Look at it/).click();
    await tomasz.getByLabel('What is in it for you').fill('A full bus costs no more.');
    await button(tomasz, 'Yes, let us do it').click();
    await expect(link(amina, 'Talk')).toBeVisible();
  });

  await test.step('they agree how they work together, and each signs', async () => {
    await link(amina, 'The agreement says how we tell each other').click();
    await expect(amina.getByLabel('Stopping')).toHaveValue(/without giving a reason/);
    await button(amina, 'Save for everybody').click();
    await button(amina, 'Make it version 1').click();
    await expect(amina.getByText('You signed version 1.')).toBeVisible();
    await goHome(tomasz);
    await link(tomasz, /^Read and sign/).click();
    await button(tomasz, 'Sign version 1').click();
    for (const page of [amina, tomasz]) {
      await expect(page.getByRole('listitem').filter({ hasText: 'Tomasz Zieliński' })).toContainText(
        'version 1',
      );
    }
  });

  await test.step('at half time it is fine for both, and they end it', async () => {
    for (const page of [amina, tomasz]) {
      await link(page, 'Go to the step').click();
      await button(page, 'Fine').click();
    }
    for (const page of [amina, tomasz]) {
      await expect(page.getByText('Everybody says that it goes fine.')).toBeVisible();
    }
    await button(amina, 'It is done').click();
    for (const page of [amina, tomasz]) {
      await expect(page.getByRole('heading', { name: 'Done today' })).toBeVisible();
    }
  });

  await test.step('what they take from it is read when both have written', async () => {
    await lookBack(amina, 'Start smaller, sooner.');
    await expect(tomasz.getByText('Start smaller, sooner.')).toHaveCount(0);
    await goHome(tomasz);
    await link(tomasz, /^Look back/).click();
    await lookBack(tomasz, 'Ask earlier next time.');
    for (const page of [amina, tomasz]) {
      await expect(page.getByText('Start smaller, sooner.')).toBeVisible();
      await expect(page.getByText('Ask earlier next time.')).toBeVisible();
    }
  });

  await test.step('Amina thanks Tomasz, who decides that the two of them see it', async () => {
    await link(amina, 'Say thanks').click();
    await amina.getByLabel('What they did').fill('You drove the bus yourself');
    await amina.getByLabel('Whom it helped').fill('nine tenants');
    await button(amina, 'Send it to Tomasz Zieliński').click();
    await expect(heading(amina, 'Thanks')).toBeVisible();
    await goHome(tomasz);
    await expect(waiting(tomasz, 'You drove the bus yourself')).toContainText('Amina Yusuf');
    await link(tomasz, /^Read it/).click();
    await tomasz.getByRole('radio', { name: 'Only Amina Yusuf and I' }).check();
    await button(tomasz, 'Keep it so').click();
    await expect(tomasz.getByText('Shown to Amina Yusuf and you')).toBeVisible();
  });

  await test.step('the page of the two reads the same for both, and for nobody else', async () => {
    const tomaszId = await cardOf(amina, 'Tomasz Zieliński, Harbour Care');
    const aminaId = await cardOf(tomasz, 'Amina Yusuf, Northbrook Council');
    await amina.goto(`/people/${tomaszId}`);
    await amina.getByRole('link', { name: 'What you have done together' }).click();
    await tomasz.goto(`/people/${aminaId}/together`);
    for (const page of [amina, tomasz]) {
      await expect(heading(page, /^You and /)).toBeVisible();
      for (const words of [MINIBUS, QUESTION, 'You drove the bus yourself', 'Winter warmth']) {
        await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
      }
    }
    await expect(amina.getByText('Another small step with')).toBeVisible();
    await expectAccessible(amina);
    await grace.goto(`/people/${tomaszId}/together`);
    await expect(heading(grace, 'You and Tomasz Zieliński')).toBeVisible();
    await expect(grace.getByText(MINIBUS)).toHaveCount(0);
    await expect(grace.getByText('You drove the bus yourself')).toHaveCount(0);
  });

  await test.step("'not now' takes the suggestion away, for the one who said it", async () => {
    await button(amina, 'Not now').click();
    await expect(amina.getByText('Another small step with')).toHaveCount(0);
    await tomasz.reload();
    await expect(tomasz.getByText('Another small step with')).toBeVisible();
  });

  await test.step('they tell it as a story, for everyone here', async () => {
    await amina.goto('/steps');
    await amina
      .getByRole('main')
      .getByRole('link', { name: new RegExp(MINIBUS) })
      .first()
      .click();
    await link(amina, 'Draft the story').click();
    await button(amina, 'Draft the story').click();
    await expect(amina.getByText(`The step “${MINIBUS}” was done.`)).toBeVisible();
    await button(amina, 'Publish').click();
    await amina.getByRole('radio', { name: 'Everyone here' }).check();
    await button(amina, 'See who will read it').click();
    await button(amina, 'Publish it').click();
    await expect(amina.getByText('Read by everyone here')).toBeVisible();
    await grace.goto('/stories');
    await grace
      .getByRole('main')
      .getByRole('link', { name: new RegExp(MINIBUS) })
      .first()
      .click();
    await expect(grace.getByText(`The step “${MINIBUS}” was done.`)).toBeVisible();
    await expect(grace.getByRole('heading', { name: 'Whom to ask' })).toBeVisible();
  });

  await test.step('Grace asks again, and each author says what became of their answer', async () => {
    await grace.goto('/rounds');
    await grace.getByRole('main').getByRole('link', { name: QUESTION }).first().click();
    await button(grace, 'End it now').click();
    await button(grace, 'End the round').click();
    await button(grace, 'Ask this again').click();
    await grace.getByRole('dialog').getByRole('button', { name: 'Ask again' }).click();
    await goHome(tomasz);
    await link(tomasz, /^Say it/).click();
    await tomasz.getByRole('radio', { name: 'It became something' }).check();
    await tomasz.getByLabel('In one line').fill('Nine tenants came to the repair course.');
    await button(tomasz, 'Save what became of it').click();
    await expect(answerOf(grace, 'Tomasz Zieliński')).toContainText(
      'Nine tenants came to the repair course.',
    );
  });
});

/** Opens somebody's card from the list of people. @returns their id */
async function cardOf(page: Page, name: string): Promise<string> {
  await page.goto('/people');
  await page.getByRole('link', { name }).click();
  await page.waitForURL(/\/people\/[\w-]+$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { linkFor } from './mail.ts';
import { gather } from './people.ts';

const QUESTION = 'What can I bring to another organisation, that also betters me, and is easy to do?';

const answerOf = (page: Page, name: string) => page.getByRole('article', { name });

async function answer(page: Page, brings: string, bettersMe: string, easy: string): Promise<void> {
  await page.getByLabel('What I can bring').fill(brings);
  await page.getByLabel('How it betters me').fill(bettersMe);
  await page.getByLabel('It is easy because').fill(easy);
  await page.getByRole('button', { name: 'Give your answer' }).click();
}

test('a question goes round, answers open after one’s own, a yes leads to a step, and it is asked again', async ({
  server,
  open,
}) => {
  const { people } = await gather(server, 'tomasz', 'grace');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });
  const { page: dilys } = await open();

  await test.step('Amina opens a round to a space and to somebody without an account', async () => {
    await amina.goto('/rounds');
    await amina.getByRole('link', { name: 'Open a round' }).click();
    await expect(amina.getByLabel('The question')).toHaveValue(QUESTION);
    await amina.getByLabel('People without an account here').fill('dilys@fairfield.example');
    await expectAccessible(amina);
    await amina.getByRole('button', { name: 'Open the round' }).click();
    await expect(amina.getByRole('heading', { level: 1, name: QUESTION })).toBeVisible();
    await expect(amina.getByText('This holds for you too')).toBeVisible();
  });

  await test.step('Tomasz answers, and Amina sees it live, but only after her own answer', async () => {
    await tomasz.goto('/rounds');
    await tomasz.getByRole('link', { name: QUESTION }).click();
    await answer(tomasz, 'Our minibus on Tuesdays', 'A full bus costs no more', 'It stands idle then');
    await expect(tomasz.getByText('Nobody else has answered yet')).toBeVisible();
    await expect(answerOf(amina, 'Tomasz Zieliński')).toHaveCount(0);
    await answer(amina, 'A room by the quay', 'We hear what people ask', 'It is warm anyway');
    await expect(answerOf(amina, 'Tomasz Zieliński')).toContainText('Our minibus on Tuesdays');
    await expect(answerOf(tomasz, 'Amina Yusuf')).toContainText('A room by the quay');
  });

  await test.step('Dilys answers by the link in her mail and sees the others after it, and nothing else', async () => {
    await dilys.goto(await linkFor('dilys@fairfield.example', server.dataDirectory));
    await expect(dilys.getByText(QUESTION)).toBeVisible();
    await expect(answerOf(dilys, 'Tomasz Zieliński')).toHaveCount(0);
    await expectAccessible(dilys);
    await dilys.getByLabel('Your name').fill('Dilys Hughes');
    await dilys.getByLabel('Your organisation').fill('Fairfield College');
    await answer(dilys, 'Our teaching kitchen', 'Students cook for real', 'It is empty on Mondays');
    await expect(answerOf(dilys, 'Tomasz Zieliński')).toContainText('Our minibus on Tuesdays');
    await expect(dilys.getByRole('link', { name: 'Tomasz Zieliński' })).toHaveCount(0);
    await expect(answerOf(amina, 'Dilys Hughes')).toContainText('Fairfield College');
    await expect(answerOf(amina, 'Dilys Hughes')).toContainText('without account');
    await expectAccessible(amina);
  });

  await test.step('a yes leads to a step with what was offered, and its author is told', async () => {
    await amina.getByRole('button', { name: 'Yes please, to Tomasz Zieliński' }).click();
    await expect(amina).toHaveURL(/\/steps\/new\?with=.+&from=answer%3A.+&what=Our\+minibus/);
    await expect(tomasz.getByRole('status').filter({ hasText: 'Said yes please to you' })).toContainText(
      'Amina Yusuf',
    );
    await amina.goBack();
    await expect(answerOf(amina, 'Tomasz Zieliński')).toContainText('You said yes please');
  });

  await test.step('the answers can be saved and printed', async () => {
    const saved = amina.waitForEvent('download');
    await amina.getByRole('button', { name: 'Save as Markdown' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^round-\d{4}-\d\d-\d\d\.md$/);
    await amina.emulateMedia({ media: 'print' });
    await expect(amina.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await expect(answerOf(amina, 'Dilys Hughes')).toBeVisible();
    await expect(amina.getByRole('button', { name: 'Print' })).toBeHidden();
    await amina.emulateMedia({ media: null });
  });

  await test.step('asked again, it carries the answers, and only their authors say what became of them', async () => {
    await amina.getByRole('button', { name: 'End it now' }).click();
    await amina.getByRole('button', { name: 'End the round' }).click();
    await amina.getByRole('button', { name: 'Ask this again' }).click();
    const dialog = amina.getByRole('dialog', { name: 'Ask again' });
    await expect(dialog.getByLabel('People without an account here')).toHaveValue('dilys@fairfield.example');
    await dialog.getByRole('button', { name: 'Ask again' }).click();
    await expect(amina.getByRole('heading', { name: 'Last time', exact: true })).toBeVisible();
    await tomasz.getByRole('link', { name: 'See the newer round' }).click();
    await expect(tomasz.getByRole('group', { name: 'What became of your answer?' })).toBeVisible();
    await expect(
      answerOf(tomasz, 'Amina Yusuf').getByRole('button', { name: 'Save what became of it' }),
    ).toHaveCount(0);
    await tomasz.getByRole('radio', { name: 'It became something' }).check();
    await tomasz.getByLabel('In one line').fill('Two trips a week since March');
    await tomasz.getByRole('button', { name: 'Save what became of it' }).click();
    await expect(answerOf(amina, 'Tomasz Zieliński')).toContainText('Two trips a week since March');
    await expectAccessible(tomasz);
  });
});

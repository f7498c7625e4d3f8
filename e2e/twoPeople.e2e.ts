import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { choose, message, press, say, writingBox } from './space.ts';

const inList = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

async function addHarbourCare(page: Page): Promise<void> {
  await page.goto('/administration');
  await page.getByRole('button', { name: 'Add an organisation' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an organisation' });
  await dialog.getByLabel('Name of the organisation').fill('Harbour Care');
  await dialog.getByLabel('Short name').fill('HC');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog).toBeHidden();
}

async function inviteIntoIt(page: Page): Promise<string> {
  const row = page.getByRole('listitem').filter({ hasText: 'Harbour Care' });
  await row.getByRole('link', { name: 'People and invitations' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Care' })).toBeVisible();
  await page.getByRole('radio', { name: /^steward/i }).check();
  await page.getByRole('checkbox', { name: 'Winter warmth' }).check();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  return page.getByLabel('Link of the invitation').inputValue();
}

async function accept(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText('Amina Yusuf invites you to join Harbour Care')).toBeVisible();
  await page.getByLabel('Your name').fill('Tomasz Zieliński');
  await page.getByLabel('E-mail address').fill('tomasz@example.org');
  await page.getByLabel('What you do').fill('Director');
  await page.getByRole('button', { name: 'Join Harbour Care' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Good .*, Tomasz$/ })).toBeVisible();
}

test('two people of two organisations meet in a space and talk', async ({ server, open }) => {
  const { people } = await gather(server);
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open();

  await test.step('Amina adds an organisation and invites its director, who accepts', async () => {
    await addHarbourCare(amina);
    await accept(tomasz, await inviteIntoIt(amina));
  });

  await test.step('both see who reads what they write', async () => {
    await inList(tomasz, 'Winter warmth').click();
    await inList(amina, 'Winter warmth').click();
    for (const page of [amina, tomasz]) {
      await expect(page.getByText('Seen by 2 people of 2 organisations.')).toBeVisible();
      await expect(page.getByText('Kept 2 years. Can be disclosed.')).toBeVisible();
    }
  });

  await test.step('what one writes, and that they write, the other sees at once', async () => {
    await writingBox(tomasz).pressSequentially('We have ');
    await expect(amina.getByText('Tomasz Zieliński is writing')).toBeVisible();
    await say(writingBox(tomasz), 'We have twelve cold homes on our list.');
    await expect(message(amina, 'twelve cold homes')).toContainText('Harbour Care');
    await say(writingBox(amina), 'We can send two heaters tomorrow.');
    await expect(message(tomasz, 'two heaters')).toContainText('Northbrook Council');
  });

  await test.step('a reaction of one is joined by the other', async () => {
    const heaters = message(tomasz, 'two heaters');
    await press(heaters, 'React');
    await tomasz.getByRole('dialog', { name: 'React' }).getByText('👍').click();
    await message(amina, 'two heaters')
      .getByRole('button', { name: /^👍 1: Tomasz/ })
      .click();
    await expect(heaters.getByRole('button', { name: /^👍 2: / })).toBeVisible();
  });

  await test.step('they go on in a thread beside the column', async () => {
    await press(message(tomasz, 'two heaters'), 'Reply in a thread');
    const thread = tomasz.getByRole('complementary', { name: 'Thread' });
    await say(thread.getByRole('textbox', { name: 'Reply' }), 'To which door?');
    await message(amina, 'two heaters')
      .getByRole('link', { name: /1 reply/ })
      .click();
    const beside = amina.getByRole('complementary', { name: 'Thread' });
    await expect(message(beside, 'To which door?')).toBeVisible();
    await say(beside.getByRole('textbox', { name: 'Reply' }), 'The one at the quay.');
    await expect(message(thread, 'The one at the quay.')).toBeVisible();
    for (const panel of [thread, beside]) {
      await panel.getByRole('button', { name: 'Close' }).click();
      await expect(panel).toBeHidden();
    }
  });

  await test.step('a change is seen by both, with a way to what stood there before', async () => {
    await choose(tomasz, message(tomasz, 'twelve cold homes'), 'Change');
    await say(tomasz.getByRole('textbox', { name: 'Change your message' }), 'We have fourteen cold homes.');
    const changed = message(amina, 'fourteen cold homes');
    await changed.getByRole('button', { name: /Show earlier versions/ }).click();
    await expect(amina.getByRole('dialog').getByText('twelve cold homes')).toBeVisible();
    await amina.keyboard.press('Escape');
  });

  await test.step('what is removed leaves a line that says who removed it', async () => {
    await say(writingBox(tomasz), 'This was for somebody else.');
    await expect(message(amina, 'for somebody else')).toBeVisible();
    await choose(tomasz, message(tomasz, 'for somebody else'), 'Remove');
    await tomasz.getByRole('button', { name: 'Remove this message' }).click();
    await expect(message(amina, 'Tomasz Zieliński removed this message')).toBeVisible();
    await expect(message(amina, 'for somebody else')).toHaveCount(0);
  });

  await test.step('what comes while one is elsewhere counts as new until it is read', async () => {
    await inList(amina, 'Home').click();
    await say(writingBox(tomasz), 'The heaters are here.');
    await expect(inList(amina, /^Winter warmth ?, one new message$/)).toBeVisible();
    await say(writingBox(tomasz), 'They are warm already.');
    await expect(inList(amina, /^Winter warmth ?, 2 new messages$/)).toBeVisible();
    await inList(amina, /^Winter warmth/).click();
    await expect(message(amina, 'The heaters are here.')).toBeVisible();
    await expect(inList(amina, /^Winter warmth$/)).toBeVisible();
  });
});

import { createSpace } from '@footbridge/contract/spaces.ts';
import { expect, test } from './journey.ts';
import { keyTo } from './keyboard.ts';
import { ADMINISTRATOR_PASSWORD, gather } from './people.ts';
import { message, writingBox } from './space.ts';

test('everything of a conversation is done with the keyboard alone', async ({ server, open }) => {
  const { people, space } = await gather(server, 'tomasz');
  await people.amina.client.call(createSpace, {
    body: {
      kind: 'working',
      reach: 'organisation',
      name: 'Housing',
      leadOrganisationId: space.leadOrganisation.id,
      historyRule: 'all',
      charter: { purpose: '', norms: '', keptDays: null, disclosable: false },
    },
  });
  const { page } = await open();
  const { keyboard } = page;
  await page.goto('/');

  await test.step('sign in', async () => {
    await expect(page.getByLabel('E-mail address')).toBeVisible();
    await keyTo(page, 'Tab', page.getByLabel('E-mail address'));
    await keyboard.type('amina@example.org');
    await keyTo(page, 'Tab', page.getByLabel('Password'));
    await keyboard.type(ADMINISTRATOR_PASSWORD);
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /, Amina$/ })).toBeVisible();
  });

  await test.step('skip the navigation', async () => {
    await keyTo(page, 'Tab', page.getByRole('link', { name: 'Skip to the page' }));
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeInViewport();
    await keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('go from space to space', async () => {
    const rail = page.getByRole('navigation', { name: 'Main' });
    await keyTo(page, 'Shift+Tab', rail.getByRole('link', { name: 'Housing' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Housing' })).toBeFocused();
    await keyTo(page, 'F6', rail);
    await keyTo(page, 'Tab', rail.getByRole('link', { name: 'Winter warmth' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Winter warmth' })).toBeFocused();
  });

  const first = message(page, 'Who has a free morning?');
  await test.step('write, with F6 into the writing box', async () => {
    await keyTo(page, 'F6', writingBox(page));
    await keyboard.type('Who has a free morning?');
    await keyboard.press('Enter');
    await expect(first).toBeVisible();
    await keyboard.type('I have Thursday.');
    await keyboard.press('Shift+Enter');
    await keyboard.type('Or Friday.');
    await keyboard.press('Enter');
    await expect(message(page, 'Or Friday.')).toBeVisible();
  });

  await test.step('change the last one, from the empty box', async () => {
    await keyboard.press('ArrowUp');
    await expect(page.getByRole('textbox', { name: 'Change your message' })).toBeFocused();
    await keyboard.type(' Or Monday.');
    await keyboard.press('Enter');
    await expect(message(page, 'Or Monday.')).toBeVisible();
  });

  const list = page.getByRole('group', { name: /^Messages/ }).first();
  await test.step('react to a message found with the arrows', async () => {
    await keyTo(page, 'F6', list);
    await keyTo(page, 'ArrowUp', first);
    await keyTo(page, 'Tab', first.getByRole('button', { name: 'React' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Find an emoji' })).toBeFocused();
    await keyboard.type('thumbs');
    await keyTo(page, 'Tab', page.getByRole('dialog', { name: 'React' }).getByRole('button').first());
    await keyboard.press('Enter');
    await expect(first.getByRole('button', { name: /^👍 1: you/ })).toBeVisible();
  });

  await test.step('reply in a thread, and close it', async () => {
    await keyTo(page, 'F6', list);
    await keyTo(page, 'ArrowUp', first);
    await keyTo(page, 'Tab', first.getByRole('button', { name: 'Reply in a thread' }));
    await keyboard.press('Enter');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await expect(thread.getByRole('heading', { name: 'Thread' })).toBeFocused();
    await keyTo(page, 'Tab', thread.getByRole('textbox', { name: 'Reply' }));
    await keyboard.type('Thursday it is.');
    await keyboard.press('Enter');
    await expect(message(thread, 'Thursday it is.')).toBeVisible();
    await keyboard.press('Escape');
    await expect(thread).toBeHidden();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  await test.step('see every key, and close the list', async () => {
    await keyTo(page, 'F6', list);
    await keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(help).toBeVisible();
    await keyboard.type('search');
    await expect(help.getByRole('term')).not.toHaveCount(0);
    await keyboard.press('Escape');
    await expect(help).toBeHidden();
    await expect(list).toBeFocused();
  });

  await test.step('find it again, and open it where it stands', async () => {
    await keyboard.press('Control+k');
    await expect(page.getByRole('searchbox', { name: 'Find people, spaces and messages' })).toBeFocused();
    await keyboard.type('thursday');
    const hit = page.getByRole('listitem').filter({ hasText: 'Thursday it is.' });
    await expect(hit).toBeVisible();
    await keyTo(page, 'Tab', hit.getByRole('link'));
    await keyboard.press('Enter');
    await expect(message(page.getByRole('complementary'), 'Thursday it is.')).toBeVisible();
  });
});

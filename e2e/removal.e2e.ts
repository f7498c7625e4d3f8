import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { message, say, writingBox } from './space.ts';

const WITHIN_MS = 1000;
const GONE = 'You are not in this space';

/** The moment at which the words stand on the page, by the page's own clock: asking from outside would measure the asking. */
function momentOf(page: Page, words: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.body.textContent.includes(wanted)) resolve(Date.now());
        };
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        look();
      }),
    words,
  );
}

/** All that the server says to a page from now on, answers and live frames, as text. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return;
    response.text().then(
      (text) => heard.push(text),
      () => undefined,
    );
  });
  return heard;
}

test('a removed member stops seeing within a second', async ({ server, open }) => {
  const { people, space } = await gather(server, 'tomasz', 'grace');
  const address = `/spaces/${space.id}`;
  const { page: amina } = await open({ secret: people.amina.secret });
  const tomaszWindow = await open({ secret: people.tomasz.secret });
  const { page: tomasz } = tomaszWindow;
  const heard = listen(tomasz);
  await tomasz.goto(address);
  await amina.goto(`${address}/members`);
  await say(writingBox(amina), 'This everybody may read.');
  await expect(message(tomasz, 'This everybody may read.')).toBeVisible();

  await test.step('his open page says so at once', async () => {
    const shown = momentOf(tomasz, GONE);
    const removed = amina.waitForResponse((response) => response.request().method() === 'DELETE');
    const members = amina.getByRole('complementary', { name: 'People in this space' });
    await members.getByRole('button', { name: 'What to do with Tomasz Zieliński' }).click();
    await amina.getByRole('menuitem', { name: 'Remove from the space' }).click();
    const began = await amina.evaluate(() => Date.now());
    await amina.getByRole('button', { name: 'Remove Tomasz Zieliński' }).click();
    expect((await removed).status()).toBe(200);
    expect((await shown) - began).toBeLessThan(WITHIN_MS);
    await expect(tomasz.getByRole('heading', { level: 1, name: GONE })).toBeVisible();
    await expect(tomasz.getByRole('link', { name: /^Winter warmth/ })).toHaveCount(0);
    await expect(message(tomasz, 'This everybody may read.')).toHaveCount(0);
  });

  await test.step('nothing that is said from now on reaches his browser', async () => {
    await say(writingBox(amina), 'A secret among those who stayed.');
    await expect(message(amina, 'A secret among those who stayed.')).toBeVisible();
    tomaszWindow.watch.expect(/status of 40[34]/);
    await tomasz.reload();
    await expect(tomasz.getByRole('heading', { level: 1, name: GONE })).toBeVisible();
    expect(heard.join('\n')).toContain('This everybody may read.');
    expect(heard.join('\n')).not.toContain('A secret among those');
  });

  await test.step('who stayed sees that he left, and reads on', async () => {
    const { page: grace } = await open({ secret: people.grace.secret });
    await grace.goto(address);
    await expect(message(grace, 'A secret among those who stayed.')).toBeVisible();
    await expect(grace.getByText('Seen by 2 people of 2 organisations.')).toBeVisible();
  });
});

import { archiveSpace, reopenSpace } from '@footbridge/contract/spaces.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { message, say, settled, writingBox } from './space.ts';

/** The browser's own words about a server that does not answer. */
const AWAY = /net::ERR_|WebSocket connection to .* failed|status of 503/;

test('what is written while the server is away is sent once when it is back', async ({ server, open }) => {
  const { people, space } = await gather(server, 'tomasz');
  const amina = await open({ secret: people.amina.secret });
  const tomasz = await open({ secret: people.tomasz.secret });
  for (const { page, watch } of [amina, tomasz]) {
    watch.expect(AWAY);
    await page.goto(`/spaces/${space.id}`);
    await settled(page);
  }
  await say(writingBox(amina.page), 'Before the server goes.');
  await expect(message(tomasz.page, 'Before the server goes.')).toBeVisible();
  const onTheirWay = amina.page.getByRole('article').filter({ hasText: 'Waiting to be sent' });

  await test.step('without the server the words wait, and the page says so', async () => {
    await server.stop();
    await say(writingBox(amina.page), 'First while it is away.');
    await say(writingBox(amina.page), 'Second while it is away.');
    await expect(onTheirWay).toHaveCount(2);
    await expect(amina.page.getByText(/^(Not connected|Connecting again)\./)).toBeVisible();
  });

  await test.step('when it is back they arrive, once and in order', async () => {
    await server.startAgain();
    await expect(message(tomasz.page, 'while it is away.')).toHaveText([/First/, /Second/]);
    await expect(onTheirWay).toHaveCount(0);
    await expect(amina.page.getByText(/^(Not connected|Connecting again)\./)).toBeHidden();
    for (const { page } of [amina, tomasz]) {
      await page.reload();
      await expect(message(page, 'while it is away.')).toHaveText([/First/, /Second/]);
    }
  });

  await test.step('they also arrive when the window was closed meanwhile', async () => {
    await server.stop();
    await say(writingBox(amina.page), 'Written and closed.');
    await expect(onTheirWay).toHaveCount(1);
    await amina.page.close();
    await server.startAgain();
    const later = await amina.page.context().newPage();
    await later.goto('/');
    await expect(message(tomasz.page, 'Written and closed.')).toHaveCount(1);
    await later.close();
  });
});

test('a message that is refused says why, and can be tried again or taken back', async ({ server, open }) => {
  const { people, space } = await gather(server);
  const params = { spaceId: space.id };
  const { page, watch } = await open({ secret: people.amina.secret });
  watch.expect(AWAY);
  watch.expect(/status of 4\d\d .*\/messages/);
  await page.goto(`/spaces/${space.id}`);
  await settled(page);
  const failed = page.getByRole('article').filter({ hasText: 'Not sent.' });

  /** The space is closed while this browser cannot hear of it. */
  const writeIntoClosed = async (words: string): Promise<void> => {
    await server.stop();
    await say(writingBox(page), words);
    await page.context().setOffline(true);
    await server.startAgain();
    await people.amina.client.call(archiveSpace, { params });
    await page.context().setOffline(false);
    await expect(failed).toContainText(words);
    await people.amina.client.call(reopenSpace, { params });
    await expect(writingBox(page)).toBeVisible();
  };

  await test.step('tried again when the space is open, it is sent', async () => {
    await writeIntoClosed('Too late, or not.');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(message(page, 'Too late, or not.')).toHaveCount(1);
    await expect(failed).toHaveCount(0);
  });

  await test.step('taken back, it stands in the writing box again', async () => {
    await writeIntoClosed('On second thoughts.');
    await failed.getByRole('button', { name: 'Take back' }).click();
    await expect(failed).toHaveCount(0);
    await expect(writingBox(page)).toHaveValue('On second thoughts.');
  });
});

test('what is not sent yet stays in the box when the page is loaded again', async ({ server, open }) => {
  const { people, space } = await gather(server);
  const { page } = await open({ secret: people.amina.secret });
  await page.goto(`/spaces/${space.id}`);
  await writingBox(page).fill('Half a thou');
  await page.reload();
  await expect(writingBox(page)).toHaveValue('Half a thou');
  await page.goto('/');
  await page.getByRole('link', { name: 'Winter warmth' }).first().click();
  await expect(writingBox(page)).toHaveValue('Half a thou');
});

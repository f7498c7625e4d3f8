import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';

async function takePart(page: Page): Promise<void> {
  await page.goto('/meetings');
  await expect(page.getByRole('heading', { level: 1, name: 'Chance meetings' })).toBeVisible();
  for (const day of ['Monday', 'Wednesday', 'Friday']) {
    await page.getByRole('checkbox', { name: `${day} Morning` }).check();
  }
  await page.getByRole('button', { name: 'Take part' }).click();
  await expect(page.getByRole('button', { name: 'Save these hours' })).toBeVisible();
}

const times = (page: Page) =>
  page.getByRole('group', { name: 'Which of these suit you?' }).getByRole('checkbox');

test('two people who share no organisation meet by chance, agree on a time, and it becomes a step', async ({
  server,
  open,
}) => {
  const { people } = await gather(server, 'ana');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: ana } = await open({ secret: people.ana.secret });

  await test.step('whoever is alone reads when the next people are brought together', async () => {
    await takePart(amina);
    await expect(amina.getByRole('heading', { name: 'Nobody yet' })).toBeVisible();
  });

  await test.step('the second to take part is offered the first, and the first sees it without doing anything', async () => {
    await takePart(ana);
    await expect(ana.getByRole('heading', { level: 3, name: /Amina Yusuf/ })).toContainText('Northbrook');
    await expect(amina.getByRole('heading', { level: 3, name: /Ana Lima/ })).toContainText('Harbour Care');
    await expect(times(amina)).toHaveCount(3);
  });

  await test.step('one asks for other times, and both see them', async () => {
    const before = await times(ana).first().getAttribute('name');
    await amina.getByRole('button', { name: 'Other times' }).click();
    await expect(times(ana).first()).not.toHaveAttribute('name', before ?? '');
    await expect(times(ana)).toHaveCount(3);
  });

  await test.step('what suits one is shown to the other; the same time makes the step', async () => {
    await times(amina).nth(0).check();
    await times(amina).nth(1).check();
    await amina.getByRole('button', { name: 'Say yes to these times' }).click();
    await expect(ana.getByText('suits Amina Yusuf')).toHaveCount(2);
    await times(ana).nth(1).check();
    await ana.getByRole('button', { name: 'Say yes to these times' }).click();
    for (const page of [amina, ana]) {
      await expect(page.getByText(/^You meet .* for half an hour\.$/)).toBeVisible();
    }
    await amina.getByRole('link', { name: 'Open the step' }).click();
    await expect(
      amina.getByRole('heading', { level: 1, name: 'A first talk of half an hour' }),
    ).toBeVisible();
  });

  await test.step('a silent list has its own place, and leaving is one click', async () => {
    await ana.getByText('Put somebody on the list').click();
    await ana.getByRole('searchbox', { name: 'Part of a name' }).fill('Amina');
    await ana.getByRole('button', { name: 'Put Amina Yusuf on the list' }).click();
    await expect(ana.getByRole('button', { name: 'Take Amina Yusuf off the list' })).toBeVisible();
    await ana.getByRole('button', { name: 'Take no more part' }).click();
    await expect(ana.getByRole('button', { name: 'Take part' })).toBeVisible();
  });
});

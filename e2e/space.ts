import { type Locator, type Page, expect } from '@playwright/test';

/** The writing box of the main column. */
export const writingBox = (page: Page, space = 'Winter warmth'): Locator =>
  page.getByRole('textbox', { name: `Write to ${space}` });

/** Messages that hold these words, as they stand in a list: on the server, not on their way to it. */
export const message = (page: Page | Locator, words: string): Locator =>
  page.locator('article[data-message]').filter({ hasText: words });

/** Writes into the box and sends it with Enter. */
export async function say(box: Locator, words: string): Promise<void> {
  await box.fill(words);
  await box.press('Enter');
}

/** Presses one of the buttons that a message shows while the pointer is on it; the list may move away under the pointer. */
export async function press(of: Locator, button: string | RegExp): Promise<void> {
  await expect(async () => {
    await of.hover();
    await of.getByRole('button', { name: button }).click({ timeout: 2000 });
  }).toPass();
}

/** Opens what can be done with a message, and chooses one of it. */
export async function choose(page: Page, of: Locator, action: string): Promise<void> {
  await press(of, /^What to do with this message/);
  await page.getByRole('menuitem', { name: action }).click();
}

/** Waits until the page shows what it is for, not what stands in for it. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.skeleton, .loading')).toHaveCount(0);
}

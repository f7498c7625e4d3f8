import { type Locator, type Page, expect } from '@playwright/test';

/** More stops than any page has between two things of it. */
const STOPS_MAX = 80;

/** Whether one sees where the focus is: a frame around it, or another edge of the box that it fills than without it. */
function seesFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    if (!(element instanceof HTMLElement) || element === document.body) return false;
    // Headings take the focus for screen readers to begin there; they are no controls.
    if (/^H\d|MAIN$/.test(element.tagName)) return true;
    if (!element.checkVisibility({ opacityProperty: true })) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) return true;
    const edge = (): string =>
      element.parentElement ? getComputedStyle(element.parentElement).borderColor : '';
    const focused = edge();
    element.blur();
    const left = edge();
    element.focus();
    return focused !== left;
  });
}

const isFocused = (wanted: Locator): Promise<boolean> =>
  wanted.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** Presses a key until the focus is there. Wherever it goes on the way, it must be seen. */
export async function keyTo(page: Page, key: string, wanted: Locator): Promise<void> {
  const stops: string[] = [];
  for (let pressed = 0; pressed < STOPS_MAX; pressed += 1) {
    if (await isFocused(wanted)) return;
    await page.keyboard.press(key);
    const stop = await page.evaluate(() =>
      document.activeElement === null
        ? ''
        : `${document.activeElement.tagName} ${document.activeElement.textContent}`.slice(0, 160),
    );
    stops.push(stop);
    expect(await seesFocus(page), `the focus is seen on ${stop}`).toBe(true);
  }
  throw new Error(`${key} does not lead to ${String(wanted)}, only to:\n${stops.join('\n')}`);
}

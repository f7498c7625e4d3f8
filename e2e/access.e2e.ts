import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { settled } from './space.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** The names under which the story's pages are visited; `story.visits` holds their addresses, which every run makes anew. */
const PAGES = [
  'home',
  'space',
  'social-space',
  'direct-talk',
  'thread',
  'members',
  'charter',
  'about-space',
  'no-such-space',
  'my-spaces',
  'find-spaces',
  'new-space',
  'rounds',
  'new-round',
  'round',
  'round-over',
  'round-link',
  'steps',
  'new-step',
  'step',
  'step-over',
  'step-agreement',
  'offers',
  'together',
  'stories',
  'new-story',
  'story',
  'thanks',
  'new-thanks',
  'good-work',
  'good-work-week',
  'meetings',
  'cases',
  'new-case',
  'case',
  'people',
  'person',
  'search',
  'search-results',
  'no-such-message',
  'policies',
  'policy',
  'agreement',
  'settings',
  'administration',
  'organisation',
  'imports',
  'import',
  'not-found',
  'sign-in',
  'sign-in-link',
  'set-up',
  'invitation',
];

/** Colours that are on their way to others are none that anybody reads. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** What axe finds, one line each: the rule, what it is about, and where. `rules` leaves the others out. */
async function faultsOf(page: Page, rules?: string[]): Promise<string[]> {
  await still(page);
  // Without frames of others there is nothing to gather in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** What is wider than the room it has; tables and code scroll by themselves, as they must. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const own = '.table-scroll, .text-table, pre';
    const all = [document.documentElement, ...document.body.querySelectorAll('*')];
    return all
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter(
        (element) =>
          element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .filter((element) => !element.closest(own))
      .map((element) => `${element.tagName} ${element.className} is ${element.scrollWidth} px wide`);
  });
}

test.describe.configure({ mode: 'parallel' });

for (const name of PAGES) {
  test(`the page ${name} is open to everybody, light and dark, wide and narrow`, async ({
    story,
    openStory,
  }) => {
    const visit = story.visits.find((one) => one.name === name);
    if (!visit) throw new Error(`The story has no page ${name}.`);
    const { page, watch } = await openStory(visit.nobody ? {} : { secret: story.secret });
    watch.expect(/status of 404 .*\/api\/(messages|spaces)/);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(visit.address);
      await settled(page);
      expect(await faultsOf(page), `light, ${size.width} px wide`).toEqual([]);
      // Nothing but the colours is another in the dark.
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faultsOf(page, ['color-contrast']), `dark, ${size.width} px wide`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide(page)).toEqual([]);
  });
}

test('every address that the client knows is among the pages visited', ({ story }) => {
  const source = ['routes.tsx', 'pages/App.tsx'].map((file) =>
    readFileSync(new URL(`../web/src/${file}`, import.meta.url), 'utf8'),
  );
  const paths = [...source.join('\n').matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(15);
  const visited = story.visits.map(({ address }) => address.replace(/[?#].*/, ''));
  const fits = (path: string): boolean => {
    const pattern = path.replaceAll(/\/\*\?$|\/:\w+\?$/g, '(/.*)?').replaceAll(/:\w+/g, '[^/]+');
    return visited.some((address) => new RegExp(`^${pattern}$`).test(address));
  };
  expect(paths.filter((path) => !fits(path))).toEqual([]);
  expect(story.visits.map(({ name }) => name)).toEqual(PAGES);
});

test('a button without a name and a line that is too long are found', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.setContent('<main><h1>Planted</h1><button></button><p style="width: 900px">long</p></main>');
  expect((await faultsOf(page)).join()).toContain('button-name');
  expect((await tooWide(page)).join()).toContain('px wide');
});

import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test';
import { type Story, openStory } from '../../e2e/story.ts';
import { buildClient } from '../../scripts/build.mjs';
import { chromiumPath } from '../../scripts/chromium.mjs';

/** Pictures of every page with the story in it, for people to look at: `npm run pictures [-- name …] [--readme]`. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: 'boolean' } },
});

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'pictures');
const SIZES = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
};
const THEMES = ['light', 'dark'] as const;
const README = ['space-desk-light', 'space-desk-dark'];

/** Two contexts of one look: somebody signed in, and a visitor. */
async function look(browser: Browser, { server, secret }: Story, settings: BrowserContextOptions) {
  const member = await browser.newContext({ ...settings, baseURL: server.url });
  await member.addCookies([{ name: 'footbridge_session', value: secret, url: server.url }]);
  return { member, visitor: await browser.newContext({ ...settings, baseURL: server.url }) };
}

async function takeAll(browser: Browser, story: Story): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of THEMES) {
      const { member, visitor } = await look(browser, story, {
        viewport,
        colorScheme,
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        reducedMotion: 'reduce',
      });
      for (const visit of story.visits) {
        if (positionals.length > 0 && !positionals.includes(visit.name)) continue;
        const page = await (visit.nobody ? visitor : member).newPage();
        await page.goto(visit.address);
        await page.getByRole('heading').first().waitFor();
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(FOLDER, `${visit.name}-${size}-${colorScheme}.png`) });
        await page.close();
      }
      await Promise.all([member.close(), visitor.close()]);
    }
  }
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
await buildClient({ node: process.execPath, env: process.env });
const story = await openStory();
const browser = await chromium.launch({
  executablePath: await chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await takeAll(browser, story);
} finally {
  await browser.close();
  await story.server.remove();
}
if (values.readme === true) {
  mkdirSync(join(ROOT, 'docs/pictures'), { recursive: true });
  for (const name of README) {
    copyFileSync(
      join(FOLDER, `${name}.png`),
      join(ROOT, 'docs/pictures', `${name.replace('-desk-light', '').replace('-desk', '')}.png`),
    );
  }
}
process.stdout.write(`The pictures are in ${FOLDER}\n`);

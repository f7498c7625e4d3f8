import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { startServer } from '../../e2e/server.ts';
import { buildClient } from '../../scripts/build.mjs';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { SUBJECTS } from './pages.ts';

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

async function signIn(browser: Browser, link: string): Promise<BrowserContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.close();
  return context;
}

async function takeAll(browser: Browser, url: string, link: string): Promise<void> {
  const state = await (await signIn(browser, link)).storageState();
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of THEMES) {
      const look = {
        viewport,
        colorScheme,
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        reducedMotion: 'reduce' as const,
      };
      const member = await browser.newContext({ ...look, storageState: state });
      const visitor = await browser.newContext(look);
      for (const subject of SUBJECTS) {
        if (positionals.length > 0 && !positionals.includes(subject.name)) continue;
        const page = await (subject.visitor ? visitor : member).newPage();
        await subject.open(page, url);
        await page.getByRole('heading').first().waitFor();
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: join(FOLDER, `${subject.name}-${size}-${colorScheme}.png`) });
        await page.close();
      }
      await Promise.all([member.close(), visitor.close()]);
    }
  }
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
await buildClient({ node: process.execPath, env: process.env });
const server = await startServer({ demo: true });
const browser = await chromium.launch({
  executablePath: await chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await takeAll(browser, server.url, server.link);
} finally {
  await browser.close();
  await server.remove();
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

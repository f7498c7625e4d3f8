import { type Browser, type BrowserContextOptions, type Page, expect, test as base } from '@playwright/test';
import { type ServerProcess, startServer } from './server.ts';
import { type Story, openStory } from './story.ts';
import { type Watch, watch } from './watch.ts';

export { expect };

/** A browser of somebody's own. */
export interface Window {
  page: Page;
  watch: Watch;
}

interface WindowOptions extends BrowserContextOptions {
  /** The secret of a session: whose browser it is. Nobody's when left out. */
  secret?: string;
}

type Open = (options?: WindowOptions) => Promise<Window>;

async function openWindow(browser: Browser, url: string, options: WindowOptions): Promise<Window> {
  const { secret, ...rest } = options;
  const context = await browser.newContext({ baseURL: url, ...rest });
  if (secret !== undefined) await context.addCookies([{ url, name: 'footbridge_session', value: secret }]);
  const watched = await watch(context, url);
  return { page: await context.newPage(), watch: watched };
}

/** Opens windows on a server, and holds all of them to the rules for every page when the journey is over. */
async function withWindows(
  browser: Browser,
  url: string,
  give: (open: Open) => Promise<void>,
): Promise<void> {
  const windows: Window[] = [];
  await give(async (options = {}) => {
    const window = await openWindow(browser, url, options);
    windows.push(window);
    return window;
  });
  await Promise.all(windows.map(({ page }) => page.context().close()));
  expect(windows.flatMap((window) => window.watch.findings)).toEqual([]);
}

interface Fixtures {
  /** A server with nothing in it, for this journey alone. */
  server: ServerProcess;
  /** Opens a browser on it; several are several computers. */
  open: Open;
  /** The same on the server with the story. */
  openStory: Open;
}

interface WorkerFixtures {
  /** A server with the story, for journeys that only look. */
  story: Story;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern which fixtures are needed
  server: async ({}, give) => {
    const server = await startServer();
    await give(server);
    await server.remove();
  },
  open: ({ browser, server }, give) => withWindows(browser, server.url, give),
  openStory: ({ browser, story }, give) => withWindows(browser, story.server.url, give),
  story: [
    // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern which fixtures are needed
    async ({}, give) => {
      const story = await openStory();
      await give(story);
      await story.server.remove();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

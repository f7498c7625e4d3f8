import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base } from '@playwright/test';
import { expect } from './journey.ts';
import { watch } from './watch.ts';

const POLICY = "default-src 'self'; script-src 'unsafe-inline'; style-src 'self'; img-src * data:";

/** Serves one page of any body, with a content policy. */
async function servePage(give: (serve: (body: string) => string) => Promise<void>): Promise<void> {
  let page = '';
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': POLICY });
    answer.end(`<!doctype html><link rel="icon" href="data:,"><p>ready</p>${page}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await give((body) => {
    page = body;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  server.closeAllConnections();
  server.close();
}

const test = base.extend<{ serve: (body: string) => string }>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern which fixtures are needed
  serve: ({}, give) => servePage(give),
});

const PLANTED: [fault: string, body: string, finding: RegExp][] = [
  ['an error on the console', '<script>console.error("it broke")</script>', /console: it broke/],
  ['an exception', '<script>setTimeout(() => { throw new Error("thrown") })</script>', /exception: .*thrown/],
  ['a promise nobody waits for', '<script>Promise.reject(new Error("lost"))</script>', /exception: .*lost/],
  ['a file of another host', '<img src="http://127.0.0.2:9/a.png" alt="">', /another host: .*127\.0\.0\.2/],
  [
    'a socket to another host',
    '<script>new WebSocket("ws://127.0.0.2:9/")</script>',
    /another host|content policy/,
  ],
  ['a broken content policy', '<p style="color: red">red</p>', /content policy style-src/],
];

for (const [fault, body, finding] of PLANTED) {
  test(`the watch over every page finds ${fault}`, async ({ browser, serve }) => {
    const url = serve(body);
    const context = await browser.newContext();
    const { findings } = await watch(context, url);
    const page = await context.newPage();
    await page.goto(url);
    await expect.poll(() => findings.join('\n')).toMatch(finding);
    await context.close();
  });
}

test('the watch over every page finds nothing on a page without a fault', async ({ browser, serve }) => {
  const url = serve('');
  const context = await browser.newContext();
  const { findings } = await watch(context, url);
  const page = await context.newPage();
  await page.goto(url);
  await context.close();
  expect(findings).toEqual([]);
});

import type { BrowserContext } from '@playwright/test';

/** What no page may do, as it happens: the words of each finding. */
export interface Watch {
  findings: string[];
  /** These are part of this journey, as the browser's own words about a server that is away. */
  expect: (pattern: RegExp) => void;
}

/** Runs in the page: browsers report these as events, and not all of them on the console. */
function tellOfPolicy(): void {
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    console.error(`content policy ${violatedDirective} broken by ${blockedURI}`),
  );
}

/** Watches every page of a context: errors on the console, exceptions, requests to other hosts, broken content policy. */
export async function watch(context: BrowserContext, origin: string): Promise<Watch> {
  const findings: string[] = [];
  const expected: RegExp[] = [];
  const { host } = new URL(origin);
  const find = (words: string): void => {
    if (!expected.some((pattern) => pattern.test(words))) findings.push(words);
  };
  const visit = (url: string): void => {
    if (/^(https?|wss?):/.test(url) && new URL(url).host !== host) find(`request to another host: ${url}`);
  };
  await context.addInitScript(tellOfPolicy);
  context.on('console', (message) => {
    if (message.type() === 'error') {
      find(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => find(`exception: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => visit(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => visit(socket.url())));
  return { findings, expect: (pattern) => void expected.push(pattern) };
}

import { defineConfig } from '@playwright/test';
import { chromiumPath } from '../scripts/chromium.mjs';

/** The journeys: real people in real browsers, against the real server with a database of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  globalSetup: './prepare.ts',
  outputDir: '../test-results',
  workers: 2,
  // A journey that fails by chance is a fault of the product: nothing is tried again.
  retries: 0,
  // For a busy machine: what is waited for is always a condition.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    launchOptions: {
      executablePath: process.env['FOOTBRIDGE_CHROMIUM'] ?? (await chromiumPath()),
      args: ['--no-sandbox', '--disable-gpu'],
    },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
  },
});

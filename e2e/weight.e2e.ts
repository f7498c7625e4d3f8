import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, test } from './journey.ts';
import { writingBox } from './space.ts';

const MOST_KB = 140;

test(`a message can be sent after at most ${MOST_KB} kB of JavaScript`, async ({ story, openStory }) => {
  const space = story.visits.find(({ name }) => name === 'space')?.address ?? '';
  const { page } = await openStory({ secret: story.secret });
  const scripts: Promise<{ url: string; bytes: number }>[] = [];
  const weigh = (response: Response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.push(response.body().then((body) => ({ url: response.url(), bytes: gzipSync(body).length })));
  };
  page.on('response', weigh);
  await page.goto(space);
  await writingBox(page).fill('What has come until now is enough to send this.');
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  // What comes from here on is not needed to send, and may still be under way when the journey ends.
  page.off('response', weigh);
  const loaded = await Promise.all(scripts);
  const kB = loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  test.info().annotations.push({ type: 'measured', description: `${kB.toFixed(1)} kB gzip of JavaScript` });
  expect(loaded.length).toBeGreaterThan(0);
  expect(kB, loaded.map(({ url, bytes }) => `${url} ${bytes}`).join('\n')).toBeLessThanOrEqual(MOST_KB);
});

import { lazy, type ComponentType } from 'react';

const AGAIN_MS = 1000;
const AGAIN_MAX_MS = 30_000;

/**
 * A part of the client that comes when it is needed. While its file cannot be had, because the server is away or the line is down, it
 * is asked for again and again, and the `Suspense` above it shows what it shows: what is on the screen already goes on working.
 *
 *     const MembersPanel = later(async () => (await import('./MembersPanel.tsx')).MembersPanel);
 */
export function later<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    for (let wait = AGAIN_MS; ; wait = Math.min(wait * 2, AGAIN_MAX_MS)) {
      try {
        return { default: await load() };
      } catch {
        await new Promise((resolve) => void setTimeout(resolve, wait));
      }
    }
  });
}

import type { Page } from '@playwright/test';

/** One page of the product in the story: where it is, and what to do there before the picture is taken. */
export interface Subject {
  name: string;
  /** True for what a visitor sees who is not signed in. */
  visitor?: true;
  open(page: Page, url: string): Promise<void>;
}

const at =
  (path: string): Subject['open'] =>
  async (page, url) => {
    await page.goto(url + path);
  };

/** Opens a space of the story by its name, then a place in it. */
const inSpace =
  (name: string, place = ''): Subject['open'] =>
  async (page, url) => {
    const { spaces } = (await (await page.request.get(`${url}/api/spaces`)).json()) as {
      spaces: { id: string; name: string }[];
    };
    await page.goto(`${url}/spaces/${spaces.find((space) => space.name === name)?.id ?? ''}${place}`);
  };

async function openThread(page: Page, url: string): Promise<void> {
  const { threads } = (await (await page.request.get(`${url}/api/followed-threads`)).json()) as {
    threads: { root: { id: string; spaceId: string } }[];
  };
  const root = threads[0]?.root;
  await page.goto(`${url}/spaces/${root?.spaceId ?? ''}/threads/${root?.id ?? ''}`);
}

async function openPerson(page: Page, url: string): Promise<void> {
  const { people } = (await (await page.request.get(`${url}/api/people?name=Grace`)).json()) as {
    people: { id: string }[];
  };
  await page.goto(`${url}/people/${people[0]?.id ?? ''}`);
}

const openRound =
  (which: 'open' | 'over'): Subject['open'] =>
  async (page, url) => {
    const { rounds } = (await (await page.request.get(`${url}/api/rounds?which=${which}`)).json()) as {
      rounds: { id: string }[];
    };
    await page.goto(`${url}/rounds/${rounds[0]?.id ?? ''}`);
  };

/** Every page of the sitemap. */
export const SUBJECTS: Subject[] = [
  { name: 'home', open: at('/') },
  { name: 'space', open: inSpace('Winter warmth') },
  { name: 'social-space', open: inSpace('The corridor') },
  { name: 'thread', open: openThread },
  { name: 'members', open: inSpace('Winter warmth', '/members') },
  { name: 'charter', open: inSpace('Winter warmth', '/charter') },
  { name: 'about', open: inSpace('Winter warmth', '/about') },
  { name: 'spaces', open: at('/spaces') },
  { name: 'find-spaces', open: at('/find-spaces') },
  { name: 'new-space', open: at('/new-space') },
  { name: 'rounds', open: at('/rounds') },
  { name: 'new-round', open: at('/rounds/new') },
  { name: 'round', open: openRound('open') },
  { name: 'round-over', open: openRound('over') },
  { name: 'people', open: at('/people') },
  { name: 'person', open: openPerson },
  { name: 'search', open: at('/search?text=street') },
  { name: 'settings', open: at('/settings') },
  { name: 'administration', open: at('/administration') },
  { name: 'imports', open: at('/administration/imports') },
  { name: 'not-found', open: at('/nowhere') },
  { name: 'sign-in', visitor: true, open: at('/sign-in') },
  { name: 'set-up', visitor: true, open: at('/setup') },
  { name: 'invitation', visitor: true, open: at('/invitation') },
];

import { readdir } from 'node:fs/promises';
import { type AnyLiveAction, endpointsOf, liveActionsOf } from '../../src/kit/http/registry.ts';

const FOLDER = new URL('../../../contract/src/', import.meta.url);

async function modulesOf(folder: URL): Promise<object[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return Promise.all(names.map(async (name) => (await import(new URL(name, folder).href)) as object));
}

const modules = [...(await modulesOf(FOLDER)), ...(await modulesOf(new URL('kit/', FOLDER)))];

/** Found by reading the folder, so that a file nobody lists anywhere is found as well. */
export const ENDPOINTS = endpointsOf(modules);
export const LIVE_ACTIONS: AnyLiveAction[] = liveActionsOf(modules);

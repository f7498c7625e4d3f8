import { buildClient } from '../scripts/build.mjs';
import { removeLeftovers } from '../server/test/temporaryDirectory.ts';

/** Before the first journey: the client is built from what stands here, and what a killed run left behind is gone. */
export default async function prepare(): Promise<void> {
  await buildClient({ node: process.execPath, env: process.env });
  await removeLeftovers();
}

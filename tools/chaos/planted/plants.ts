import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../nemesis/fault.ts';
import { strike } from '../nemesis/schedule.ts';
import { endConnections } from '../nemesis/endConnections.ts';
import { killServer } from '../nemesis/killServer.ts';
import { loseFrames } from '../nemesis/loseFrames.ts';
import { removeMembers } from '../nemesis/removeMembers.ts';
import { revokeSessions } from '../nemesis/revokeSessions.ts';
import { slowReader } from '../nemesis/slowReader.ts';
import { NO_CLIENT_IDS, SERIAL_PLACES } from './statements.ts';

/** A bug put into the server, its database or the client of one short run, and the promise that it breaks. */
export interface Plant {
  name: string;
  promise: string;
  /** Loaded into the server process before its program. */
  preload?: URL;
  /** Run on the database before the server starts. */
  statements?: string;
  hideGaps?: boolean;
  doubled?: number;
  script(world: World): Promise<void>;
}

const preload = (name: string): URL => new URL(`./${name}.preload.ts`, import.meta.url);
const twice = async (world: World, fault: typeof killServer): Promise<void> => {
  await sleep(1500);
  await strike(world, fault);
  await sleep(1500);
  await strike(world, fault);
};
const once =
  (fault: typeof killServer) =>
  async (world: World): Promise<void> => {
    await sleep(800);
    await strike(world, fault);
  };

/** The longest first, so that two at a time end about together. */
export const PLANTS: readonly Plant[] = [
  { name: 'unbounded queue', promise: 'P14', preload: preload('unboundedQueue'), script: once(slowReader) },
  {
    name: 'acknowledged before the commit',
    promise: 'P1',
    preload: preload('ackBeforeCommit'),
    script: (world) => twice(world, killServer),
  },
  {
    name: 'serial instead of counter',
    promise: 'P3',
    statements: SERIAL_PLACES,
    script: async (world) => {
      await twice(world, endConnections);
      await twice(world, endConnections);
    },
  },
  {
    name: 'idempotency key dropped',
    promise: 'P2',
    statements: NO_CLIENT_IDS,
    doubled: 0.3,
    script: () => sleep(4000),
  },
  { name: 'no look for gaps', promise: 'P4', hideGaps: true, script: once(loseFrames) },
  {
    name: 'socket open after its session ended',
    promise: 'P6',
    preload: preload('sessionsStayOpen'),
    script: once(revokeSessions),
  },
  {
    name: 'removed member still hears',
    promise: 'P6',
    preload: preload('removedStillHear'),
    script: once(removeMembers),
  },
  {
    name: 'edits told to members of later',
    promise: 'P5',
    preload: preload('editsToEverybody'),
    async script(world) {
      await once(removeMembers)(world);
      await sleep(2500);
    },
  },
];

/** The same runs without a bug, all in one: if this one breaks a promise, catching the others means nothing. */
export const CONTROL: Plant = {
  name: 'nothing planted',
  promise: 'none',
  doubled: 0.3,
  async script(world) {
    for (const fault of [slowReader, killServer, endConnections, loseFrames, revokeSessions, removeMembers]) {
      await sleep(800);
      await strike(world, fault);
    }
  },
};

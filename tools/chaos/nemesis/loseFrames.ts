import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../history.ts';
import { type Fault, happened } from './fault.ts';

const LASTS_MS = 3000;

/** Frames go missing on open connections: clients have to notice by the gap and ask. */
export const loseFrames: Fault = {
  name: 'lose frames',
  async run(world) {
    const since = now();
    const tabs = [...world.tabs.open];
    for (const { wire } of tabs) wire.lose(0.05);
    await sleep(LASTS_MS);
    for (const { wire } of tabs) wire.lose(0);
    const count = (f: string) =>
      happened(world.history, since, (event) => event.type === 'wire' && event.f === f).length;
    const [lost, asked] = [count('lost'), count('follow')];
    return { bit: lost > 0 && asked > 0, detail: `${lost} frames lost, clients asked ${asked} times` };
  },
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';

const STOPPING = new URL('stopping.ts', import.meta.url).href;
const LOG = new URL('../../kit/log.ts', import.meta.url).href;

/** A program that starts at once and whose stop takes this long; a timer keeps it from ending by itself. */
async function startSlowProgram(stopMs: number) {
  const code = `
    import { untilStopped } from '${STOPPING}';
    import { createLog } from '${LOG}';
    const busy = setInterval(() => undefined, 1000);
    await untilStopped(createLog('silent'), async () => {
      console.log('runs');
      return () => new Promise((resolve) => setTimeout(resolve, ${stopMs}));
    });
    console.log('stopped');
    process.exit(0);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, said }));
  return { child, ended };
}

test('one signal stops in order', async () => {
  const { child, ended } = await startSlowProgram(200);
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, said: 'runs\nstopped\n' });
});

test('a second signal does not wait', async () => {
  const { child, ended } = await startSlowProgram(60_000);
  const began = performance.now();
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGINT'), 300);
  expect(await ended).toMatchObject({ code: 1 });
  expect(performance.now() - began).toBeLessThan(2500);
});

test('what does not stop is cut off within five seconds', async () => {
  const { child, ended } = await startSlowProgram(60_000);
  const began = performance.now();
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 1 });
  expect(performance.now() - began).toBeLessThan(6000);
});

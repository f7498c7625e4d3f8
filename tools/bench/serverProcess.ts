// The server as it runs in earnest, in a process of its own that can be asked to collect its garbage.
import { systemClock } from '../../server/src/kit/clock.ts';
import { createLog } from '../../server/src/kit/log.ts';
import { serve } from '../../server/src/serve.ts';
import { answerMeasuring } from './measured.ts';

const server = await serve({
  databaseUrl: process.env['BENCH_DATABASE_URL'] ?? '',
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  dataDirectory: process.env['BENCH_DATA'] ?? '',
  clock: systemClock,
  log: createLog('warn'),
  mailer: { leavesHost: false, send: async () => undefined },
  version: 'bench',
  clientFolder: undefined,
});
answerMeasuring(Number(new URL(server.url).port), () => server.stop());

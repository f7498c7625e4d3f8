import { expect, test } from 'vitest';
import { createCast } from '../../../test/cast.ts';
import { startTestServer } from '../../../test/server.ts';

const server = await startTestServer();
const cast = await createCast(server);

test('anybody may ask whether the server is well', async () => {
  const answer = await cast.as().request('GET', '/healthz');
  expect(answer).toMatchObject({ status: 200, text: 'well\n' });
});

test('only administrators read how busy it is, and no label names a person', async () => {
  await cast.as(cast.amina).request('GET', `/api/people/${cast.rhys.id}`);
  const answer = await cast.as(cast.amina).request('GET', '/metrics');
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('footbridge_http_seconds_count{route="getPerson",status="2xx"} 1');
  expect(answer.text).toContain('footbridge_live_sockets 0');
  expect(answer.text).not.toContain(cast.rhys.id);
  expect((await cast.as(cast.tomasz).request('GET', '/metrics')).status).toBe(403);
  expect((await cast.as().request('GET', '/metrics')).status).toBe(401);
});

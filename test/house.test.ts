import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

test('the product says that it is alive and that its database answers', async () => {
  const reply = await house.visitor.get('/api/health');

  expect(reply).toMatchObject({ status: 200, body: { live: true, ready: true } });
});

test('who watches over it may ask for its health by number, and for nothing else', async () => {
  const byNumber = (path: string) =>
    house.app.request(`http://10.0.0.7:4321${path}`, { headers: { host: '10.0.0.7:4321' } });

  expect((await byNumber('/api/health')).status).toBe(200);
  expect((await byNumber('/api/session')).status).toBe(421);
});

test('an unknown address is refused like any other unknown thing', async () => {
  const reply = await house.visitor.get('/api/nothing-here');

  expect(reply).toMatchObject({ status: 404, body: { type: 'not-found' } });
});

test('every mounted route is in the OpenAPI document with its rights', async () => {
  const reply = await house.visitor.get('/api/openapi.json');

  expect(reply.body.openapi).toBe('3.1.0');
  expect(reply.body.paths['/api/health'].get['x-needs']).toBe('anybody');
});

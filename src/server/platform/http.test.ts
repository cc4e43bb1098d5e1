import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { origin, startHouse } from '#test/house.ts';
import { listen } from './http-server.ts';

const house = await startHouse();
const server = await listen(house.app, { port: 0, publicOrigin: origin });
afterAll(async () => {
  await server.stop();
  await house.close();
});

const { host } = new URL(origin);
type Asked = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };
const ask = (path: string, init: Asked = {}) =>
  house.app.request(`${origin}${path}`, { ...init, headers: { host, ...init.headers } });

test.each([
  ['done', 200, () => ask('/api/openapi.json')],
  ['refused at the door', 401, () => ask('/api/today/due')],
  ['of no route', 404, () => ask('/api/nothing-of-ours')],
  ['of another site', 403, () => ask('/api/sign-out', { method: 'POST' })],
  ['asked of another name', 421, () => ask('/api/session', { headers: { host: 'evil.example' } })],
  ['over the wire', 200, () => fetch(`http://127.0.0.1:${server.port}/api/health`)],
])(
  'an answer that is %s is kept by no browser and framed by no page (S22)',
  async (_, status, answer) => {
    const response = await answer();

    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
  },
);

test('behind its public address what is answered and what is refused is asked for over TLS from then on (S22)', async () => {
  const publicOrigin = 'https://roundtable.example';
  const behind = await startHouse({ publicOrigin });
  for (const path of ['/api/openapi.json', '/api/today/due']) {
    const headers = { host: new URL(publicOrigin).host };
    const response = await behind.app.request(`${publicOrigin}${path}`, { headers });
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
  }
  expect((await ask('/api/openapi.json')).headers.has('strict-transport-security')).toBe(false);
  await behind.close();
});

test('what is too long to be read before anybody is known is refused, in one piece and in many (S7)', async () => {
  const long = JSON.stringify({ email: 'x'.repeat(300_000) });
  const pieces = new Blob([long]).stream();
  const headers = { origin, 'content-type': 'application/json' };
  for (const body of [long, pieces]) {
    const response = await ask('/api/sign-in', { method: 'POST', headers, body, duplex: 'half' });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ type: 'too-large' });
  }
});

/** Sends these bytes as they stand and goes on sending; what came back until the server closed, and how much it took of what followed. */
const sent = (head: string[], follows = '') =>
  new Promise<{ answer: string; taken: number }>((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    const more = () => {
      if (follows !== '' && socket.writable) socket.write(follows, more);
    };
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve({ answer, taken: socket.bytesWritten }));
    socket.write(`${[...head, `host: ${host}`].join('\r\n')}\r\n\r\n`, more);
  });
const statusOf = ({ answer }: { answer: string }) => answer.split('\r\n')[0];
const refused = 'HTTP/1.1 400 Bad Request';

test.each([
  ['GET /api/today/due', 'content-length: 1000000000'],
  ['GET /api/health', 'transfer-encoding: chunked'],
  ['HEAD /api/session', 'content-length: 1000000000'],
  ['GET /a-page', 'content-length: 1000000000'],
])(
  'a body that %s brings is refused at once, and nothing more of it is read (S7)',
  async (request, header) => {
    const found = await sent(
      [`${request} HTTP/1.1`, header],
      `fffff\r\n${'x'.repeat(0xfffff)}\r\n`,
    );

    // What is still on its way when the connection closes may take the answer with it.
    expect(found.answer === '' || statusOf(found) === refused).toBe(true);
    expect(found.taken).toBeLessThan(30_000_000);
  },
  5_000,
);

test.each([
  ['a body that never comes', ['GET /api/health HTTP/1.1', 'content-length: 5'], refused],
  ['one without an end', ['GET /api/health HTTP/1.1', 'transfer-encoding: chunked'], refused],
  ['a length that is none', ['GET /api/health HTTP/1.1', 'content-length: -1'], refused],
  ['two lengths', ['GET /api/health HTTP/1.1', 'content-length: 0', 'content-length: 5'], refused],
  [
    'a length beside pieces',
    ['GET /api/health HTTP/1.1', 'content-length: 5', 'transfer-encoding: chunked'],
    refused,
  ],
  [
    'a length of none',
    ['GET /api/health HTTP/1.1', 'content-length: 0', 'connection: close'],
    'HTTP/1.1 200 OK',
  ],
])(
  'who reads with %s is answered at once (S7)',
  async (_, head, status) => {
    expect(statusOf(await sent(head))).toBe(status);
  },
  5_000,
);

test('what is refused for its body says so in words (S7)', async () => {
  const { answer } = await sent(['GET /api/today/due HTTP/1.1', 'content-length: 5']);

  expect(answer).toContain('"type":"wrong-body"');
  expect(answer.toLowerCase()).toContain('connection: close');
});

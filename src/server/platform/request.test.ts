import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { asProblem } from './refusals.ts';
import { inputOf, readFields, replyOf, uploadOf } from './request.ts';

const shape = {
  path: '/api/x',
  input: z.strictObject({ on: z.iso.date('Enter a date.') }),
  reply: z.object({ name: z.string() }),
};

function problemOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return asProblem(error, 'ref');
  }
  throw new Error('expected a refusal');
}

test('what does not fit the contract is named field by field, with the remedy', () => {
  expect(problemOf(() => inputOf(shape, { on: 'soon' }))).toMatchObject({
    status: 400,
    fields: [{ path: 'on', message: 'Enter a date.' }],
  });
});

test('a field that the contract does not name never leaves', () => {
  expect(replyOf(shape, { name: 'Ana', diagnosis: 'private' })).toEqual({ name: 'Ana' });
});

test('a reply that does not fit is our own fault and says nothing but its reference', () => {
  const problem = problemOf(() => replyOf(shape, { name: 12 }));

  expect(problem).toMatchObject({ type: 'fault', status: 500, reference: 'ref' });
  expect(JSON.stringify(problem)).not.toContain('12');
});

test('an upload of a length that nobody told is read as it comes, and refused where it becomes too large', async () => {
  const part = new Uint8Array(8 * 1024 * 1024);
  const sent = async (parts: number) => {
    let taken = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (taken === parts) return controller.close();
        taken += 1;
        controller.enqueue(part);
      },
    });
    let read = 0;
    const app = new Hono().post('/', async (c) => {
      for await (const bytes of uploadOf(c)) read += bytes.length;
      return c.text('read');
    });
    app.onError((error) => Response.json(asProblem(error, 'ref'), { status: 400 }));
    const response = await app.request('/', { method: 'POST', body, duplex: 'half' });
    return { said: await response.text(), taken, read };
  };

  const largest = await sent(64);
  const larger = await sent(200);

  expect(largest).toEqual({ said: 'read', taken: 64, read: 512 * 1024 * 1024 });
  expect(JSON.parse(larger.said)).toMatchObject({ type: 'too-large', status: 413 });
  expect(larger.taken).toBeLessThan(70);
});

test('an id is read in one spelling, and what holds lists in lists without end is a mistake of the sender (S8)', async () => {
  const id = '01890000-0000-7000-8000-00000000ABCD';
  const app = new Hono().post('/:clientId', async (c) => c.json(await readFields(c, 'POST')));
  app.onError((error) => Response.json(asProblem(error, 'ref'), { status: 400 }));
  const send = async (body: string) => {
    const response = await app.request(`/${id}`, { method: 'POST', body });
    return response.json();
  };

  expect(await send(JSON.stringify({ clientId: id, also: [{ id }], note: 'An ID.' }))).toEqual({
    clientId: id.toLowerCase(),
    also: [{ id: id.toLowerCase() }],
    note: 'An ID.',
  });
  // A password, a number from elsewhere and what a file calls its own stay as they are.
  const typed = { password: id, value: id, projects: [{ id, becomes: { programId: id } }] };
  expect(await send(JSON.stringify(typed))).toEqual({
    clientId: id.toLowerCase(),
    ...typed,
    projects: [{ id, becomes: { programId: id.toLowerCase() } }],
  });
  expect(await send(`{"also":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatchObject({
    type: 'bad-input',
  });
});

import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { untilSomebodyWaits } from '#test/two-at-once.ts';
import {
  ended,
  importFile,
  previewOf,
  rowCounts,
  sendAfter,
  sendFile,
  zipOf,
} from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(async () => {
  await house.at('2026-08-20T14:00:00Z');
  await given.agency('own');
});

const openImport = async () => (await house.as('own-admin').get('/api/imports')).body.openImportId;

test('a file that is not a zip is refused in words', async () => {
  const reply = await sendFile(house, 'own-admin', strToU8('PersonalID,FirstName\n1,Ada\n'));

  expect(reply).toMatchObject({ status: 422, body: { type: 'archive-not-a-zip' } });
  expect(reply.body.title).toContain('Choose the zip');
  expect(await openImport()).toBe(null);
});

test('a zip that unpacks to far more than an export can is refused', async () => {
  const bomb = zipSync({ 'Client.csv': new Uint8Array(40_000_000) }, { level: 9 });
  const reply = await sendFile(house, 'own-admin', bomb);

  expect(reply).toMatchObject({ status: 422, body: { type: 'archive-too-dense' } });
  expect(await openImport()).toBe(null);
});

test('a zip that was cut off is refused', async () => {
  const whole = zipOf(smallExport());
  const reply = await sendFile(house, 'own-admin', whole.subarray(0, whole.length - 200));

  expect(reply).toMatchObject({ status: 422, body: { type: 'archive-damaged' } });
});

test('a file that is too large is refused before it is read', async () => {
  const response = await house.app.request(`${origin}/api/import-files`, {
    method: 'POST',
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `session=${house.as('own-admin').token}`,
      'content-length': String(600 * 1024 * 1024),
    },
    body: new Uint8Array(10),
  });

  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ type: 'too-large' });
  expect(await openImport()).toBe(null);
});

test('of a file that nobody signed in sends, nothing is taken in', async () => {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(64 * 1024));
      taken += 1;
      if (taken === 100) controller.close();
    },
  });
  const init = { method: 'POST', body, duplex: 'half' as const };
  const headers = { host: new URL(origin).host, origin };
  const response = await house.app.request(`${origin}/api/import-files`, { ...init, headers });

  expect(response.status).toBe(401);
  expect(taken).toBeLessThan(3);
});

test('a broken file imports nothing and says where it is broken and what helps', async () => {
  const before = await rowCounts(house);
  const broken = withFile(smallExport(), 'Disabilities.csv', null);
  const { status, body } = await sendFile(house, 'own-admin', zipOf(broken));
  const choices = await house.as('own-admin').post(`/api/imports/${body.importId}/choices`, {
    organizations: [],
    projects: [],
  });

  expect([status, body.state]).toEqual([200, 'refused']);
  expect(body.report).toMatchObject({
    isRefused: true,
    findings: [
      {
        code: 'file-missing',
        severity: 'stops',
        remedy: expect.stringContaining('Export all files'),
        places: [{ file: 'Disabilities.csv', row: null, column: null }],
      },
    ],
  });
  expect(choices).toMatchObject({ status: 409, body: { type: 'import-over' } });
  expect(await rowCounts(house)).toEqual(before);
  const read = await house.as('own-admin').get(`/api/imports/${body.importId}`);
  expect(read.body.report).toEqual(body.report);
});

test('whoever looks while a file is being refused never reads that it was lost', async () => {
  await given.agency('watched');
  const watched = house.as('watched-admin');
  const holder = await house.owner.connect();
  try {
    const openId = async () => (await watched.get('/api/imports')).body.openImportId;
    const bytes = zipOf(withFile(smallExport(), 'Disabilities.csv', null));
    const before = async () => {
      await expect.poll(openId).not.toBe(null);
      await holder.query('begin');
      await holder.query('lock table import_run in share mode');
    };
    const sending = sendAfter(house, { name: 'watched-admin', bytes, before });
    await untilSomebodyWaits(house);
    const openImportId = await openId();
    const meanwhile = await watched.get(`/api/imports/${openImportId}`);
    await holder.query('rollback');
    const { importId, state } = (await sending).body;

    expect([importId, meanwhile.body.state]).toEqual([openImportId, 'reading']);
    expect(state).toBe('refused');
    expect((await watched.get(`/api/imports/${importId}`)).body).toMatchObject({
      state: 'refused',
      progress: null,
    });
  } finally {
    holder.release();
  }
});

test('a refusal that is on record stays one, also when it cannot be shown at once (REQ-142, REQ-178)', async () => {
  await given.agency('unshown');
  // A moment that nothing can read: the refusal is written, and what shows it fails.
  await house.owner.query(`
    create function break_refusal() returns trigger language plpgsql as $$
      begin new.started_at = 'infinity'; return new; end $$;
    create trigger break_refusal before update on import_run for each row
      when (new.state = 'refused') execute function break_refusal()`);
  const bytes = zipOf(withFile(smallExport(), 'Disabilities.csv', null));
  try {
    expect((await sendFile(house, 'unshown-admin', bytes)).status).toBe(500);
  } finally {
    await house.owner.query('drop function break_refusal() cascade');
  }
  const kept = await house.owner.query(
    `select state from import_run where started_at = 'infinity'`,
  );
  await house.owner.query(`update import_run set started_at = now() where started_at = 'infinity'`);

  expect(kept.rows).toEqual([{ state: 'refused' }]);
});

test('only the preview that was shown can be confirmed, and only once', async () => {
  const { importId, body } = await previewOf(house, 'own-admin');
  const before = await rowCounts(house);
  const admin = house.as('own-admin');
  const stale = await admin.post(`/api/imports/${importId}/apply`, { previewKey: house.newId() });
  const afterStale = await rowCounts(house);
  const { previewKey } = body;
  const both = await Promise.all([
    admin.post(`/api/imports/${importId}/apply`, { previewKey }),
    admin.post(`/api/imports/${importId}/apply`, { previewKey }),
  ]);

  await ended(house, 'own-admin', importId);

  expect(stale).toMatchObject({ status: 409, body: { type: 'import-not-ready' } });
  expect(afterStale).toEqual(before);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect((await rowCounts(house))['client']).toBe((before['client'] ?? 0) + 3);
});

test('an import whose file is no longer in memory asks for the file again', async () => {
  await given.agency('lost');
  const { importId } = await previewOf(house, 'lost-admin');
  await house.as('lost-admin').post(`/api/imports/${importId}/discard`);
  await house.owner.query(`update import_run set state = 'preview' where import_id = $1`, [
    importId,
  ]);

  const read = await house.as('lost-admin').get(`/api/imports/${importId}`);
  const apply = await house
    .as('lost-admin')
    .post(`/api/imports/${importId}/apply`, { previewKey: house.newId() });

  expect([read.status, read.body.state]).toEqual([200, 'over']);
  expect(apply).toMatchObject({ status: 409, body: { type: 'import-over' } });
  expect((await importFile(house, 'lost-admin')).body.state).toBe('applied');
});

test.each([
  [{ organizations: [{ id: 'A1', choice: 'everything' }], projects: [] }, 'organizations.0.choice'],
  [
    { organizations: [], projects: [{ id: 'PA', becomes: { kind: 'new', name: ' ' } }] },
    'projects.0.becomes.name',
  ],
])('choices that make no sense are named by their field', async (choices, path) => {
  await given.agency(`field-${path}`);
  const { importId, status, body } = await previewOf(house, `field-${path}-admin`, { choices });
  await house.as(`field-${path}-admin`).post(`/api/imports/${importId}/discard`);

  expect(status).toBe(400);
  expect(body.fields.map((field: { path: string }) => field.path)).toContain(path);
});

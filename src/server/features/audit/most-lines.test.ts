import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostLines, mostLinesApproved } from '#domain/access/taking-out.ts';
import { startHouse } from '#test/house.ts';
import { longLists } from '#test/long-lists.ts';

const house = await startHouse();
let past = '';
let addLines: Awaited<ReturnType<typeof longLists>>['addLines'];
afterAll(() => house.close());

const dueList = '/api/today/due/export?scope=team&when=all&reason=supervision';
const pastList = () => `/api/due-snapshots/${past}/export?reason=supervision`;

beforeAll(async () => {
  ({ snapshotId: past, addLines } = await longLists(house));
});

const taken = async () =>
  (await house.owner.query('select count(*)::int as n from taken_out')).rows[0].n;

test('a list of many clients leaves up to so many lines at once; above that the answer says whom to ask, nothing is asked by it, and that it was tried is in the trail (S1, S16)', async () => {
  for (const [file, table] of [
    [dueList, 'obligation'],
    [pastList(), 'due_snapshot_row'],
  ] as const) {
    const before = await taken();
    expect((await house.as('ana').get(file)).status).toBe(200);
    expect(await taken()).toBe(before + 1);

    await addLines(table, mostLines);
    const { status, body } = await house.as('ana').get(file);
    expect([status, body.type]).toEqual([409, 'second-person-needed']);
    expect(body.title).toMatch(
      /more than 2,000 lines.*an administrator or a supervisor who may save lists. Choose “Ask a second person”, or narrow/,
    );
    expect(await taken()).toBe(before + 1);
  }
  const { rows } = await house.owner.query(
    `select operation from audit where outcome = 'denied' and operation like '%/export' order by operation`,
  );
  expect(rows.map(({ operation }) => operation)).toEqual([
    'GET /api/due-snapshots/:snapshotId/export',
    'GET /api/today/due/export',
  ]);
  expect((await house.owner.query('select from list_request')).rowCount).toBe(0);
});

test('what is narrowed leaves: each part says what it is (S1)', async () => {
  const part = await house.as('ana').get(`${dueList}&strength=recommended`);
  expect(part.status).toBe(200);
  const soon = await house.as('ana').get(`${pastList()}&show=due-soon`);
  expect([soon.status, soon.body.trim().split('\r\n').length]).toEqual([200, 1]);
});

test('above what one file holds nobody is asked: it is narrowed (S1)', async () => {
  await addLines('due_snapshot_row', mostLinesApproved);
  const tried = await house.as('ana').get(pastList());
  const { status, body } = await house
    .as('ana')
    .post(`/api/due-snapshots/${past}/export/requests`, { reason: 'supervision' });
  for (const each of [tried, { status, body }]) {
    expect([each.status, each.body.type]).toEqual([409, 'too-many-lines']);
    expect(each.body.title).toMatch(/at most 20,000 lines. Narrow the list/);
  }
});

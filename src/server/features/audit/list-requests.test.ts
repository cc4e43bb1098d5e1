import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mostLines } from '#domain/access/taking-out.ts';
import { transact, type Tx } from '#server/platform/database.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import { startHouse } from '#test/house.ts';
import { longLists } from '#test/long-lists.ts';

const house = await startHouse();
afterAll(() => house.close());
let past = '';
const reason = { reason: 'supervision' };
const second = 'sue';

beforeAll(async () => {
  const { given, agency, snapshotId, addLines } = await longLists(house);
  past = `/api/due-snapshots/${snapshotId}/export`;
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  await given.staff(agency, 'kim', { roles: ['supervisor'] });
  await given.staff(agency, 'wes', { roles: ['case-manager'] });
  await given.agency('elsewhere');
  await house.owner.query(
    `update staff set may_take_lists = false where staff_id = (select staff_id from staff_version where full_name = 'kim')`,
  );
  await addLines('due_snapshot_row', mostLines);
  await addLines('obligation', mostLines);
});
beforeEach(async () => {
  await house.at('2026-11-02T16:00:00Z');
});

const ask = async (more: object = {}) => {
  const { status, body } = await house
    .as('ana')
    .post(`${past}/requests`, { show: 'all', ...reason, ...more });
  expect(status).toBe(200);
  return String(body.requestId);
};
const settle = async (who: string, requestId: string, approves = true) => {
  const { status, body } = await house
    .as(who)
    .post('/api/list-requests/settle', { requestId, approves });
  return status === 200 ? 200 : [status, body.type];
};
const save = async (requestId: string, { as = 'ana', more = '' } = {}) => {
  const { status, body } = await house
    .as(as)
    .get(`${past}?reason=supervision&requestId=${requestId}${more}`);
  return status === 200 ? 200 : [status, body.type];
};
const own = async (requestId: string) =>
  (await house.as('ana').get('/api/list-requests/own')).body.requests.find(
    (each: { requestId: string }) => each.requestId === requestId,
  );
const stateOf = async (requestId: string) => (await own(requestId)).state;
const waitingFor = async (who: string) =>
  (await house.as(who).get('/api/list-requests')).body.requests;
const approvedAt = async (moment: string, more: object = {}) => {
  const requestId = await ask(more);
  await house.at(moment);
  expect(await settle(second, requestId)).toBe(200);
  return requestId;
};

test('a long list leaves once after a second person approved: the asker sees it wait, approved until when, and used; a second use is refused as such (S1, S17, REQ-178)', async () => {
  const requestId = await ask();
  expect(await ask()).toBe(requestId);
  expect(await save(requestId)).toEqual([409, 'list-request-waiting']);
  expect(await own(requestId)).toMatchObject({ state: 'waiting', until: null, lines: 2_001 });
  expect(await waitingFor(second)).toMatchObject([
    { requestId, who: { name: 'ana' }, lines: 2_001, reasonInWords: 'Supervision' },
  ]);
  expect(await settle(second, requestId)).toBe(200);
  expect(await waitingFor(second)).toEqual([]);
  expect(await own(requestId)).toMatchObject({ state: 'approved', until: '11:15 am Eastern' });

  const { query } = await own(requestId);
  const { status, body } = await house
    .as('ana')
    .get(`${past}?${query}`.replace(/snapshotId=[^&]*&/, ''));
  expect([status, body.trim().split('\r\n').length > 1]).toEqual([200, true]);
  expect(await stateOf(requestId)).toBe('used');
  expect(await save(requestId)).toEqual([409, 'list-request-used']);
  expect(await waitingFor(second)).toEqual([]);
});

test('both are told by a letter that says nothing of the list (S14)', async () => {
  const before = house.mails.length;
  await approvedAt('2026-11-02T16:00:00Z', { show: 'late' });
  await house.runJobs();
  const letters = house.mails.slice(before);
  expect(letters.map(({ subject }) => subject)).toContain('A document is ready for you');
});

test('the asker, who does not oversee, who may not take lists out, and another agency approve nothing (S1, S2)', async () => {
  const requestId = await ask();
  expect(await settle('ana', requestId)).toEqual([404, 'not-found']);
  expect(await settle('wes', requestId)).toEqual([403, 'not-allowed']);
  expect(await settle('kim', requestId)).toEqual([403, 'may-not-take-lists']);
  expect(await settle('elsewhere-admin', requestId)).toEqual([404, 'not-found']);
  expect(await waitingFor('ana')).toEqual([]);
  expect(await waitingFor('kim')).toEqual([]);
  expect(await waitingFor('elsewhere-admin')).toEqual([]);
  expect(await stateOf(requestId)).toBe('waiting');
  expect(await save(requestId, { as: second })).toEqual([404, 'not-found']);
  expect(await settle('riverbend-admin', requestId, false)).toBe(200);
  expect(await settle(second, requestId)).toEqual([409, 'list-request-settled']);
  expect(await stateOf(requestId)).toBe('declined');
  expect(await save(requestId)).toEqual([409, 'list-request-declined']);
});

test('fifteen minutes after the approval it is over, and a request that nobody answers is over after a day (S1, R7)', async () => {
  const inTime = await approvedAt('2026-11-02T17:00:00Z');
  const late = await approvedAt('2026-11-02T17:00:00Z', { reason: 'outreach' });
  await house.at('2026-11-02T17:14:30Z');
  expect(await save(inTime)).toBe(200);
  expect(await stateOf(late)).toBe('approved');
  await house.at('2026-11-02T17:15:30Z');
  expect(await stateOf(late)).toBe('expired');
  expect((await house.as('ana').get(`${past}?reason=outreach&requestId=${late}`)).body.type).toBe(
    'list-request-expired',
  );

  const unanswered = await ask();
  await house.owner.query(
    `update list_request set at = at - interval '24 hours' where request_id = $1`,
    [unanswered],
  );
  expect(await settle(second, unanswered)).toEqual([409, 'list-request-settled']);
  expect(await stateOf(unanswered)).toBe('expired');
});

test('what leaves is what was approved: another filter, another reason or another kind of list is refused (S1)', async () => {
  const requestId = await approvedAt('2026-11-02T16:00:00Z');
  expect(await save(requestId, { more: '&show=late' })).toEqual([409, 'list-request-differs']);
  for (const file of [
    `${past}?reason=outreach`,
    '/api/today/due/export?scope=team&when=all&reason=supervision',
  ]) {
    const { body } = await house.as('ana').get(`${file}&requestId=${requestId}`);
    expect(body.type).toBe('list-request-differs');
  }
  expect(await save(requestId)).toBe(200);
});

test('a list that is short needs nobody; where nobody could approve, that is said (S1)', async () => {
  const short = await house
    .as('ana')
    .post('/api/today/due/export/requests', { scope: 'team', strength: 'recommended', ...reason });
  expect([short.status, short.body.type]).toEqual([409, 'second-person-not-needed']);
  const bills = await house.as('ana').post('/api/billing/export/requests', reason);
  expect([bills.status, bills.body.type]).toEqual([409, 'second-person-not-needed']);

  const before = await house.owner.query(
    `update staff set may_take_lists = false where staff_id not in (select staff_id from staff_version where full_name in ('ana', 'wes')) and may_take_lists returning staff_id`,
  );
  const none = await house.as('ana').post(`${past}/requests`, { show: 'all', ...reason });
  expect([none.status, none.body.type]).toEqual([409, 'nobody-to-approve']);
  await house.owner.query('update staff set may_take_lists = true where staff_id = any($1)', [
    before.rows.map(({ staff_id }) => staff_id),
  ]);
});

test('all of it is in the trail: who asked, who approved, who took it, and what was refused (S16)', async () => {
  await house.owner.query('delete from audit');
  const requestId = await ask();
  await save(requestId);
  await settle(second, requestId);
  await save(requestId);
  await save(requestId);
  const { rows } = await house.owner.query(
    `select distinct operation, outcome from audit where $1 = any (ids) order by 1, 2`,
    [requestId],
  );
  expect(rows.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
    'GET /api/due-snapshots/:snapshotId/export denied',
    'GET /api/due-snapshots/:snapshotId/export done',
    'POST /api/due-snapshots/:snapshotId/export/requests done',
    'POST /api/list-requests/settle done',
  ]);
});

/** Whatever the application's login can be made to say, in the name of this person. */
const inTheNameOf = (who: string, work: (tx: Tx) => Promise<unknown>) => {
  const asker = { kind: 'session', tokenHash: hashToken(house.as(who).token ?? '') } as const;
  return transact(house.shell.database, { asker, purpose: 'oversight' }, work);
};
const answering = (requestId: string) => (tx: Tx) =>
  sql`insert into list_answer (agency_id, request_id, settled_by, at, approved)
    values (auth.agency(), ${requestId}, auth.actor(), auth.now(), true)`.execute(tx);
const taking = (requestId: string) => (tx: Tx) =>
  sql`insert into taken_out (agency_id, export_id, staff_id, at, what, reason, request_id)
    values (auth.agency(), ${house.newId()}, auth.actor(), auth.now(), 'past-due-list', 'supervision', ${requestId})`.execute(
    tx,
  );
const refusal = 'row-level security';

test('the database itself lets nobody else approve, and nothing leave before, after or under somebody else’s name (S1, S3b)', async () => {
  const requestId = await ask();
  for (const who of ['ana', 'wes', 'kim', 'elsewhere-admin'])
    await expect(inTheNameOf(who, answering(requestId))).rejects.toThrow(refusal);
  await expect(inTheNameOf('ana', taking(requestId))).rejects.toThrow(refusal);
  await inTheNameOf(second, answering(requestId));
  await expect(inTheNameOf(second, answering(requestId))).rejects.toThrow('duplicate key');
  await expect(inTheNameOf(second, taking(requestId))).rejects.toThrow(refusal);
  await house.at('2026-11-02T16:16:00Z');
  await expect(inTheNameOf('ana', taking(requestId))).rejects.toThrow(refusal);
  await house.at('2026-11-02T16:05:00Z');
  await inTheNameOf('ana', taking(requestId));
  await expect(inTheNameOf('ana', taking(requestId))).rejects.toThrow('duplicate key');
});

/** So many uses of one approval at once: each has found it approved when the first is let through. */
async function atOnce(requestId: string, howMany: number) {
  const gate = await house.owner.connect();
  try {
    await gate.query('begin');
    await gate.query('lock table taken_out in share mode');
    const uses = Array.from({ length: howMany }, () => save(requestId));
    await expect
      .poll(
        async () =>
          (
            await gate.query(
              `select count(*)::int as n from pg_locks where not granted and relation = 'taken_out'::regclass`,
            )
          ).rows[0].n,
        { timeout: 30_000 },
      )
      .toBe(howMany);
    await gate.query('commit');
    return await Promise.all(uses);
  } finally {
    gate.release();
  }
}

test('of two uses at once exactly one takes the list; control: without its lock both do (S1, R10)', async () => {
  const requestId = await approvedAt('2026-11-02T16:00:00Z');
  const outcomes = await atOnce(requestId, 3);
  expect(outcomes.filter((each) => each === 200)).toHaveLength(1);
  expect(outcomes.filter((each) => each !== 200)).toEqual([
    [409, 'list-request-used'],
    [409, 'list-request-used'],
  ]);

  const again = await approvedAt('2026-11-02T16:01:00Z');
  await house.owner.query('drop index taken_out_agency_id_request_id_idx');
  expect(await atOnce(again, 3)).toEqual([200, 200, 200]);
});

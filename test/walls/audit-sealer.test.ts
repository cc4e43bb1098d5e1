import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { markAudit } from '#server/features/audit/mark-audit.ts';
import { sealAudit } from '#server/features/audit/seal-audit.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let dataDir: string;
let north: GivenAgency;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'roundtable-audit-'));
  north = await givenIn(house).agency('North');
});
beforeEach(async () => {
  await work(1);
  await sealAudit(house.shell);
  await markAudit(house.shell, dataDir);
});
afterAll(async () => {
  await house.close();
  await rm(dataDir, { recursive: true });
});

async function work(times: number) {
  for (let time = 0; time < times; time += 1) await house.as('North-admin').get('/api/staff');
}
test('what is committed late is sealed all the same, and requests wait for no sealer (S16)', async () => {
  const late = new pg.Client(house.logins.app);
  await late.connect();
  await late.query('begin');
  await late.query(`select auth.enter($1, 'administration')`, [
    hashToken(house.as('North-admin').token ?? ''),
  ]);
  await late.query(
    `insert into audit (agency_id, audit_id, at, actor_id, operation, outcome, hmac)
     values (auth.agency(), $1, auth.now(), auth.actor(), 'x', 'done', '')`,
    [house.newId()],
  );
  await work(2);
  expect(await sealAudit(house.shell)).toBe(2);
  await late.query('commit');
  await late.end();

  expect(await sealAudit(house.shell)).toBe(1);
  expect(await sealAudit(house.shell)).toBe(0);
});

test('two sealers at once seal each row once (S16)', async () => {
  await work(3);
  const done = await Promise.all([1, 2, 3].map(() => sealAudit(house.shell)));

  const { rows: twice } = await house.owner.query(
    `select id from audit_seal, unnest(audit_ids) id group by id having count(*) > 1`,
  );

  expect(done.reduce((sum, each) => sum + each, 0)).toBe(3);
  expect(twice).toEqual([]);
});

test('a checkpoint is written once for each end of the chain (S16)', async () => {
  expect(await markAudit(house.shell, dataDir)).toBe(0);
  await work(1);
  await sealAudit(house.shell);
  expect(await markAudit(house.shell, dataDir)).toBe(1);
});

test('only the sealer chains rows, and without the door there are no seals to be seen (S16)', async () => {
  const after = async (...words: string[]) => {
    const login = new pg.Client(house.logins.worker);
    await login.connect();
    try {
      let count: number | null = 0;
      await login.query('begin');
      for (const word of words) count = (await login.query(word)).rowCount;
      return count;
    } finally {
      await login.end();
    }
  };
  const enter = (service: string) => `select auth.enter_service('${north.agencyId}', '${service}')`;
  const seal = `select auth.seal_audit(3, '{}', now(), '')`;
  const write = `insert into audit_seal values (auth.agency(), 3, array[gen_random_uuid()], 1, now(), '')`;

  await expect(after(enter('daily-projection'), seal)).rejects.toThrow('not allowed');
  await expect(after(enter('audit-seal'), write)).rejects.toThrow('permission denied');
  expect(await after('select * from audit_seal')).toBe(0);
  expect(await after(enter('audit-seal'), 'select * from audit_seal limit 1')).toBe(1);
});

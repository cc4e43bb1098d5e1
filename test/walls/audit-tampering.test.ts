import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markAudit } from '#server/features/audit/mark-audit.ts';
import { sealAudit } from '#server/features/audit/seal-audit.ts';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import { readCheckpoints } from '#server/platform/checkpoints.ts';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const times = process.env['ROUNDTABLE_DEEP'] === '1' ? 1_000 : 60;
const house = await startHouse();
const noon = '2027-03-15T12:00:00Z';
const seals = 6;
let dataDir = '';
let north: GivenAgency;
/** By seal. */
let rows: string[][] = [];
let foreign = '';
const owner = (text: string, values: unknown[] = []) => house.owner.query(text, values);
const tables = ['audit', 'audit_seal', 'auth.audit_waiting'];
const copyOf = (table: string) => `kept_${table.replace('.', '_')}`;

/** Six seals of five rows, all of them seen by a checkpoint; and the trail of another agency. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'roundtable-audit-'));
  await house.at(noon);
  north = await givenIn(house).agency('North');
  await givenIn(house).agency('South');
  await house.as('South-admin').get('/api/staff');
  for (let seal = 0; seal < seals; seal += 1) {
    for (let row = 0; row < 5; row += 1) await house.as('North-admin').get('/api/staff');
    await sealAudit(house.shell);
  }
  await markAudit(house.shell, dataDir);
  const sealed = `select audit_ids as ids from audit_seal where agency_id`;
  rows = (await owner(`${sealed} = $1 order by seal_number`, [north.agencyId])).rows.map(
    ({ ids }) => ids,
  );
  foreign = (await owner(`${sealed} <> $1`, [north.agencyId])).rows[0].ids[0];
  for (const table of tables) await owner(`create table ${copyOf(table)} as table ${table}`);
});
afterAll(async () => {
  await house.close();
  await rm(dataDir, { recursive: true });
});

const findings = async () =>
  (await verifyAudit(house.shell, await readCheckpoints(dataDir, house.shell.auditKey))).findings;

async function mended() {
  const back = tables.map(
    (table) => `delete from ${table}; insert into ${table} table ${copyOf(table)};`,
  );
  await owner(`begin; set local session_replication_role = replica; ${back.join('\n')} commit`);
}

/** Some row and another one, some seal and another one, and a number to choose by. */
type Aim = { row: string; other: string; seal: number; next: number; chance: number };
type Tampering = (aim: Aim) => Promise<unknown>;

const edits = [
  `operation = 'GET /api/health'`,
  `outcome = 'denied'`,
  `purpose = 'oversight'`,
  `service = 'audit-seal'`,
  `actor_id = null`,
  `actor_id = gen_random_uuid()`,
  `at = at + interval '1 microsecond'`,
  `at = at - interval '1 hour'`,
  `ids = array_append(ids, gen_random_uuid())`,
  `hmac = sha256(hmac)`,
  `audit_id = gen_random_uuid()`,
];
const inSeal = (change: string, aim: Aim, values: unknown[]) =>
  owner(`update audit_seal set ${change} where agency_id = $1 and seal_number = $2`, [
    north.agencyId,
    aim.seal,
    ...values,
  ]);
const copy = (agency: string) => `insert into audit
  select ${agency}, $2, at, actor_id, service, purpose, operation, outcome, ids, hmac from audit where audit_id = $1`;

/** What somebody who owns the data, and not the key, can do to the trail. */
const tamperings: Record<string, Tampering> = {
  'edits a row': ({ row, chance }) =>
    owner(`update audit set ${edits[chance % edits.length]} where audit_id = $1`, [row]),
  'gives a row to another agency': ({ row }) =>
    owner(
      `update audit set agency_id = (select agency_id from audit where audit_id = $2) where audit_id = $1`,
      [row, foreign],
    ),
  'deletes a row': ({ row }) => owner(`delete from audit where audit_id = $1`, [row]),
  'deletes a row with its place': async (aim) => {
    await owner(`delete from audit where audit_id = $1`, [aim.row]);
    await inSeal(`audit_ids = array_remove(audit_ids, $3)`, aim, [aim.row]);
    await owner(
      `update audit_seal set rows_so_far = rows_so_far - 1 where agency_id = $1 and seal_number >= $2`,
      [north.agencyId, aim.seal],
    );
  },
  'swaps what two rows say': ({ row, other }) =>
    owner(
      `update audit a set at = b.at, operation = b.operation, ids = b.ids, hmac = b.hmac from audit b
       where a.audit_id in ($1, $2) and b.audit_id in ($1, $2) and a.audit_id <> b.audit_id`,
      [row, other],
    ),
  'swaps the places of two rows': ({ row, other }) =>
    owner(
      `update audit_seal set audit_ids = (select array_agg(case id when $1 then $2 when $2 then $1 else id end order by at)
         from unnest(audit_ids) with ordinality as u(id, at)) where agency_id = $3`,
      [row, other, north.agencyId],
    ),
  'puts a row in': ({ row }) => owner(copy('agency_id'), [row, house.newId()]),
  'puts a row in, past the queue': async ({ row }) => {
    await owner(copy('agency_id'), [row, house.newId()]);
    await owner(`delete from auth.audit_waiting`);
  },
  'puts a row into a seal': async (aim) => {
    const added = house.newId();
    await owner(copy('agency_id'), [aim.row, added]);
    await owner(`delete from auth.audit_waiting`);
    await inSeal(`audit_ids = array_append(audit_ids, $3)`, aim, [added]);
    await owner(
      `update audit_seal set rows_so_far = rows_so_far + 1 where agency_id = $1 and seal_number >= $2`,
      [north.agencyId, aim.seal],
    );
  },
  'copies a row of another agency': () =>
    owner(copy(`'${north.agencyId}'`), [foreign, house.newId()]),
  'cuts the end off': async ({ chance }) => {
    const from = 1 + (chance % seals);
    await owner(`delete from audit where audit_id = any($1)`, [rows.slice(from - 1).flat()]);
    await owner(`delete from audit_seal where agency_id = $1 and seal_number >= $2`, [
      north.agencyId,
      from,
    ]);
  },
  'cuts the end off and goes on': async ({ chance }) => {
    const last = seals - (chance % 2);
    await owner(`delete from audit where audit_id = any($1)`, [rows.slice(last - 1).flat()]);
    await owner(`delete from audit_seal where agency_id = $1 and seal_number >= $2`, [
      north.agencyId,
      last,
    ]);
    for (let more = 0; more < 5; more += 1) await house.as('North-admin').get('/api/staff');
    await sealAudit(house.shell);
  },
  'takes a seal out and counts anew': async (aim) => {
    await owner(`delete from audit where audit_id = any($1)`, [rows[aim.seal - 1]]);
    await owner(`delete from audit_seal where agency_id = $1 and seal_number = $2`, [
      north.agencyId,
      aim.seal,
    ]);
    for (let later = aim.seal + 1; later <= seals; later += 1)
      await owner(
        `update audit_seal set seal_number = seal_number - 1, rows_so_far = rows_so_far - 5 where agency_id = $1 and seal_number = $2`,
        [north.agencyId, later],
      );
  },
  'edits a seal': (aim) =>
    inSeal(
      [
        `sealed_at = sealed_at + interval '1 microsecond'`,
        `rows_so_far = rows_so_far + 1`,
        `digest = sha256(digest)`,
      ][aim.chance % 3] ?? '',
      aim,
      [],
    ),
  'gives a seal the digest of another': (aim) =>
    inSeal(
      `digest = (select digest from audit_seal where agency_id = $1 and seal_number = $3)`,
      aim,
      [aim.next],
    ),
  'sets the clock back, and lets work go on': async ({ chance }) => {
    const back = Temporal.Instant.from(noon).subtract({ minutes: 20 + (chance % 10_000) });
    await house.at(back.toString());
    await house.as('North-admin').get('/api/staff');
    await sealAudit(house.shell);
    await house.at(noon);
  },
};

const aims = fc
  .record({ first: fc.nat(29), second: fc.nat(28), chance: fc.nat() })
  .map(({ first, second, chance }): Aim => {
    const all = rows.flat();
    const row = all[first] ?? '';
    const seal = Math.floor(first / 5) + 1;
    return {
      row,
      other: all.filter((each) => each !== row)[second] ?? '',
      seal,
      next: (seal % seals) + 1,
      chance,
    };
  });

test('control: a trail that nobody touched is whole, and so is one that was mended (S16)', async () => {
  expect(await findings()).toEqual([]);
  await tamperings['deletes a row']?.({
    row: rows[0]?.[0] ?? '',
    other: '',
    seal: 1,
    next: 2,
    chance: 0,
  });
  await mended();
  expect(await findings()).toEqual([]);
});

test(
  `of ${times} times that the owner of the data touches the trail, each is found (S16)`,
  { timeout: 30_000 + times * 300 },
  async () => {
    const kinds = Object.entries(tamperings);
    const missed: string[] = [];
    for (const [index, aim] of fc.sample(aims, { seed: 16, numRuns: times }).entries()) {
      const [name = '', tamper] = kinds[index % kinds.length] ?? [];
      await tamper?.(aim);
      if ((await findings()).length === 0) missed.push(`${name} ${JSON.stringify(aim)}`);
      await mended();
    }
    expect(missed).toEqual([]);
    expect(await findings()).toEqual([]);
  },
);

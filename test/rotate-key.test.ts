import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { wrapKey } from '#server/platform/sealing/key-ring.ts';
import {
  makeKeyFile,
  masterKeysOf,
  newMasterKey,
  readKeyFile,
} from '#server/platform/sealing/master-keys.ts';
import { openMasterKeys } from '#server/platform/sealing/open-master-keys.ts';
import { rotateMasterKey } from '#server/platform/sealing/rotate-master-key.ts';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse, type House } from '#test/house.ts';

const command = join(import.meta.dirname, '../src/server/commands/rotate-key.ts');
const folder = mkdtempSync(join(tmpdir(), 'roundtable-rotate-'));
const path = join(folder, 'roundtable.key');
let house: House;
let given: ReturnType<typeof givenIn>;
let agency: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;

/** Enough that an exchange takes several steps, between which it can be killed. */
const manyKeys = 900;

beforeAll(async () => {
  chmodSync(folder, 0o700);
  makeKeyFile(path);
  house = await startHouse({ masterKeys: masterKeysOf(path) });
  given = givenIn(house);
  agency = await given.agency('north');
  program = await given.program(agency);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await openMasterKeys(house.migrator, path);
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  const { keyId, key } = masterKeysOf(path).current();
  for (let made = 0; made < manyKeys; made += 1) {
    const row = { agency_id: agency.agencyId, key_id: house.newId(), subject_id: house.newId() };
    await house.owner.query('insert into sealing_key values ($1, $2, $3, $4, $5, now())', [
      ...Object.values(row),
      wrapKey(key, row, newMasterKey()),
      keyId,
    ]);
  }
});
afterEach(() => {
  for (const name of readdirSync(folder)) if (name.includes('.old-')) rmSync(join(folder, name));
});

/** A client with words of theirs, read through the product. */
async function clientWith(note: string) {
  const { clientId } = await given.client(agency, { program, worker: ana });
  const saved = await house
    .as('ana')
    .post(`/api/clients/${clientId}/details`, await detailsWith(clientId, note));
  expect(saved.status).toBe(200);
  return async () =>
    (await house.as('ana').get(`/api/clients/${clientId}/details`)).body.contactNote;
}
const detailsWith = async (clientId: string, contactNote: string) => {
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/details`);
  const { number: _number, identifiers: _identifiers, ...details } = body;
  return { ...details, contactNote };
};

const keyIds = () => [...(readKeyFile(path)?.keys() ?? [])];
const wrappedBy = async () =>
  (
    await house.owner.query('select distinct master_key_id as id from sealing_key order by 1')
  ).rows.map(({ id }) => id);

function run(onLine: (line: string, kill: () => void) => void = () => {}) {
  const { user, password, host, port, database } = house.migrator;
  const child = spawn(process.execPath, [command], {
    env: {
      ...process.env,
      ROUNDTABLE_KEY_FILE: path,
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`,
    },
    stdio: 'pipe',
  });
  return new Promise<{ code: number | null; out: string }>((resolve) => {
    let out = '';
    const hear = (text: Buffer) => {
      out += text.toString();
      onLine(out, () => child.kill('SIGKILL'));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => resolve({ code, out }));
  });
}

/** An exchange stands before the last key until it is let go on. */
async function beforeTheLast() {
  const holder = await house.owner.connect();
  await holder.query('begin');
  await holder.query(
    'select from sealing_key where ctid = (select max(ctid) from sealing_key) for update',
  );
  return async () => {
    await holder.query('rollback');
    holder.release();
  };
}

test('killed half way, an exchange of the key loses nothing, and the next one goes on (S18)', async () => {
  const read = await clientWith('Calls after five.');
  const [old = ''] = keyIds();
  const letGo = await beforeTheLast();
  const killed = await run((out, kill) => {
    if (out.includes('keys rewrapped')) kill();
  });
  await letGo();

  expect(killed.code).toBeNull();
  expect(keyIds()).toHaveLength(2);
  expect(keyIds()[1]).toBe(old);
  expect(new Set(await wrappedBy())).toEqual(new Set(keyIds()));
  expect(await read()).toBe('Calls after five.');
  const meanwhile = await clientWith('Writes at night.');

  const { code, out } = await run();
  const [fresh = ''] = keyIds();

  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('interrupted') });
  expect(keyIds()).toHaveLength(1);
  expect(await wrappedBy()).toEqual([fresh]);
  expect(await read()).toBe('Calls after five.');
  expect(await meanwhile()).toBe('Writes at night.');
  const aside = `${path}.old-${old}`;
  expect(out).toContain(aside);
  expect([...(readKeyFile(aside)?.keys() ?? [])]).toEqual([old]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file of the old key that was cut short is written anew before the old key leaves the key file (S18)', async () => {
  const [old = ''] = keyIds();
  writeFileSync(`${path}.old-${old}`, '', { mode: 0o600 });

  const { oldKeys } = await rotateMasterKey(house.migrator, path);

  expect(oldKeys).toEqual([`${path}.old-${old}`]);
  expect([...(readKeyFile(`${path}.old-${old}`)?.keys() ?? [])]).toEqual([old]);
  expect(keyIds()).not.toContain(old);
});

test('people go on writing during an exchange, and what they write opens after it under the new key alone (S18)', async () => {
  const before = await clientWith('Before.');
  const during: (() => Promise<string>)[] = [];
  const writing = { goesOn: true };
  const writer = (async () => {
    while (writing.goesOn) during.push(await clientWith(`Note ${during.length}.`));
  })();
  const { rewrapped } = await rotateMasterKey(house.migrator, path);
  writing.goesOn = false;
  await writer;

  expect(rewrapped).toBeGreaterThanOrEqual(manyKeys);
  expect(await wrappedBy()).toEqual(keyIds());
  expect(await before()).toBe('Before.');
  for (const [number, read] of during.entries()) expect(await read()).toBe(`Note ${number}.`);
  expect(during.length).toBeGreaterThan(0);
});

test('two at once are one: the second is told (S18)', async () => {
  const letGo = await beforeTheLast();
  const begun = [rotateMasterKey(house.migrator, path), rotateMasterKey(house.migrator, path)];
  await Promise.race(begun).catch(() => null);
  await letGo();
  const both = await Promise.allSettled(begun);
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));

  expect(refused).toEqual([expect.stringContaining('being exchanged already')]);
  expect(await wrappedBy()).toEqual(keyIds());
});

test('a key that was retired wraps nothing more, whoever still holds it (S18)', async () => {
  const { keyId, key } = masterKeysOf(path).current();
  await rotateMasterKey(house.migrator, path);
  const row = { agency_id: agency.agencyId, key_id: house.newId(), subject_id: house.newId() };

  await expect(
    house.owner.query('insert into sealing_key values ($1, $2, $3, $4, $5, now())', [
      ...Object.values(row),
      wrapKey(key, row, newMasterKey()),
      keyId,
    ]),
  ).rejects.toThrow('is retired');
});

test('with the key file of other data nothing is changed (S18)', async () => {
  const other = join(folder, 'other.key');
  makeKeyFile(other);
  const text = readFileSync(other, 'utf8');
  const before = await wrappedBy();

  await expect(rotateMasterKey(house.migrator, other)).rejects.toThrow(/lacks the key/);
  expect(readFileSync(other, 'utf8')).toBe(text);
  expect(await wrappedBy()).toEqual(before);
});

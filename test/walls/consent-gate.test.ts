import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosableClasses, mayDisclose } from '#domain/consent/may-disclose.ts';
import { transact, type Tx } from '#server/platform/database.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { histories } from '#test/consent-histories.ts';
import { chunks, idOf } from '#test/consent-rows.ts';
import {
  askDatabase,
  questionsIn,
  recipientOf,
  writeHistories,
  type Asking,
  type InHistory,
} from '#test/consent-world.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { fewMutants, gateDefinitions, mutantsOf, type Mutant } from './gate-mutants.ts';

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const count = Number(process.env['ROUNDTABLE_HISTORIES'] ?? (isDeep ? 20_000 : 1_000));
const seed = Number(process.env['ROUNDTABLE_SEED'] ?? Date.now() % 1_000_000);
const house = await startHouse();
const given = givenIn(house);
/** In memory at once; of the rest the questions and the answers are kept. */
const atOnce = 1_000;
const sizes = Array.from({ length: Math.ceil(count / atOnce) }, (_, n) =>
  Math.min(atOnce, count - n * atOnce),
);
const answered: (Asking & { told: string[] })[] = [];
let agencyId: string;
let staffId: string;

beforeAll(async () => {
  const agency = await given.agency('riverbend');
  agencyId = agency.agencyId;
  ({ staffId } = await given.staff(agency, 'ana', { roles: ['case-manager'] }));
  await given.staff(agency, 'cy', { roles: ['case-manager'] });
  await given.staff(agency, 'bill', { roles: ['biller'] });
});
afterAll(() => house.close());

const as = <T>(name: string, work: (tx: Tx) => Promise<T>) => {
  const tokenHash = createHash('sha256')
    .update(house.as(name).token ?? '')
    .digest('hex');
  const asker = { kind: 'session', tokenHash } as const;
  return transact(house.shell.database, { asker, purpose: 'care-coordination' }, work);
};

/** What the rules answer, from what the asker reads through row security. */
async function askRules(tx: Tx, asked: readonly InHistory[]) {
  const clients = asked.flatMap(({ h }) => [idOf('client', h, 0), idOf('client', h, 1)]);
  const byClient = Map.groupBy(await consentsOf(tx, clients), ({ clientId }) => clientId);
  return asked.map((each) => {
    const { question, h } = each;
    const client = idOf('client', h, question.client);
    const disclosure = {
      client,
      recipient: recipientOf(each),
      classes: question.classes,
      purpose: question.purpose,
      at: Temporal.Instant.from(question.at),
      on: Temporal.PlainDate.from(question.on),
    };
    const theirs = byClient.get(client) ?? [];
    const told = disclosableClasses(disclosure, theirs);
    const isWhole = told.length === question.classes.length;
    if (mayDisclose(disclosure, theirs).allowed !== isWhole) throw new Error(`History ${h}`);
    return told;
  });
}

type Answers = { database: readonly string[][]; rules: readonly string[][] };
const differences = (asked: readonly InHistory[], { database, rules }: Answers) =>
  asked
    .map((each, n) => ({ n, seed, ...each, database: database[n], rules: rules[n] }))
    .filter((each) => String(each.database) !== String(each.rules));

test(`over ${count} histories the database tells exactly what the rules allow (S3, REQ-034, REQ-036)`, async () => {
  for (const [n, size] of sizes.entries()) {
    const batch = { first: n * atOnce, histories: histories(size, seed + n) };
    await writeHistories(house.owner, batch, { agencyId, staffId });
    const asked = questionsIn(batch);
    const [database, rules] = await as('ana', async (tx) => [
      await askDatabase(tx, asked, 'auth.may_disclose'),
      await askRules(tx, asked),
    ]);
    expect(differences(asked, { database, rules }).slice(0, 1)).toEqual([]);
    for (const [at, { h, question }] of asked.entries())
      answered.push({ h, question, told: rules[at] ?? [] });
  }

  expect(answered).toHaveLength(count * 4);
  const told = answered.filter((each) => each.told.length > 0).length;
  expect(told).toBeGreaterThan(answered.length / 20);
  expect(told).toBeLessThan(answered.length / 2);
}, 1_200_000);

test('whoever does not see the client is told that nothing may be told (S3, REQ-178)', async () => {
  for (const name of ['cy', 'bill', 'riverbend-admin']) {
    const few = answered.slice(0, 200);
    const told = await as(name, (tx) => askDatabase(tx, few, 'auth.may_disclose'));
    expect(told.flat()).toEqual([]);
  }
});

/** Whether any question shows that this gate is broken; no transaction keeps it. */
async function isNoticed(mutant: Mutant): Promise<boolean> {
  const kept = new Error('roll this back');
  let isSeen = false;
  const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
  await transact(house.ownerDatabase, { asker, purpose: 'administration' }, async (tx) => {
    await sql.raw(mutant.definition).execute(tx);
    for (const some of chunks(answered, 1_000)) {
      const told = await askDatabase(tx, some, 'auth.disclosable');
      isSeen = told.some((classes, at) => String(classes) !== String(some[at]?.told));
      if (isSeen) break;
    }
    throw kept;
  }).catch((error: unknown) => {
    if (error !== kept) throw new Error(mutant.name, { cause: error });
  });
  return isSeen;
}

test('control: a gate that was broken on purpose is noticed, in each of its ways (S3)', async () => {
  const mutants = (await gateDefinitions(house.owner)).flatMap(isDeep ? mutantsOf : fewMutants);
  expect(mutants.length).toBeGreaterThanOrEqual(isDeep ? 88 : 7);
  const survivors: string[] = [];
  for (const mutant of mutants) {
    if (!(await isNoticed(mutant))) survivors.push(mutant.name);
  }
  expect(survivors).toEqual([]);
}, 1_800_000);

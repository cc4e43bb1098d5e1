import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse, type House } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const manyPairs = 200;
let theirs: GivenClient;
let hidden: GivenClient;
let foreign: GivenClient;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const caseOf = async (name: string, world: Awaited<ReturnType<typeof given.agency>>) => {
    const program = await given.program(world, { name: `Program of ${name}` });
    const worker = await given.staff(world, name, { roles: ['case-manager'], program });
    return given.client(world, { program, worker });
  };
  const north = await given.agency('north');
  theirs = await caseOf('ana', north);
  hidden = await caseOf('uma', north);
  foreign = await caseOf('sol', await given.agency('south'));
});

const operations: ((clientId: string) => ReturnType<ReturnType<House['as']>['get']>)[] = [
  (clientId) => house.as('ana').get(`/api/clients/${clientId}`),
  (clientId) => house.as('ana').get(`/api/clients/${clientId}/record`),
  (clientId) => house.as('ana').get(`/api/clients/${clientId}/consents`),
  (clientId) =>
    house.as('ana').post(`/api/clients/${clientId}/identifiers/add`, {
      system: 'medicaid',
      value: 'AB12345C',
    }),
];
type Operation = (typeof operations)[number];

async function millisecondsOf(ask: Operation, clientId: string) {
  const begun = performance.now();
  const { status } = await ask(clientId);
  return { status, took: performance.now() - begun };
}

const medianOf = (all: readonly number[]) =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

type Ids = readonly [() => string, () => string];

/** Each asked in turn, so that whatever else the machine does falls on both; who comes first takes turns too. */
async function medians(ask: Operation, ids: Ids, pairs: number) {
  const took: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1)
    for (const which of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const answer = await millisecondsOf(ask, ids[which]());
      took[which].push(answer.took);
    }
  return { one: medianOf(took[0]), other: medianOf(took[1]) };
}

/** Within a tenth or two milliseconds, as `S4` asks; a machine that is at something else may need to be asked again. */
async function areAlike(ask: Operation, ids: Ids, pairs = manyPairs) {
  for (let round = 0; round < 3; round += 1) {
    const { one, other } = await medians(ask, ids, pairs);
    if (Math.abs(one - other) <= Math.max(2, Math.min(one, other) / 10)) return true;
  }
  return false;
}

test(
  'whoever may not know of a client waits as long for the answer as where nobody is (S4, EP-14)',
  { timeout: 300_000 },
  async () => {
    for (const ask of operations) {
      for (const unseen of [hidden, foreign]) {
        expect((await millisecondsOf(ask, unseen.clientId)).status).toBe(404);
        expect((await millisecondsOf(ask, house.newId())).status).toBe(404);
        expect(await areAlike(ask, [() => unseen.clientId, () => house.newId()])).toBe(true);
      }
    }
  },
);

test('control: to print somebody’s record takes longer than to be told of nobody (S4)', async () => {
  const printed: Operation = (clientId) =>
    house.as('ana').get(`/api/clients/${clientId}/record.pdf`);
  expect((await millisecondsOf(printed, theirs.clientId)).status).toBe(200);

  // A paper takes many times as long: fewer tell it, and a slow machine makes them in time.
  expect(await areAlike(printed, [() => theirs.clientId, () => house.newId()], 30)).toBe(false);
}, 120_000);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { inEachByDay } from './by-day.ts';

const house = await startHouse();
let agency: GivenAgency;
beforeAll(async () => {
  agency = await givenIn(house).agency('north');
});
afterAll(() => house.close());

test.each([
  ['2026-06-02T10:59:00Z', '06:59', []],
  ['2026-06-02T11:00:00Z', '07:00', ['2026-06-02']],
  ['2026-06-03T00:59:00Z', '20:59', ['2026-06-02']],
  ['2026-06-03T01:00:00Z', '21:00', []],
  ['2026-06-03T03:00:00Z', '23:00', []],
])('nobody is written to at night: at %s it is %s in New York', async (at, _, days) => {
  await house.at(at);
  const worked: string[] = [];
  await inEachByDay(house.shell, ({ agencyId, today }) => {
    if (agencyId === agency.agencyId) worked.push(today.toString());
    return Promise.resolve(1);
  });
  expect(worked).toEqual(days);
});

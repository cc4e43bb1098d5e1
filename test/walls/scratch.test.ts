import { expect, test } from 'vitest';
import { canaries, canaryAgency } from '#test/walls/canary-world.ts';
import { startHouse } from '#test/house.ts';
const house = await startHouse();
test('world', async () => {
  const found = canaries();
  await house.at('2027-03-15T12:00:00Z');
  const t = Date.now();
  await canaryAgency(house, 'north', found);
  console.log('ms', Date.now() - t, found.all().length, house.mails.length);
  expect(1).toBe(1);
  await house.close();
});

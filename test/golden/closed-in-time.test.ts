import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, ana, provider } = await goldenScene(house);
afterAll(() => house.close());

test('what was held says by when the program wants it closed, and that this has passed (REQ-077, T13)', async () => {
  await house.at('2026-05-01T12:00:00Z');
  const alma = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2026-01-05',
  });
  const lee = await provider(ana, alma);
  await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2026-05-12',
    closedAfterDays: null,
  });
  const told = async (moment: string) => {
    await house.at(moment);
    const { conferences } = (await house.as('ana').get('/api/today/now')).body;
    const { rows } = (await house.as('ana').get('/api/today/due?when=all')).body;
    return { closing: conferences[0].closing, notes: rows[0].notes };
  };

  const by = 'Fri 15 May 2026, 9:30 am Eastern';
  expect(await told('2026-05-13T14:00:00Z')).toMatchObject({
    closing: { by, isLate: false },
    notes: expect.arrayContaining([`To be closed by ${by}`]),
  });
  expect(await told('2026-05-15T14:00:00Z')).toMatchObject({
    closing: { by, isLate: true },
    notes: expect.arrayContaining([`Late: it was to be closed by ${by}`]),
  });
});

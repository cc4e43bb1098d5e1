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

test('how long there is to close it is for the rules of the day on which it was held to say (REQ-077, T13)', async () => {
  await house.at('2026-05-20T12:00:00Z');
  const bea = await given.client(here, {
    program: comprehensive,
    worker: ana,
    name: 'Bea Later',
    enrolledOn: '2026-01-05',
  });
  const lee = await provider(ana, bea);
  const { conferenceId } = await holdBySteps(house, {
    client: bea,
    leader: ana,
    others: [lee],
    on: '2026-05-26',
    closedAfterDays: null,
  });
  // Rules that ask for it within the hour, from the day after.
  await house.owner.query(
    `insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
     select agency_id, program_id, 2, '2026-05-27', jsonb_set(document, '{documentation,finalizeWithinHours}', '1'), auth.now()
     from program_policy where program_id = $1 and version = 1`,
    [comprehensive.programId],
  );
  await house.at('2026-05-28T14:00:00Z');

  const { conferences } = (await house.as('ana').get('/api/today/now')).body;
  expect(conferences).toContainEqual(
    expect.objectContaining({
      conferenceId,
      closing: { by: 'Fri 29 May 2026, 9:30 am Eastern', isLate: false },
    }),
  );
});

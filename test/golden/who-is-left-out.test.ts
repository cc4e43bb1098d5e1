import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, home, ana, tell, provider, dutiesOf } =
  await goldenScene(house);
const nurse = await given.staff(here, 'nora', { roles: ['case-manager'], program: home });
afterAll(() => house.close());

const inComprehensive = async (name: string) => {
  await house.at('2026-05-01T12:00:00Z');
  return given.client(here, {
    program: comprehensive,
    worker: ana,
    name,
    enrolledOn: '2026-01-05',
  });
};

test('a review among own staff is planned as one, goes on record, and never counts (C-20, REQ-085)', async () => {
  const gil = await inComprehensive('Gil Seven');
  const before = await dutiesOf('ana', gil);
  await tell('ana', `/api/clients/${gil.clientId}/care-team/add`, {
    kind: 'staff',
    personId: nurse.staffId,
    servesAs: 'Nursing',
    from: '2026-01-05',
  });
  const lee = await provider(ana, gil);
  const held = { client: gil, leader: ana, on: '2026-05-19', isInternal: true };
  const { verdict, conferenceId, reviewId } = await holdBySteps(house, {
    ...held,
    others: [{ kind: 'staff', id: nurse.staffId }],
    closedAfterDays: null,
  }).then(async (done) => {
    // While it waits to be closed, the worklist promises nothing of it.
    const { rows } = (await house.as('ana').get('/api/today/due?when=all')).body;
    const row = rows.find(({ clientId }: { clientId: string }) => clientId === gil.clientId);
    expect(row).toMatchObject({ next: null, notes: [] });
    return { ...done, verdict: await done.close() };
  });
  // A colleague of another program would make it a conference otherwise.
  expect(verdict).toMatchObject({ counts: false, reasonCodes: ['TEAM_ONLY'] });
  expect(await dutiesOf('ana', gil)).toEqual(before);
  expect((await house.as('ana').get(`/api/conferences/${conferenceId}`)).body).toMatchObject({
    isInternal: true,
  });
  const { entries } = (await house.as('ana').get(`/api/clients/${gil.clientId}/record`)).body;
  expect(entries).toContainEqual(
    expect.objectContaining({
      title: 'Internal case review',
      detail: expect.stringContaining('Among own staff: it never counts'),
      conference: expect.objectContaining({ reviewId }),
    }),
  );
  // Nobody from outside comes to one.
  const withLee = holdBySteps(house, { ...held, on: '2026-05-26', others: [lee] });
  await expect(withLee).rejects.toThrow('own-staff-only');
});

test('a provider whom the client refused hears of nothing, and the conference with the others counts (C-29, REQ-035)', async () => {
  const hal = await inComprehensive('Hal Eight');
  const lee = await provider(ana, hal, { providerClass: 'medical', isKeyProvider: true });
  const { providerId } = await given.provider(here, {
    name: 'Mo Refused',
    email: 'mo@refused.example',
  });
  const mo = { kind: 'provider' as const, id: providerId };
  await tell('ana', `/api/clients/${hal.clientId}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    from: '2026-01-05',
  });
  await tell('ana', `/api/clients/${hal.clientId}/consents`, {
    form: 'DOH-5032',
    isRefusal: true,
    recipients: [mo],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2026-05-01',
    signedOn: '2026-05-01',
  });
  house.mails.length = 0;
  const { conferenceId } = await tell('ana', '/api/conferences', {
    enrollmentIds: [hal.enrollmentId],
  });
  const { readiness } = (await house.as('ana').get(`/api/conferences/${conferenceId}`)).body;
  const ofMo = readiness.find(({ person }: { person: { id: string } }) => person.id === providerId);
  expect(['ok', 'staff']).not.toContain(ofMo.state);
  expect(
    (await house.as('ana').get(`/api/conferences/${conferenceId}/agendas/provider/${providerId}`))
      .body.slots ?? [],
  ).toEqual([]);
  await tell('ana', `/api/conferences/${conferenceId}/cancel`, { reason: 'Planned anew' });

  const { verdict } = await holdBySteps(house, {
    client: hal,
    leader: ana,
    others: [lee],
    on: '2026-05-20',
  });
  await house.runJobs();

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(house.mails.length).toBeGreaterThan(0);
  expect(house.mails.filter(({ to }) => to === 'mo@refused.example')).toEqual([]);
  // Nobody else reads in their mail who was refused.
  expect(JSON.stringify(house.mails)).not.toMatch(/Refused/);
  const { disclosures } = (await house.as('ana').get(`/api/clients/${hal.clientId}/disclosures`))
    .body;
  expect(JSON.stringify(disclosures)).not.toContain('Mo Refused');
});

test('a conference on a day before the enrollment began satisfies nothing, and its page says why (REQ-132, C-28)', async () => {
  await house.at('2026-05-01T12:00:00Z');
  const ida = await given.client(here, {
    program: home,
    worker: ana,
    name: 'Ida Nine',
    enrolledOn: '2026-06-01',
  });
  const { verdict, conferenceId } = await holdBySteps(house, {
    client: ida,
    leader: ana,
    others: [await provider(ana, ida)],
    on: '2026-05-21',
  });

  expect(verdict).toMatchObject({ counts: false, reasonCodes: ['OUTSIDE_ENROLLMENT'] });
  const { reviews } = (await house.as('ana').get(`/api/conferences/${conferenceId}`)).body;
  expect(reviews[0].counts).toMatchObject({ ok: false, reasonCodes: ['OUTSIDE_ENROLLMENT'] });
  await house.at('2026-06-02T14:00:00Z');
  expect(await dutiesOf('ana', ida)).toEqual([
    'Health Home, First case conference: current, Tue 1 Dec',
  ]);
});

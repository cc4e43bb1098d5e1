import { afterAll, expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { policyThatBills } from '#test/billing-given.ts';
import type { GivenClient, GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { exchangesOf } from './exchange-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, tell, serves, dutiesOf } = await goldenScene(house);
const byQuarters = await given.program(here, { name: 'Follow-up', policy: policyThatBills() });
const byMidpoints = await given.program(here, {
  name: 'Midpoints',
  policy: policyThatBills({ unitRule: 'eight_minute' }),
});
const home = await given.program(here, { name: 'Health Home, billed', policy: healthHome });
const food = await given.program(here, { name: 'Food', preset: 'supportive' });
const cal = await given.staff(here, 'cal', { roles: ['case-manager'], program: byQuarters });
const mia = await given.staff(here, 'mia', { roles: ['case-manager'], program: byMidpoints });
const nell = await given.staff(here, 'nell', { roles: ['case-manager'], program: food });
const tess = await given.staff(here, 'tess', {
  roles: ['case-manager'],
  program: byQuarters,
  teamRole: 'technician',
});
const hana = await given.staff(here, 'hana', { roles: ['case-manager'], program: home });
for (const [name, program] of [
  ['sue', byQuarters],
  ['sid', food],
] as const)
  await given.staff(here, name, { roles: ['supervisor'], program, teamRole: 'supervisor' });
afterAll(() => house.close());

async function clientOf(worker: GivenStaff, name: string) {
  await house.at('2026-05-01T12:00:00Z');
  const program = worker === cal ? byQuarters : byMidpoints;
  const client = await given.client(here, { program, worker, name, enrolledOn: '2026-01-05' });
  await serves(worker.name, client, { kind: 'staff', personId: nell.staffId });
  return client;
}
const withNell = (client: GivenClient, leader: GivenStaff) => ({
  client,
  leader,
  others: [{ kind: 'staff' as const, id: nell.staffId }],
  mode: 'telephone' as const,
});
const billingOf = async (who: string, reviewId: string) =>
  (await house.as(who).get(`/api/reviews/${reviewId}/billing`)).body;
const bill = (who: string, reviewId: string) =>
  house.as(who).post(`/api/reviews/${reviewId}/billing`);
const reassessed = (who: string, { enrollmentId }: GivenClient, on: string) =>
  tell(who, `/api/enrollments/${enrollmentId}/reassessments`, { on });

test('38 minutes by telephone with a nurse of another program make two units by quarters of an hour, and three by their middle (T7, REQ-084)', async () => {
  const alma = await clientOf(cal, 'Alma Seven');
  const bea = await clientOf(mia, 'Bea Seven');
  const quarters = await holdBySteps(house, {
    ...withNell(alma, cal),
    on: '2026-05-12',
    minutes: 38,
  });
  const midpoints = await holdBySteps(house, {
    ...withNell(bea, mia),
    on: '2026-05-12',
    time: '11:00',
    minutes: 38,
  });

  for (const { verdict } of [quarters, midpoints])
    expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(await billingOf('cal', quarters.reviewId)).toMatchObject({
    bills: true,
    minutes: 38,
    units: 2,
    errors: [],
    warnings: [],
  });
  expect(await billingOf('mia', midpoints.reviewId)).toMatchObject({ minutes: 38, units: 3 });
});

test('of two of the staff who both were there one bills, and the other is told who does (T8, REQ-090)', async () => {
  const cleo = await clientOf(cal, 'Cleo Eight');
  const { reviewId } = await holdBySteps(house, {
    ...withNell(cleo, cal),
    others: [nell, tess].map(({ staffId }) => ({ kind: 'staff', id: staffId })),
    on: '2026-05-13',
  });

  expect((await bill('cal', reviewId)).status).toBe(200);
  const second = await bill('tess', reviewId);
  expect(second).toMatchObject({ status: 409, body: { type: 'billed-already' } });
  expect(second.body.fields[0].message).toMatch(/^cal bills for this conference since/);
  expect(await billingOf('tess', reviewId)).toMatchObject({
    billed: { byName: 'cal', isMine: false },
    may: { bill: false },
  });
});

test('with the client’s sister alone it counts with a warning, and nobody bills before a supervisor of the program has looked at it (T9, C-06, REQ-082)', async () => {
  const dora = await clientOf(cal, 'Dora Nine');
  const { supportId } = await tell('cal', `/api/clients/${dora.clientId}/supports`, {
    fullName: 'Rosa Nine',
    relationship: 'sibling',
  });
  const sister = { kind: 'support' as const, id: String(supportId) };
  await tell('cal', `/api/clients/${dora.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [sister],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2026-01-05',
    validUntil: '2027-01-05',
    signedOn: '2026-01-05',
  });
  await reassessed('cal', dora, '2026-05-20');
  const { verdict, reviewId, conferenceId } = await holdBySteps(house, {
    client: dora,
    leader: cal,
    others: [sister],
    on: '2026-05-14',
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(verdict?.warningCodes).toContain('FAMILY_ONLY');
  expect(await dutiesOf('cal', dora)).toEqual([]);
  const { reviews } = (await house.as('cal').get(`/api/conferences/${conferenceId}`)).body;
  expect(reviews[0].counts.warnings).toContainEqual(
    expect.objectContaining({
      code: 'FAMILY_ONLY',
      text: 'Family was there, and no other provider.',
    }),
  );

  const path = `/api/reviews/${reviewId}/billing`;
  expect(await billingOf('cal', reviewId)).toMatchObject({
    units: 2,
    errors: [],
    warnings: [{ code: 'B30' }],
    familyAlone: { acknowledged: null },
    may: { bill: false, acknowledge: false },
  });
  expect((await bill('cal', reviewId)).body.type).toBe('supervisor-looks-first');
  // Not by whoever would bill, and not from outside the program.
  expect((await house.as('cal').post(`${path}/acknowledge`)).body.type).toBe(
    'not-yours-to-acknowledge',
  );
  expect((await house.as('sid').post(`${path}/acknowledge`)).status).toBe(404);
  expect((await billingOf('sue', reviewId)).may).toMatchObject({ acknowledge: true });
  for (const _ of ['once', 'again'])
    expect((await house.as('sue').post(`${path}/acknowledge`)).status).toBe(200);
  expect(await billingOf('cal', reviewId)).toMatchObject({
    familyAlone: { acknowledged: { byName: 'sue' } },
    may: { bill: true, acknowledge: false },
  });
  expect((await bill('cal', reviewId)).status).toBe(200);
});

test('what is closed ten days later counts from the day on which it was held, and says to whoever bills that it is late (T13, REQ-123)', async () => {
  const eva = await clientOf(cal, 'Eva Thirteen');
  await reassessed('cal', eva, '2026-05-25');
  const open = await dutiesOf('cal', eva);
  const { reviewId, close } = await holdBySteps(house, {
    ...withNell(eva, cal),
    on: '2026-05-15',
    closedAfterDays: null,
  });
  await house.at('2026-05-25T14:00:00Z');
  const { rows } = (await house.as('cal').get('/api/today/due?when=all')).body;
  const row = rows.find(({ clientId }: { clientId: string }) => clientId === eva.clientId);
  expect(row.notes).toContain('Held Fri 15 May; counts once its record is finished');
  expect(open).toEqual(['Follow-up, Reassessment: current, Wed 24 Jun']);

  expect(await close()).toMatchObject({ counts: true });
  expect(await dutiesOf('cal', eva)).toEqual([]);
  expect(await billingOf('cal', reviewId)).toMatchObject({
    units: 2,
    errors: [],
    warnings: [{ code: 'B27', inWords: expect.stringContaining('closed late') }],
    may: { bill: true },
  });
  const asked = await house.as('cal').post(`/api/reviews/${reviewId}/billing/acknowledge`);
  expect(asked.body.type).toBe('not-yours-to-acknowledge');
  const bySue = await house.as('sue').post(`/api/reviews/${reviewId}/billing/acknowledge`);
  expect(bySue.body.type).toBe('nothing-to-acknowledge');
});

test('what counts, what was due and what is billed are three questions, and each is answered without the others (C-10, REQ-099)', async () => {
  // Six minutes satisfy a reassessment and make no unit.
  const fay = await clientOf(cal, 'Fay Ten');
  await reassessed('cal', fay, '2026-05-20');
  const short = await holdBySteps(house, {
    ...withNell(fay, cal),
    on: '2026-05-18',
    minutes: 6,
  });
  expect(short.verdict).toMatchObject({ counts: true });
  expect(await dutiesOf('cal', fay)).toEqual([]);
  expect(await billingOf('cal', short.reviewId)).toMatchObject({
    minutes: 6,
    units: null,
    errors: [{ code: 'B20' }],
  });

  // Half an hour that nothing was due for counts and is billed.
  const gil = await clientOf(cal, 'Gil Ten');
  const wanted = await holdBySteps(house, { ...withNell(gil, cal), on: '2026-05-19' });
  expect(wanted.verdict).toMatchObject({ counts: true });
  expect((await bill('cal', wanted.reviewId)).body).toMatchObject({ units: 2 });

  // The team alone is neither.
  const alone = await holdBySteps(house, {
    client: gil,
    leader: cal,
    on: '2026-05-20',
    mode: 'telephone',
  });
  expect(alone.verdict?.counts).toBe(false);
  expect(alone.verdict?.reasonCodes).toContain('TEAM_ONLY');
  expect(await billingOf('cal', alone.reviewId)).toMatchObject({
    units: null,
    errors: expect.arrayContaining([expect.objectContaining({ code: 'B03' })]),
  });
}, 120_000);

test('by email, in a program paid by the month, a conference satisfies what was due and is no bill at all (C-10, REQ-143)', async () => {
  await house.at('2026-05-07T15:00:00Z');
  const hal = await given.client(here, {
    program: home,
    worker: hana,
    name: 'Hal Ten',
    enrolledOn: '2026-01-05',
  });
  const { providerId } = await given.provider(here, {});
  const lee = { kind: 'provider' as const, id: providerId };
  await given.consent(here, { client: hal, providerId, by: hana });
  await serves('hana', hal, { kind: 'provider', personId: providerId });
  const mails = exchangesOf(house, hana);
  const { conferenceId, reviewId, review, write } = await mails.begin(hal);
  await write({ from: { kind: 'staff', id: hana.staffId }, sentAt: '2026-05-01T14:00:00Z' });
  await write({ from: lee, sentAt: '2026-05-06T13:00:00Z' });
  await mails.finish(conferenceId, review);
  const closed = await mails.tell(`/api/conferences/${conferenceId}/close`);
  expect(closed.reviews[0]).toMatchObject({ counts: true });
  expect(await dutiesOf('hana', hal)).toEqual([
    'Health Home, billed, Six-month rule: current, Fri 6 Nov',
  ]);
  expect(await billingOf('hana', reviewId)).toMatchObject({ bills: false, units: null });
  expect((await bill('hana', reviewId)).body.type).toBe('not-billable');
}, 120_000);

import { afterAll, expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, comprehensive, home, ana, tell, provider, dutiesOf } =
  await goldenScene(house);
const planned = await given.program(here, { name: 'Toolkit', preset: 'community-care' });
const tom = await given.staff(here, 'tom', { roles: ['case-manager'], program: planned });
const policy = {
  ...healthHome,
  triggers: healthHome.triggers.map((rule) =>
    rule.code === 'housing_loss' ? { ...rule, withinDays: 14 } : rule,
  ),
};
const strict = await given.program(here, { name: 'Fourteen days', policy });
const una = await given.staff(here, 'una', { roles: ['case-manager'], program: strict });
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
const warningsIn = async (conferenceId: string) => {
  const { reviews } = (await house.as('ana').get(`/api/conferences/${conferenceId}`)).body;
  const { warnings } = reviews[0].counts;
  return warnings.map(({ code, text, remedy }: Record<string, string>) => [code, text, remedy]);
};

test('what was called together at once, with one discipline and no key provider, counts and is worth a look (C-08, C-17, C-18)', async () => {
  const alma = await inComprehensive('Alma One');
  const lee = await provider(ana, alma);
  const { verdict, conferenceId } = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2026-05-12',
    plannedMinutesAhead: 20,
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  for (const code of ['NOT_PLANNED', 'SINGLE_DISCIPLINE', 'NO_KEY_PROVIDER'])
    expect(verdict?.warningCodes).toContain(code);
  // Whoever opens it afterwards reads what can be done.
  const told = await warningsIn(conferenceId);
  expect(told).toContainEqual([
    'NO_KEY_PROVIDER',
    'No key provider was there.',
    'Before the next one, mark on the care team who the key providers are, and invite one of them.',
  ]);
  expect(told).toContainEqual([
    'NOT_PLANNED',
    'It was not planned with the notice that the program asks for.',
    expect.stringContaining('Plan the next one ahead'),
  ]);
});

test('with a key provider, a second discipline and notice nothing of it is left to look at (C-17, C-18, REQ-033)', async () => {
  const bea = await inComprehensive('Bea Two');
  const others = [
    await provider(ana, bea, { providerClass: 'medical', isKeyProvider: true }),
    await provider(ana, bea, 'behavioral'),
  ];
  const { verdict } = await holdBySteps(house, {
    client: bea,
    leader: ana,
    others,
    on: '2026-05-13',
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  for (const code of ['NOT_PLANNED', 'SINGLE_DISCIPLINE', 'NO_KEY_PROVIDER'])
    expect(verdict?.warningCodes).not.toContain(code);
});

test('where the toolkit is followed, what was not planned ahead does not count (C-18, REQ-055)', async () => {
  await house.at('2026-05-01T12:00:00Z');
  const cleo = await given.client(here, {
    program: planned,
    worker: tom,
    name: 'Cleo Three',
    enrolledOn: '2026-01-05',
  });
  const lee = await provider(tom, cleo);
  const held = { client: cleo, leader: tom, others: [lee] };
  const { verdict } = await holdBySteps(house, {
    ...held,
    on: '2026-05-12',
    plannedMinutesAhead: 20,
  });
  expect(verdict).toMatchObject({ counts: false, reasonCodes: ['NOT_PLANNED'] });
  expect((await holdBySteps(house, { ...held, on: '2026-05-18' })).verdict?.counts).toBe(true);
}, 120_000);

test('a change that nobody could plan for needs no notice (C-18, REQ-022)', async () => {
  const dora = await inComprehensive('Dora Four');
  const { changeEventId } = await tell('ana', `/api/clients/${dora.clientId}/changes`, {
    code: 'housing_loss',
    on: '2026-05-01',
    wantsConference: true,
  });
  const called = await holdBySteps(house, {
    client: dora,
    leader: ana,
    others: [await provider(ana, dora)],
    on: '2026-05-02',
    plannedMinutesAhead: 20,
    changeEventIds: [changeEventId],
  });
  expect(called.verdict?.warningCodes).not.toContain('NOT_PLANNED');
});

test('family is no provider where the program does not say so (C-06, REQ-131)', async () => {
  await house.at('2026-05-01T12:00:00Z');
  const ed = await given.client(here, {
    program: home,
    worker: ana,
    name: 'Ed Five',
    enrolledOn: '2026-01-05',
  });
  const { supportId } = await tell('ana', `/api/clients/${ed.clientId}/supports`, {
    fullName: 'Rosa Five',
    relationship: 'sibling',
  });
  const sister = { kind: 'support' as const, id: String(supportId) };
  await tell('ana', `/api/clients/${ed.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [sister],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2026-01-05',
    validUntil: '2027-01-05',
    signedOn: '2026-01-05',
  });
  const { verdict } = await holdBySteps(house, {
    client: ed,
    leader: ana,
    others: [sister],
    on: '2026-05-14',
  });

  expect(verdict).toMatchObject({ counts: false, reasonCodes: ['NO_PROVIDER'] });
  expect(await dutiesOf('ana', ed)).toEqual([
    'Health Home, First case conference: current, Sun 5 Jul',
  ]);
});

test('an agency that allows fourteen days after a change sees the date, and what is late after it (C-16, REQ-022)', async () => {
  await house.at('2026-05-04T14:00:00Z');
  const fay = await given.client(here, {
    program: strict,
    worker: una,
    name: 'Fay Six',
    enrolledOn: '2026-04-01',
  });
  const lost = (code: string) =>
    tell('una', `/api/clients/${fay.clientId}/changes`, { code, on: '2026-05-01' });
  await lost('housing_loss');
  await lost('missed_care');
  const open = async () =>
    (await dutiesOf('una', fay)).filter((duty) => !duty.includes('First')).toSorted();

  expect(await open()).toEqual([
    'Fourteen days, Lost or losing housing: due_soon, Fri 15 May',
    'Fourteen days, Not keeping medical appointments: open, No date set',
  ]);
  await house.at('2026-05-16T14:00:00Z');
  expect(await open()).toContain('Fourteen days, Lost or losing housing: overdue, Fri 15 May');
});

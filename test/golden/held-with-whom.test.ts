import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, home, ana, onTeam, tell, provider } = await goldenScene(house);
// Rules that are known since before the first of the days that are looked at.
await house.at('2025-08-01T12:00:00Z');
const comprehensive = await given.program(here, { name: 'Comprehensive since 2025' });
await house.at('2026-08-20T12:00:00Z');
await onTeam(ana, comprehensive, 'case-manager');
afterAll(() => house.close());

let alma: GivenClient;
const names = ['Okoro', 'Quist'];

beforeAll(async () => {
  await given.staff(here, 'sofia', {
    roles: ['supervisor'],
    program: comprehensive,
    teamRole: 'supervisor',
  });
  await given.staff(here, 'hana', {
    roles: ['supervisor'],
    program: home,
    teamRole: 'supervisor',
  });
  await given.staff(here, 'june', { roles: ['auditor'] });
  await given.staff(here, 'ada', { roles: ['administrator'] });
  await house.at('2026-05-01T12:00:00Z');
  // The first is due on 30 May.
  alma = await given.client(here, {
    program: comprehensive,
    worker: ana,
    name: 'Alma Rivera',
    enrolledOn: '2025-12-01',
  });
  await given.client(here, { program: home, worker: ana, name: 'Bea', enrolledOn: '2025-12-01' });
  const doctor = await provider(ana, alma, { providerClass: 'medical', isKeyProvider: true });
  const other = await provider(ana, alma, 'behavioral');
  for (const [index, { id }] of [doctor, other].entries())
    await house.owner.query(
      `update provider_version set full_name = $2 where agency_id = $3 and provider_id = $1`,
      [id, `Dr ${names[index]}`, here.agencyId],
    );
  await house.at('2026-05-10T18:00:00Z');
  const { changeEventId } = await tell('ana', `/api/clients/${alma.clientId}/changes`, {
    code: 'suicidal_ideation',
    on: '2026-05-10',
    wantsConference: true,
  });
  await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [doctor, other],
    on: '2026-05-12',
    plannedDaysAhead: 1,
    changeEventIds: [changeEventId],
    closedAfterDays: 3,
  });
  await house.at('2026-08-20T13:00:00Z');
}, 120_000);

type Row = {
  rule: string;
  status: string;
  notes: string[];
  held: { when: string; keyProviders: string; others: string[] } | null;
};

/** What somebody reads of a past day: the rows of each kind on the page, and the file. */
async function lookBack(who: string, asOf: string, knowledge = 'today') {
  const { snapshotId } = await tell(who, '/api/due-snapshots', { asOf, knowledge });
  await house.runJobs();
  const path = `/api/due-snapshots/${snapshotId}`;
  const show = async (rows: string): Promise<Row[]> =>
    (await house.as(who).get(`${path}?show=${rows}`)).body.rows;
  const file = async (rows: string): Promise<string> =>
    (await house.as(who).get(`${path}/export?show=${rows}&reason=report&reportTo=state`)).body;
  return { all: await show('all'), met: await show('met'), file };
}

test('an evidence list says when it was held, when it was due, and which key provider and who else was there (REQ-033)', async () => {
  const { all, met, file } = await lookBack('sofia', '2026-06-01');
  const routine = all.find(({ status }) => status === 'current');
  expect(routine?.held).toMatchObject({
    when: 'Held 12 May 2026, in time, 18 days before it was due',
    keyProviders: expect.stringMatching(/^With the key provider Dr Okoro \(/),
  });
  expect(routine?.held?.others).toHaveLength(2);
  expect(routine?.held?.others.join()).toContain('Dr Quist');
  expect(routine?.held?.others.join()).not.toContain('Okoro');

  expect(met).toMatchObject([
    {
      rule: 'Suicidal ideation',
      status: 'satisfied',
      held: { when: expect.stringContaining('Held 12 May 2026') },
    },
  ]);
  const [header, line] = (await file('all')).split('\r\n');
  expect(header).toContain('Held,Was due,Key providers,Also there');
  expect(line).toContain('2026-05-12,2026-05-30,"With the key provider Dr Okoro');
  expect(await file('met')).toContain('Suicidal ideation');
});

test('what a colleague who was there is called is told to whoever may read all of the case (REQ-033, S4)', async () => {
  const role = { roles: ['supervisor' as const], program: comprehensive, teamRole: 'supervisor' };
  await given.staff(here, 'sol', { ...role, trained: [] });
  const told = async (who: string) => {
    const { all } = await lookBack(who, '2026-06-01');
    return all.find(({ status }) => status === 'current')?.held?.others.join();
  };

  expect(await told('sofia')).toContain('ana (Case manager, ');
  expect(await told('sol')).toMatch(/ana \(/);
  expect(await told('sol')).not.toContain('Case manager');
});

test('before it was written up, a list as it was known then has nothing that counts (REQ-033)', async () => {
  const then = await lookBack('sofia', '2026-05-13', 'then');
  expect(then.all.map(({ held }) => held)).toEqual([null, null]);
  for (const { notes } of then.all)
    expect(notes).toContain('Held Tue 12 May; counts once its record is finished');
  const now = await lookBack('sofia', '2026-05-13', 'today');
  expect(now.all.map(({ held }) => held?.when)).toEqual([
    expect.stringContaining('Held 12 May 2026'),
  ]);
});

test('whoever reads numbers reads that a key provider was there, an administrator who reads care teams not even that; and no name, no restricted duty and no client (REQ-033, REQ-178, EP-14)', async () => {
  for (const [who, told] of [
    ['june', 'A key provider was there'],
    ['ada', 'Who was there is told to those who have the case or oversee it'],
  ] as const) {
    const { all, met, file } = await lookBack(who, '2026-06-01');
    expect(all.map(({ held }) => held?.keyProviders)).toContain(told);
    for (const { held } of all) expect(held?.others ?? []).toEqual([]);
    expect(met).toEqual([]);
    const whole = `${JSON.stringify(all)} ${await file('all')} ${await file('met')}`;
    expect(whole).toContain(told);
    for (const hidden of [...names, 'Suicidal']) expect(whole).not.toContain(hidden);
  }
}, 60_000);

test('a supervisor of another program reads nothing of it (REQ-178)', async () => {
  const { all, met, file } = await lookBack('hana', '2026-06-01');
  expect(all.map(({ held }) => held)).toEqual([null]);
  expect(met).toEqual([]);
  const whole = `${JSON.stringify(all)} ${await file('all')}`;
  for (const hidden of [...names, 'Alma', 'key provider']) expect(whole).not.toContain(hidden);
});

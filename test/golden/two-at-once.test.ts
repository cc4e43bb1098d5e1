import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { comprehensive as rules } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import type { GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, home, ana, onTeam, tell, provider, dutiesOf } = await goldenScene(house);
// Known before anything happens to a client.
await house.at('2025-12-01T12:00:00Z');
const together = await given.program(here, {
  name: 'Together',
  policy: {
    ...rules,
    crossProgram: [
      {
        kind: 'dual_enrollment',
        otherPolicyId: healthHome.policyId,
        maxDays: 60,
        jointConference: ['on_admission', 'before_end'],
        jointPlan: true,
      },
    ],
  },
});
const everybody = await given.program(here, {
  name: 'Everybody',
  policy: {
    ...rules,
    conference: { ...rules.conference, keyProviderCoverage: 'all_within_interval' },
  },
});
await house.at('2026-08-20T12:00:00Z');
await onTeam(ana, together, 'case-manager');
await onTeam(ana, everybody, 'case-manager');
const hal = await given.staff(here, 'hal', { roles: ['case-manager'], program: home });
const tess = await given.staff(here, 'tess', {
  roles: ['case-manager'],
  program: together,
  trained: [],
});
afterAll(() => house.close());

const enrollAtHome = ({ clientId }: GivenClient, startedOn: string) =>
  tell('ana', `/api/clients/${clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn,
  });
const jointOf = async (who: string, client: GivenClient) =>
  (await dutiesOf(who, client)).filter((duty) => duty.includes('Joint')).toSorted();

test('who is in two programs at once is owed joint conferences, on admission and before day sixty, each with the other program (C-34)', async () => {
  await house.at('2026-03-02T14:00:00Z');
  const alma = await given.client(here, {
    program: together,
    worker: ana,
    enrolledOn: '2026-01-05',
  });
  expect(await jointOf('ana', alma)).toEqual([]);
  const { enrollmentId } = await enrollAtHome(alma, '2026-03-02');

  expect(await jointOf('ana', alma)).toEqual([
    'Together, Joint case conference before day 60: due_soon, Thu 30 Apr',
    'Together, Joint case conference on admission: due_today, Mon 2 Mar',
  ]);
  const rows = (await house.as('ana').get('/api/today/due?when=all')).body.rows;
  expect(rows).toMatchObject([
    {
      clientId: alma.clientId,
      rule: 'Joint case conference on admission',
      evidence: 'In two programs since Mon 2 Mar, for at most 60 days',
    },
  ]);
  const why = await house.as('ana').post(`/api/enrollments/${rows[0].enrollmentId}/why`, {
    obligationKey: rows[0].id.slice(rows[0].enrollmentId.length + 1),
  });
  expect(why.body).toMatchObject({
    quote:
      'A client is in both programs for at most 60 days; a joint case conference is required on the day on which that begins.',
    wouldSatisfy: expect.arrayContaining(['Somebody of the other program takes part']),
  });

  // A physician alone is no joint conference; a colleague of the other program makes it one.
  const lee = await provider(ana, alma);
  await holdBySteps(house, { client: alma, leader: tess, others: [lee], on: '2026-03-05' });
  expect(await jointOf('ana', alma)).toContain(
    'Together, Joint case conference on admission: overdue, Mon 2 Mar',
  );
  const together10 = {
    client: alma,
    leader: tess,
    others: [lee, { kind: 'staff' as const, id: hal.staffId }],
  };
  await holdBySteps(house, { ...together10, on: '2026-03-10' });
  expect(await jointOf('ana', alma)).toEqual([
    'Together, Joint case conference before day 60: due_soon, Thu 30 Apr',
  ]);

  // Back in one program nothing of it is owed any more.
  await house.at('2026-03-20T14:00:00Z');
  await tell('ana', `/api/enrollments/${enrollmentId}/end`, {
    endedOn: '2026-03-20',
    reason: 'goals_met',
  });
  expect(await jointOf('ana', alma)).toEqual([]);
});

test('that a client is in a program whose name tells something is not told by what both owe (C-34, REQ-036)', async () => {
  await house.at('2026-04-01T14:00:00Z');
  const bea = await given.client(here, {
    program: together,
    worker: ana,
    name: 'Bea Quiet',
    enrolledOn: '2026-01-05',
  });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    home.programId,
  ]);
  await enrollAtHome(bea, '2026-04-01');

  expect(await jointOf('ana', bea)).toHaveLength(2);
  for (const path of [
    `/api/clients/${bea.clientId}/clock-facts`,
    '/api/today/due?when=all',
    `/api/clients/${bea.clientId}`,
  ])
    expect(JSON.stringify((await house.as('tess').get(path)).body)).not.toMatch(
      /[Jj]oint|two programs/,
    );
});

test('every key provider has to come once in the time of the routine rule, and who did not stays due (C-17, REQ-033)', async () => {
  await house.at('2026-03-02T14:00:00Z');
  const cal = await given.client(here, {
    program: everybody,
    worker: ana,
    name: 'Cal Everybody',
    enrolledOn: '2026-02-02',
  });
  const lee = await provider(ana, cal, {
    providerClass: 'medical',
    isKeyProvider: true,
    from: '2026-02-02',
  });
  await provider(ana, cal, {
    providerClass: 'behavioral',
    isKeyProvider: true,
    from: '2026-02-02',
  });
  const coverage = async () =>
    (await dutiesOf('ana', cal)).filter((duty) => duty.includes('key provider'));
  expect(await coverage()).toEqual(['Everybody, Every key provider: current, Sat 1 Aug']);

  const { verdict } = await holdBySteps(house, {
    client: cal,
    leader: ana,
    others: [lee],
    on: '2026-05-12',
  });
  expect(verdict).toMatchObject({ counts: true });
  expect(await dutiesOf('ana', cal)).toEqual(
    expect.arrayContaining([
      'Everybody, 180-day rule: current, Sun 8 Nov',
      'Everybody, Every key provider: current, Sat 1 Aug',
    ]),
  );
});

test('what changed while the worklist was being brought up to date is looked at once more (C-34, C-17)', async () => {
  await house.at('2026-04-01T14:00:00Z');
  const dee = await given.client(here, {
    program: together,
    worker: ana,
    name: 'Dee Meanwhile',
    enrolledOn: '2026-01-05',
  });
  const { enrollmentId: other } = await enrollAtHome(dee, '2026-04-01');
  const eli = await given.client(here, {
    program: everybody,
    worker: ana,
    name: 'Eli Meanwhile',
    enrolledOn: '2026-02-02',
  });
  await provider(ana, eli, { providerClass: 'medical', isKeyProvider: true, from: '2026-02-02' });
  const changes = [
    [dee, `update enrollment_version set valid_to = '2026-05-01' where enrollment_id = '${other}'`],
    [
      eli,
      `update care_team_member_version v set is_key_provider = false from care_team_member m
       where m.care_team_member_id = v.care_team_member_id and m.client_id = '${eli.clientId}'`,
    ],
  ] as const;

  for (const [{ enrollmentId }, change] of changes) {
    const [projecting, writing] = [await house.owner.connect(), await house.owner.connect()];
    try {
      await projecting.query('begin');
      await projecting.query(`select from enrollment where enrollment_id = $1 for no key update`, [
        enrollmentId,
      ]);
      const progress = { isWritten: false };
      const written = writing
        .query(`begin; ${change}; delete from stale_enrollment; commit;`)
        .finally(() => {
          progress.isWritten = true;
        });
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while (!progress.isWritten && (await projecting.query(waiting)).rowCount === 0)
        await pause(10);
      // The answer of whoever had read before the change.
      await projecting.query(
        `update obligation set changes_on = '2027-01-01' where enrollment_id = $1`,
        [enrollmentId],
      );
      await projecting.query('commit');
      await written;
    } finally {
      projecting.release();
      writing.release();
    }
    const { rows } = await house.owner.query(
      `select distinct changes_on::text as looked_at from obligation where enrollment_id = $1`,
      [enrollmentId],
    );
    expect(rows).toEqual([{ looked_at: '2000-01-01' }]);
  }
});

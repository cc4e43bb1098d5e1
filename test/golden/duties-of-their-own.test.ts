import { afterAll, expect, test } from 'vitest';
import { comprehensive as rules } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { askForDigests } from '#server/features/escalations/ask-for-digests.ts';
import type { GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, home, ana, onTeam, tell, provider, dutiesOf } = await goldenScene(house);
// Known before anything happens to a client.
await house.at('2025-12-01T12:00:00Z');
const together = await given.program(here, {
  name: 'Together',
  policy: {
    ...rules,
    conference: { ...rules.conference, keyProviderCoverage: 'all_within_interval' },
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
await house.at('2026-08-20T12:00:00Z');
await onTeam(ana, together, 'case-manager');
await given.staff(here, 'sue', {
  roles: ['supervisor'],
  program: together,
  teamRole: 'supervisor',
});
await given.staff(here, 'tess', { roles: ['case-manager'], program: together, trained: [] });
afterAll(() => house.close());

const inBoth = async (name: string, since: string): Promise<GivenClient & { other: string }> => {
  await house.at(`${since}T14:00:00Z`);
  const client = await given.client(here, {
    program: together,
    worker: ana,
    name,
    enrolledOn: '2026-01-05',
  });
  await provider(ana, client, {
    providerClass: 'medical',
    isKeyProvider: true,
    from: '2026-01-05',
  });
  const { enrollmentId: other } = await tell('ana', `/api/clients/${client.clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn: since,
  });
  return { ...client, other };
};
const exempt = (who: string, client: GivenClient, body: object) =>
  house.as(who).post(`/api/enrollments/${client.enrollmentId}/exemptions`, {
    reason: 'covered-elsewhere',
    from: '2026-03-02',
    reviewOn: '2026-06-01',
    ...body,
  });
const factsOf = async (who: string, client: GivenClient) => {
  const { body } = await house.as(who).get(`/api/clients/${client.clientId}/clock-facts`);
  return body.programs.find((each: any) => each.programName === 'Together');
};
const joint = 'Together, Joint case conference';

test('what two programs ask for and that key providers come are kinds of their own in list, filter and file (C-34, C-17)', async () => {
  const alma = await inBoth('Alma Together', '2026-03-02');
  const rowsFor = async (why: string) => {
    const { body } = await house.as('ana').get(`/api/today/due?when=all&why=${why}`);
    return body.rows
      .filter(({ clientId }: any) => clientId === alma.clientId)
      .map(({ kind, rule }: any) => `${kind}: ${rule}`);
  };
  expect(await rowsFor('two-programs')).toEqual(['joint: Joint case conference on admission']);
  expect(await rowsFor('key-providers')).toEqual(['key_providers: Every key provider']);
  expect(await rowsFor('routine')).toEqual(['first: First case conference']);
  const file = await house
    .as('ana')
    .get('/api/today/due/export?when=all&why=two-programs&reason=supervision');
  expect(file.body).toContain('Joint case conference on admission');

  // No conference is known of her: when the first is due is for the routine rule to say.
  const missing = await house.as('here-admin').get('/api/held-elsewhere/missing');
  expect(
    missing.body.rows.find((row: any) => row.enrollmentId === alma.enrollmentId),
  ).toMatchObject({ dueOn: '2026-07-04' });
});

test('a client is exempted from one joint conference alone, with reason, person and review date, and its why says so (C-29, C-34)', async () => {
  const bea = await inBoth('Bea Together', '2026-03-02');
  const { rules: offered } = await factsOf('ana', bea);
  const key = `joint-on-admission:${bea.other}`;
  expect(offered).toContainEqual({
    ruleId: key,
    name: 'Joint case conference on admission, in two programs since 2 Mar 2026',
  });
  const unknown = { ruleId: `joint-on-admission:${house.newId()}` };
  expect((await exempt('ana', bea, unknown)).body.fields).toMatchObject([{ path: 'ruleId' }]);
  const { status, body } = await exempt('sue', bea, { ruleId: key, note: 'Met at the hospital' });
  expect(status).toBe(200);
  expect((await exempt('ana', bea, { ruleId: key })).body.type).toBe('exempt-already');

  expect(await dutiesOf('ana', bea)).toEqual(
    expect.arrayContaining([
      `${joint} on admission: exempt, Mon 2 Mar`,
      `${joint} before day 60: due_soon, Thu 30 Apr`,
    ]),
  );
  const why = await house
    .as('ana')
    .post(`/api/enrollments/${bea.enrollmentId}/why`, { obligationKey: key });
  expect(why.body.notes).toEqual(['Exempt: covered elsewhere; to be reviewed Mon 1 Jun']);
  expect((await factsOf('ana', bea)).exemptions).toMatchObject([
    {
      rule: 'Joint case conference on admission',
      reason: 'Covered elsewhere',
      by: 'sue',
      reviewOn: '2026-06-01',
      notes: [{ text: 'Met at the hospital' }],
    },
  ]);
  const record = (await house.as('ana').get(`/api/clients/${bea.clientId}/record?kinds=exemption`))
    .body.entries;
  expect(record[0].text).toBe(
    'Together, Joint case conference on admission: Covered elsewhere. To be reviewed on Mon 1 Jun 2026.',
  );
  const end = `/api/exemptions/${body.exemptionId}/end`;
  await tell('ana', end, { lastOn: '2026-03-02' });
  await house.at('2026-03-03T14:00:00Z');
  await house.as('ana').get('/api/today/due?when=all');
  expect(await dutiesOf('ana', bea)).toContain(`${joint} on admission: overdue, Mon 2 Mar`);
});

test('a client is exempted from waiting for key providers alone, and the routine date stays (C-29, C-17)', async () => {
  const cal = await inBoth('Cal Together', '2026-03-02');
  const { rules: offered } = await factsOf('ana', cal);
  const ruleId = 'key-providers-every-180-days';
  expect(offered).toContainEqual({ ruleId, name: 'Every key provider (180-day rule)' });
  expect((await exempt('ana', cal, { ruleId })).status).toBe(200);

  expect(await dutiesOf('ana', cal)).toEqual(
    expect.arrayContaining([
      'Together, Every key provider: exempt, Sat 4 Jul',
      'Together, First case conference: current, Sat 4 Jul',
    ]),
  );
});

test('an exemption from a joint conference tells nobody of a program whose name tells something (REQ-036, C-34)', async () => {
  const dee = await inBoth('Dee Together', '2026-03-02');
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    home.programId,
  ]);
  await house.owner.query(`update obligation set changes_on = '2000-01-01' where client_id = $1`, [
    dee.clientId,
  ]);
  await house.as('ana').get('/api/today/due?when=all');
  const key = `joint-on-admission:${dee.other}`;
  expect((await exempt('tess', dee, { ruleId: key })).status).toBe(400);
  const { status, body } = await exempt('ana', dee, { ruleId: key, note: 'Told by the other' });
  expect(status).toBe(200);

  const path = `/api/exemptions/${body.exemptionId}`;
  for (const act of [
    { path: `${path}/end`, body: { lastOn: '2026-03-02' } },
    { path: `${path}/withdraw`, body: { why: 'Wrong' } },
    { path: `${path}/review`, body: { reviewOn: '2026-08-01' } },
  ])
    expect((await house.as('tess').post(act.path, act.body)).status).toBe(404);
  const readBy = async (who: string) => {
    const pages = await Promise.all(
      ['clock-facts', 'record'].map((page) =>
        house.as(who).get(`/api/clients/${dee.clientId}/${page}`),
      ),
    );
    return JSON.stringify(pages.map((page) => page.body));
  };
  expect(await readBy('ana')).toMatch(/Joint.*Told by the other/);
  expect(await readBy('tess')).not.toMatch(/[Jj]oint|Told by|covered/i);
  await house.owner.query(`update program set class = 'general' where program_id = $1`, [
    home.programId,
  ]);
});

test('a joint conference that was not held is told to worker and supervisor once its day has passed, in a letter without a name (C-34, REQ-142)', async () => {
  const eli = await inBoth('Eli Together', '2026-04-01');
  const told = async (at: string) => {
    await house.at(at);
    await house.owner.query(`update obligation set changes_on = '2000-01-01'`);
    await house.as('ana').get('/api/today/due?when=all');
    house.mails.length = 0;
    await askForDigests(house.shell);
    await house.runJobs();
    await house.runJobs();
    return house.mails.map(({ to }) => to).toSorted();
  };
  // All that was late before is told.
  await told('2026-05-29T15:00:00Z');
  expect(await told('2026-05-30T15:00:00Z')).toEqual([]);
  // Before day sixty: the fifty-ninth after 1 April is 30 May.
  expect(await dutiesOf('ana', eli)).toContain(`${joint} before day 60: due_today, Sat 30 May`);
  expect(await told('2026-05-31T15:00:00Z')).toEqual(['ana@example.org', 'sue@example.org']);
  expect(JSON.stringify(house.mails)).not.toMatch(/Eli|Together|[Jj]oint|Health Home/);
  expect(await told('2026-06-01T15:00:00Z')).toEqual([]);
});

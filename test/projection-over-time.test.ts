import { afterAll, beforeAll, expect, test } from 'vitest';
import { presets } from '#domain/program-policy/presets/presets.ts';
import { projectDaily } from '#server/features/today/project-daily.ts';
import { rebuildDue } from '#server/features/today/rebuild-due.ts';
import { chanceOf } from '#test/clock/random.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const operations = isDeep ? 2_000 : 400;
const days = isDeep ? 400 : 80;
const firstDay = Temporal.PlainDate.from('2025-03-01');

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let ana: GivenStaff;
const programs: GivenProgram[] = [];
const known: GivenClient[] = [];
const chance = chanceOf(20_261_126);

const dayAt = (number: number) => firstDay.add({ days: number }).toString();
const morningOf = (number: number) => house.at(`${dayAt(number)}T15:00:00Z`);

beforeAll(async () => {
  // Signed in on the last of the days.
  await morningOf(days);
  here = await given.agency('here');
  const pausing = presets['health-home'];
  for (const policy of [
    presets.comprehensive,
    {
      ...pausing,
      cadence: pausing.cadence.map((rule) => ({
        ...rule,
        pauses: ['inpatient_long'],
        resumeDays: 14,
      })),
    },
    presets.cfp,
    presets.supportive,
  ])
    programs.push(await given.program(here, { name: policy.policyId, policy }));
  ana = await given.staff(here, 'ana', {
    roles: ['supervisor', 'case-manager'],
    program: programOf(0),
    teamRole: 'supervisor',
  });
  for (const { teamId } of programs.slice(1))
    await house.owner.query(
      `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4))
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
       values ($1, $2, $5, 'supervisor', '2020-01-01', '2020-01-01Z')`,
      [here.agencyId, house.newId(), teamId, ana.staffId, house.newId()],
    );
});

function programOf(number: number): GivenProgram {
  const program = programs[number % programs.length];
  if (!program) throw new Error('no program');
  return program;
}

/** What people do to facts of the clock, each with its endpoint; `on` is a day that has been, or today. */
const acts: readonly ((of: GivenClient, on: string, today: number) => [string, object])[] = [
  ({ enrollmentId }, heldOn) => [
    '/api/held-elsewhere',
    { enrollmentIds: [enrollmentId], heldOn, source: 'Paper' },
  ],
  ({ clientId }, on) => [
    `/api/clients/${clientId}/changes`,
    {
      code: chance.pick(['nonadherence', 'missed_care', 'suicidal_ideation', 'housing_loss']),
      on,
      wantsConference: true,
    },
  ],
  ({ enrollmentId }, _on, today) => [
    `/api/enrollments/${enrollmentId}/reassessments`,
    { on: dayAt(today + chance.below(60) - 20) },
  ],
  ({ clientId, enrollmentId }, on) => [
    `/api/clients/${clientId}/attempts`,
    {
      enrollmentId,
      on,
      channel: 'telephone',
      outcome: 'no_response',
      to: { kind: 'client', id: clientId },
      nextStep: 'call-again',
    },
  ],
  ({ enrollmentId }, from, today) => [
    `/api/enrollments/${enrollmentId}/exemptions`,
    {
      reason: 'client-declined',
      from,
      lastOn: dayAt(today + 10 + chance.below(40)),
      reviewOn: dayAt(today + 9),
    },
  ],
  ({ enrollmentId }, from, today) => [
    `/api/enrollments/${enrollmentId}/pauses`,
    { kind: 'inpatient_long', from, reviewOn: dayAt(today + 20) },
  ],
  ({ enrollmentId }, _on, today) => [
    `/api/enrollments/${enrollmentId}/snooze`,
    {
      obligationKey: chance.pick(['every-180-days', 'every-six-months', 'at-reassessment']),
      until: dayAt(today + 1 + chance.below(25)),
      reason: 'client_away',
    },
  ],
  ({ clientId }, startedOn) => {
    const { programId, teamId } = programOf(chance.below(4));
    return [
      `/api/clients/${clientId}/enrollments`,
      { programId, teamId, workerId: ana.staffId, startedOn },
    ];
  },
];

const stored = async () =>
  (
    await house.owner.query(
      `select enrollment_id, obligation_key, due_on::text, due_soon_on::text, anchor_on::text, last_held_on::text, strength, severity,
         state, is_backlog, class, explanation, changes_on::text, worker_id, team_id
       from obligation order by enrollment_id, obligation_key`,
    )
  ).rows;

async function oneOperation(today: number): Promise<number> {
  if (known.length < 30 || chance.once(40)) {
    const program = programOf(chance.below(4));
    const enrolledOn = dayAt(today - chance.below(200));
    known.push(await given.client(here, { program, worker: ana, enrolledOn }));
    return 1;
  }
  const [first, ...rest] = known;
  if (!first) return 0;
  const client = chance.pick([first, ...rest]);
  if (chance.once(60)) {
    const path = `/api/enrollments/${client.enrollmentId}/end`;
    const body = { endedOn: dayAt(today), reason: 'moved' };
    return (await house.as('ana').post(path, body)).status === 200 ? 1 : 0;
  }
  const act = acts[chance.below(acts.length)];
  if (!act) return 0;
  const [path, body] = act(client, dayAt(today - chance.below(30)), today);
  const { status } = await house.as('ana').post(path, body);
  // What does not fit is refused by name, and never a fault.
  expect(status).toBeLessThan(500);
  return status === 200 ? 1 : 0;
}

test(`what is stored is what a rebuild derives, after ${operations} random operations in ${days} days (REQ-027, REQ-142)`, async () => {
  let taken = 0;
  const states = new Set<string>();
  for (let today = 0; today < days; today += 1) {
    await morningOf(today);
    await projectDaily(house.shell);
    for (let each = 0; each < operations / days; each += 1) taken += await oneOperation(today);
    if (today % 40 !== 39) continue;
    const kept = await stored();
    await rebuildDue(house.shell, null, async () => {});
    expect(await stored()).toEqual(kept);
    for (const { state } of kept) states.add(state);
  }

  expect(taken).toBeGreaterThan(operations / 3);
  expect([...states]).toEqual(
    expect.arrayContaining(['open', 'satisfied', 'closed', 'exempt', 'paused']),
  );
}, 600_000);

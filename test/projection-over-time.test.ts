import { afterAll, beforeAll, expect, test } from 'vitest';
import { presets } from '#domain/program-policy/presets/presets.ts';
import { projectDaily } from '#server/features/today/project-daily.ts';
import { rebuildDue } from '#server/features/today/rebuild-due.ts';
import { chanceOf } from '#test/clock/random.ts';
import { whatPeopleDo, type Doing } from '#test/clock/what-people-do.ts';
import { holdBySteps } from '#test/golden/conference-by-steps.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const operations = isDeep ? 2_000 : 240;
const days = isDeep ? 400 : 80;
const firstDay = Temporal.PlainDate.from('2025-03-01');

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let ana: GivenStaff;
let bo: GivenStaff;
let lee: string;
let acts: readonly Doing[];
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
  bo = await given.staff(here, 'bo', { roles: ['case-manager'], program: programOf(0) });
  lee = (await given.provider(here)).providerId;
  for (const { teamId } of programs.slice(1))
    await house.owner.query(
      `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4))
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
       values ($1, $2, $5, 'supervisor', '2020-01-01', '2020-01-01Z')`,
      [here.agencyId, house.newId(), teamId, ana.staffId, house.newId()],
    );
  const [first, ...others] = programs;
  if (!first) throw new Error('no program');
  acts = whatPeopleDo({ chance, ana, bo, programs: [first, ...others], dayAt, recorded });
});

function programOf(number: number): GivenProgram {
  const program = programs[number % programs.length];
  if (!program) throw new Error('no program');
  return program;
}

const recorded = new Map<string, string[]>();
const why = 'Entered in error';
const reviews: string[] = [];
const took = new Map<string, number>();
const count = (what: string) => took.set(what, (took.get(what) ?? 0) + 1);

/** A conference from the plan to the close, at noon; one that was closed before is void then, or is not any more. */
async function conferAndVoid(today: number) {
  const client = known[chance.below(known.length)];
  if (!client) return;
  await given.consent(here, { client, providerId: lee, by: ana });
  const { reviewId } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [{ kind: 'provider', id: lee }],
    on: dayAt(today),
    time: '12:30',
    plannedMinutesAhead: 45,
  });
  reviews.push(reviewId);
  count('close');
  const path = `/api/reviews/${reviews[chance.below(reviews.length)]}`;
  const { seen, isVoid } = (await house.as('ana').get(`${path}/void`)).body;
  const verb = isVoid ? 'restore' : 'void';
  const { status } = await house.as('ana').post(`${path}/${verb}`, { seen, reason: why });
  expect(status).toBe(200);
  count(verb);
}

/** A second version of one program's rules, which also speaks of what runs already. */
async function publish(today: number) {
  const program = programOf(0);
  const asAdmin = house.as('here-admin');
  const versions = await house.owner.query(
    'select max(version) as last from program_policy where program_id = $1',
    [program.programId],
  );
  const last: number = versions.rows[0].last;
  const key = { programId: program.programId, version: last + 1 };
  await asAdmin.post('/api/policies/draft', { ...key, version: last });
  const query = `programId=${key.programId}&version=${key.version}`;
  const { revision, document } = (await asAdmin.get(`/api/policies/version?${query}`)).body;
  const [rule] = document.cadence;
  const interval = { value: 60 + chance.below(120), unit: 'day' };
  await asAdmin.post('/api/policies/draft/save', {
    ...key,
    revision,
    document: {
      ...document,
      effectiveFrom: dayAt(today),
      cadence: [{ ...rule, interval, applyToOpenObligations: true }],
    },
  });
  const published = await asAdmin.post('/api/policies/publish', { ...key, revision: revision + 1 });
  expect(published.status).toBe(200);
  await house.runJobs();
  count('publish');
}

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
  const chosen = act(client, dayAt(today - chance.below(30)), today);
  if (chosen === null) return 0;
  const reply = await house.as('ana').post(...chosen);
  // What does not fit is refused by name, and never a fault.
  expect(reply.status).toBeLessThan(500);
  if (reply.status !== 200) return 0;
  for (const [name, id] of Object.entries(reply.body))
    if (typeof id === 'string') recorded.set(name, [...(recorded.get(name) ?? []), id]);
  count(chosen[0].split('/').at(-1) ?? '');
  return 1;
}

test(`what is stored is what a rebuild derives, after ${operations} random operations in ${days} days (REQ-027, REQ-142)`, async () => {
  let taken = 0;
  const states = new Set<string>();
  for (let today = 0; today < days; today += 1) {
    await morningOf(today);
    await projectDaily(house.shell);
    for (let each = 0; each < operations / days; each += 1) taken += await oneOperation(today);
    if (today % 100 === 20) await publish(today);
    if (today % 9 === 8) await conferAndVoid(today);
    if (today % 40 !== 39) continue;
    const kept = await stored();
    await rebuildDue(house.shell, null, async () => {});
    expect(await stored()).toEqual(kept);
    for (const { state } of kept) states.add(state);
  }

  expect(taken).toBeGreaterThan(operations / 3);
  expect([...took.keys()]).toEqual(
    expect.arrayContaining(['close', 'void', 'publish', 'withdraw', 'correct', 'assign']),
  );
  expect([...states]).toEqual(
    expect.arrayContaining(['open', 'satisfied', 'closed', 'exempt', 'paused']),
  );
}, 600_000);

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { spokenModes } from '#domain/program-policy/presets/standard-parts.ts';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

let agency: GivenAgency;
let home: GivenProgram;
let asking: GivenProgram;
let ana: GivenStaff;
let bo: GivenStaff;
let nora: GivenStaff;
let ivy: GivenStaff;
let joe: GivenStaff;
let lee: string;

beforeAll(async () => {
  await house.at('2027-03-01T12:00:00Z');
  agency = await given.agency('riverbend');
  home = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const { conference, documentation } = comprehensive;
  asking = await given.program(agency, {
    name: 'Asking',
    policy: {
      ...comprehensive,
      conference: { ...conference, minTopics: 6 },
      documentation: {
        ...documentation,
        requiredFields: [...documentation.requiredFields, 'mode_reason'],
      },
    },
  });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program: home });
  bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program: home });
  const clinic = await given.program(agency, { name: 'Clinic' });
  nora = await given.staff(agency, 'nora', { roles: ['case-manager'], program: clinic });
  ivy = await given.staff(agency, 'ivy', { roles: ['case-manager'], program: asking });
  joe = await given.staff(agency, 'joe', { roles: ['case-manager'], program: asking });
  lee = (await given.provider(agency)).providerId;
  await house.owner.query(`update sign_in.session set "expiresAt" = '2029-01-01Z'`);
});
beforeEach(() => house.at('2027-03-01T12:00:00Z'));

// Two conferences each, from the plan to the close.
const slow = { timeout: 120_000 };

const path = ({ conferenceId }: Meeting) => `/api/conferences/${conferenceId}`;

/** Held as it was planned and closed: whether it counts, and why not. */
async function countsOf(by: GivenStaff, meeting: Meeting) {
  await meetings.invited(by.name, meeting);
  await meetings.held(by.name, meeting, { owner: by });
  const as = house.as(by.name);
  expect((await as.post(`${path(meeting)}/close`)).status).toBe(200);
  return (await as.get(path(meeting))).body.reviews[0].counts;
}

/** Nora of the clinic comes, and nobody from outside the agency. */
async function withNora(name: string) {
  const client = await given.client(agency, { program: home, worker: ana, name });
  const people = [{ kind: 'staff' as const, id: nora.staffId }];
  return countsOf(ana, await meetings.planned('ana', [client], { ana, bo, people }));
}

test(
  'a colleague of another program counts as the kind of provider that they are (C-07, REQ-131)',
  slow,
  async () => {
    expect(await withNora('Alma Rivera')).toMatchObject({
      ok: false,
      reasonCodes: ['NO_REQUIRED_PROVIDER_CLASS'],
    });

    await house.at('2027-03-02T12:00:00Z');
    const change = (more: object) =>
      house.as('riverbend-admin').post('/api/staff/change', {
        staffId: nora.staffId,
        fullName: 'nora',
        title: 'Nurse',
        roles: ['case-manager'],
        ...more,
      });
    expect((await change({ providerClass: 'family' })).status).toBe(400);
    expect((await change({ providerClass: 'medical' })).status).toBe(200);
    const { staff } = (await house.as('riverbend-admin').get('/api/staff')).body;
    expect(staff.find(({ staffId }: any) => staffId === nora.staffId)).toMatchObject({
      title: 'Nurse',
      providerClass: 'medical',
    });
    // A change that says nothing of the kind leaves it.
    await change({ title: 'Head nurse' });

    expect(await withNora('Bao Chen')).toMatchObject({ ok: true });
  },
);

const six = [
  'status_needs_goals',
  'conflict_resolution',
  'duplication',
  'diagnosis_confirmation',
  'treatment_change',
  'goals_met_unmet_needs',
];

async function asked(name: string) {
  const client = await given.client(agency, { program: asking, worker: ivy, name });
  await given.consent(agency, { client, providerId: lee, by: ivy });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  const people = [{ kind: 'provider' as const, id: lee }];
  return {
    client,
    meeting: await meetings.planned('ivy', [client], { ana: ivy, bo: joe, people }),
  };
}

test(
  'the reasons of the plan are topics, and why people do not meet in person is recorded in the plan (REQ-021, C-11)',
  slow,
  async () => {
    const plain = await asked('Cal Moss');
    expect(await countsOf(ivy, plain.meeting)).toMatchObject({
      ok: false,
      reasonCodes: expect.arrayContaining(['DOC_INCOMPLETE', 'NO_TOPIC']),
    });

    await house.at('2027-03-02T12:00:00Z');
    const { client, meeting } = await asked('Dora Ellis');
    const as = house.as('ivy');
    const saved = [
      await as.post(`${path(meeting)}/clients`, {
        version: await meeting.version(),
        reviews: [
          {
            enrollmentId: client.enrollmentId,
            plannedMinutes: 15,
            reasons: six.map((code) => ({ code, text: null })),
          },
        ],
      }),
      await as.post(`${path(meeting)}/schedule`, {
        version: await meeting.version(),
        schedule: {
          on: '2027-03-15',
          time: '10:00',
          minutes: 60,
          timeZone: 'America/New_York',
          mode: 'video',
          modeReason: 'distance',
        },
      }),
    ];
    expect(saved.map(({ status }) => status)).toEqual([200, 200]);
    expect((await as.get(path(meeting))).body.schedule.modeReason).toBe('distance');

    expect(await countsOf(ivy, meeting)).toMatchObject({ ok: true, reasonCodes: [] });
  },
);

test(
  'a reason for the way to meet that is missing at the close says what helps then, and not to add it (REQ-102)',
  slow,
  async () => {
    const program = await given.program(agency, {
      name: 'Spoken',
      policy: { ...comprehensive, modes: spokenModes },
    });
    const max = await given.staff(agency, 'max', { roles: ['case-manager'], program });
    const pia = await given.staff(agency, 'pia', { roles: ['case-manager'], program });
    const client = await given.client(agency, { program, worker: max, name: 'Eve Stone' });
    await given.consent(agency, { client, providerId: lee, by: max });
    await house.owner.query(`update sign_in.session set "expiresAt" = '2029-01-01Z'`);
    await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
    const people = [{ kind: 'provider' as const, id: lee }];
    const { warnings } = await countsOf(
      max,
      await meetings.planned('max', [client], { ana: max, bo: pia, people }),
    );

    expect(warnings).toContainEqual({
      code: 'DOC_INCOMPLETE',
      text: 'It is not fully written down: reason for the way to meet.',
      remedy: expect.stringMatching(/^A contact on the chart.*“Why not in person”/),
    });
  },
);

test(
  'why people did not meet in one room is said until the close, where the rules ask for it (REQ-040, REQ-102)',
  slow,
  async () => {
    const policy = { ...comprehensive, modes: spokenModes };
    const program = await given.program(agency, { name: 'Afterwards', policy });
    const zoe = await given.staff(agency, 'zoe', { roles: ['case-manager'], program });
    const yan = await given.staff(agency, 'yan', { roles: ['case-manager'], program });
    const client = await given.client(agency, { program, worker: zoe, name: 'Ona Birch' });
    await given.consent(agency, { client, providerId: lee, by: zoe });
    await house.owner.query(`update sign_in.session set "expiresAt" = '2029-01-01Z'`);
    await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
    const people = [{ kind: 'provider' as const, id: lee }];
    const meeting = await meetings.planned('zoe', [client], { ana: zoe, bo: yan, people });
    const as = house.as('zoe');
    const say = (modeReason: string | null, by = 'zoe') =>
      house.as(by).post(`${path(meeting)}/mode-reason`, { modeReason });
    expect((await say('distance')).body.type).toBe('conference-not-open');
    await meetings.invited('zoe', meeting);
    await meetings.held('zoe', meeting, { owner: zoe });
    expect((await as.get(`${path(meeting)}/closing`)).body.asksWhyNotInPerson).toBe(true);

    expect((await say('distance', 'ana')).status).toBe(404);
    expect((await say('too-far')).body.fields[0].path).toBe('modeReason');
    expect((await say('weather')).status).toBe(200);
    expect((await say(null)).status).toBe(200);
    expect((await say('distance')).status).toBe(200);
    expect((await as.get(path(meeting))).body.schedule.modeReason).toBe('distance');

    expect((await as.post(`${path(meeting)}/close`)).body.reviews[0].warningCodes).not.toContain(
      'DOC_INCOMPLETE',
    );
    expect((await say('weather')).body.type).toBe('conference-not-open');
  },
);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
afterAll(() => house.close());

type Case = Awaited<ReturnType<typeof given.client>>;
type Made<Name extends 'agency' | 'program'> = Awaited<ReturnType<(typeof given)[Name]>>;
let agency: Made<'agency'>;
let recovery: Made<'program'>;
let ana: GivenStaff;
let una: GivenStaff;
let jane: GivenStaff;
let lee: string;
let signed: Case;
let other: Case;

/** Two cases in housing, with ana and una, who was not trained. Jane works in recovery alone. Of one case Dr Lee may hear of recovery. */
beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  agency = await given.agency('north');
  await house.owner.query(
    `update class_access set training_from = '2020-01-01' where agency_id = $1 and restricted = 'sud'`,
    [agency.agencyId],
  );
  const program = await given.program(agency, { name: 'Housing' });
  recovery = await given.program(agency, { name: 'Recovery' });
  await house.owner.query(`update program set class = 'sud' where program_id = $1`, [
    recovery.programId,
  ]);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  una = await given.staff(agency, 'una', { roles: ['case-manager'], program, trained: [] });
  jane = await given.staff(agency, 'jane', { roles: ['case-manager'], program: recovery });
  lee = (await given.provider(agency, { email: 'lee@clinic.example' })).providerId;
  const made = async (classes: string[]) => {
    const client = await given.client(agency, { program, worker: ana });
    await given.consent(agency, { client, providerId: lee, by: ana, classes });
    for (const { staffId } of [una, jane])
      await tell('ana', `/api/clients/${client.clientId}/care-team/add`, {
        kind: 'staff',
        personId: staffId,
        isCaseManager: staffId === una.staffId,
        from: '2026-02-01',
      });
    return client;
  };
  signed = await made(['general', 'sud']);
  other = await made(['general']);
});

const plan = (who: string, client: Case, colleague = jane, on = '2027-03-20') =>
  meetings.planned(who, [client], {
    ana: who === 'ana' ? ana : una,
    bo: colleague,
    on,
    people: [{ kind: 'provider', id: lee }],
  });
const pathOf = ({ conferenceId }: Meeting) => `/api/conferences/${conferenceId}`;
const cellOf = async (who: string, meeting: Meeting) => {
  const { readiness } = (await house.as(who).get(pathOf(meeting))).body;
  const { state, inWords, missing } = readiness.find(
    ({ person }: { person: { id: string } }) => person.id === lee,
  );
  return { state, inWords, missing };
};
const invite = async (who: string, meeting: Meeting) => {
  const { body } = await meetings.invited(who, meeting);
  const isLee = ({ person }: { person: { id: string } }) => person.id === lee;
  return {
    isInvited: body.invited.some(isLee),
    because: body.withheld.map(({ because }: { because: string }) => because),
  };
};

test('beside a colleague of ours who works where that tells, somebody outside needs a consent for it (EP-02, EP-08)', async () => {
  const [one, two] = [await plan('ana', signed), await plan('ana', other)];
  expect(await cellOf('ana', one)).toMatchObject({ state: 'ok' });
  expect(await cellOf('ana', two)).toMatchObject({ state: 'partly', missing: ['sud'] });
  expect(await invite('ana', one)).toEqual({ isInvited: true, because: [] });
  expect(await invite('ana', two)).toEqual({ isInvited: false, because: ['class-not-covered'] });
  // Without her nothing more is told.
  expect(await invite('ana', await plan('ana', other, una))).toMatchObject({ isInvited: true });
});

test('whoever may not know it is answered alike of everybody: neither the plan nor what came of it says what was signed (EP-02, EP-15, REQ-036)', async () => {
  const [one, two] = [await plan('una', signed), await plan('una', other)];
  const cell = await cellOf('una', one);
  expect(cell).toMatchObject({
    state: 'partly',
    missing: [],
    inWords: expect.stringContaining('is told to those alone who may know it'),
  });
  expect(await cellOf('una', two)).toEqual(cell);
  const sent = await invite('una', one);
  expect(sent).toEqual({ isInvited: false, because: ['class-not-covered'] });
  expect(await invite('una', two)).toEqual(sent);

  const later = async (client: Case) => {
    const meeting = await plan('una', client, ana, '2027-03-21');
    await meetings.invited('una', meeting);
    await tell('una', `${pathOf(meeting)}/late-invitations`, {
      version: await meeting.version(),
      attendees: [{ person: { kind: 'staff', id: jane.staffId }, reviewIds: meeting.reviewIds }],
    });
    const { withheld } = await tell('una', `${pathOf(meeting)}/reschedule`, {
      version: await meeting.version(),
      schedule: {
        on: '2027-03-22',
        time: '10:00',
        minutes: 60,
        timeZone: 'America/New_York',
        mode: 'video',
      },
    });
    return [
      await cellOf('una', meeting),
      withheld.map((each: { because: string }) => each.because),
    ];
  };
  expect(await later(signed)).toEqual(await later(other));
});

test('a seat where nothing is told is enough, as is one that was left: those of the day of the meeting count (EP-02)', async () => {
  const meeting = await plan('ana', other);
  expect(await cellOf('ana', meeting)).toMatchObject({ state: 'partly' });
  await house.owner.query(
    `with place as (insert into team_member (agency_id, team_member_id, team_id, staff_id)
       select agency_id, gen_random_uuid(), team_id, $1 from team where agency_id = $3 and program_id <> $2 limit 1 returning agency_id, team_member_id)
     insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, valid_to, recorded_at)
     select agency_id, team_member_id, gen_random_uuid(), 'case-manager', '2020-01-01', '2027-03-20', '2020-01-01Z' from place`,
    [jane.staffId, recovery.programId, agency.agencyId],
  );
  expect(await cellOf('ana', meeting)).toMatchObject({ state: 'ok' });
  expect(await cellOf('ana', await plan('ana', other, jane, '2027-03-21'))).toMatchObject({
    state: 'partly',
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

// Alma is in a program that tells nothing, Bert in one that does, and nowhere else. With her come two providers, one of a center that tells;
// with him his sister.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
let ofAlma: string;
let ofBert: string;
let askedTogether: () => Promise<string>;
afterAll(() => house.close());

const seatIn = (teamId: string, staffId: string) =>
  house.owner.query(
    `with seat as (insert into team_member (agency_id, team_member_id, team_id, staff_id)
       select s.agency_id, gen_random_uuid(), $1, s.staff_id from staff s where s.staff_id = $2 returning agency_id, team_member_id)
     insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
       select agency_id, team_member_id, gen_random_uuid(), 'case-manager', '2020-01-01', '2020-01-01Z' from seat`,
    [teamId, staffId],
  );

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const harbor = await given.program(agency, { name: 'Harbor' });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    harbor.programId,
  ]);
  const seat = { roles: ['case-manager' as const], program: harbor };
  const hal = await given.staff(agency, 'hal', seat);
  const ivy = await given.staff(agency, 'ivy', seat);
  await given.staff(agency, 'both', { roles: ['administrator'], program: harbor });
  const alma = await given.client(agency, { program, worker: ana });
  const bert = await given.client(agency, { program: harbor, worker: hal, name: 'Bert Chen' });
  await house.owner.query(`update client set email = 'mail@client.example', may_email = true`);
  const { supportId } = await tell('hal', `/api/clients/${bert.clientId}/supports`, {
    fullName: 'Lan Chen',
    relationship: 'sibling',
    email: 'lan@family.example',
  });
  const sister = { kind: 'support' as const, id: supportId };
  const lee = await given.provider(agency);
  const brandt = await given.provider(agency, {
    name: 'Elise Brandt',
    organization: 'Open Gate Recovery',
    tells: 'sud',
  });
  const asked = [lee, brandt].map(({ providerId: id }) => ({ kind: 'provider' as const, id }));
  const agreed = (who: string, { clientId }: { clientId: string }, more: object) =>
    tell(who, `/api/clients/${clientId}/consents`, {
      purposes: ['case_conference'],
      validFrom: '2027-03-01',
      validUntil: '2028-03-01',
      signedOn: '2027-03-01',
      ...more,
    });
  const both = { form: 'DOH-5032', classes: ['general', 'sud'], recipients: asked };
  await agreed('ana', alma, both);
  const toKin = { form: 'DOH-2557', classes: ['general', 'hiv'], recipients: [sister] };
  await agreed('hal', bert, toKin);
  const first = await meetings.planned('ana', [alma], { ana, bo, people: asked });
  await meetings.invited('ana', first);
  ofAlma = first.conferenceId;
  const meeting = await meetings.planned('hal', [bert], { ana: hal, bo: ivy, people: [sister] });
  await meetings.invited('hal', meeting);
  ofBert = meeting.conferenceId;
  askedTogether = async () => {
    const leaders = [];
    for (const name of ['pat', 'pip']) {
      const leader = await given.staff(agency, name, { roles: ['case-manager'], program });
      await seatIn(harbor.teamId, leader.staffId);
      leaders.push(leader);
    }
    const [pat = ana, pip = bo] = leaders;
    const quinn = await given.provider(agency, { name: 'Quinn Ito' });
    const toQuinn = {
      form: 'DOH-2557',
      classes: ['general', 'hiv'],
      recipients: [{ kind: 'provider' as const, id: quinn.providerId }],
    };
    await agreed('hal', bert, toQuinn);
    const together = await meetings.planned('pat', [alma, bert], {
      ana: pat,
      bo: pip,
      people: [{ kind: 'provider', id: quinn.providerId }],
      on: '2027-03-16',
    });
    await meetings.invited('pat', together);
    return together.conferenceId;
  };
});

const outside = [
  'A provider',
  'Alma Rivera',
  'Bert Chen',
  'Dr Hana Lee',
  'Elise Brandt',
  'Lan Chen',
  'Quinn Ito',
];
const namesIn = async (name: string, path: string) => {
  const { mails } = (await house.as(name).get(path)).body;
  const names: string[] = mails.map(({ toName }: { toName: string }) => toName);
  return names.filter((each) => outside.includes(each)).toSorted();
};

// Whom else of the partners it went to is not told either, or one who is left out would be missed.
test('the outbox tells an administrator of nobody who is only in a program that they may not know of: it names whom to call; nor of who tells by where they work (REQ-178, EP-14)', async () => {
  expect(await namesIn('riverbend-admin', '/api/outbox')).toEqual(['A provider', 'Alma Rivera']);
});

test('who is of that program reads there of its clients, and the staff of the conference in the conference (REQ-038)', async () => {
  expect(await namesIn('both', '/api/outbox')).toEqual([
    'A provider',
    'Alma Rivera',
    'Bert Chen',
    'Lan Chen',
  ]);
  expect(await namesIn('ana', `/api/conferences/${ofAlma}/mails`)).toEqual([
    'Alma Rivera',
    'Dr Hana Lee',
    'Elise Brandt',
  ]);
  expect(await namesIn('hal', `/api/conferences/${ofBert}/mails`)).toEqual([
    'Bert Chen',
    'Lan Chen',
  ]);
});

test('whoever sees one of two clients reads there of no mail to whom the meeting does not show them: it would tell that they were asked for the other one (REQ-038, EP-14)', async () => {
  const path = `/api/conferences/${await askedTogether()}`;
  const { attendees } = (await house.as('bo').get(path)).body;

  expect(attendees.map(({ name }: { name: string }) => name)).not.toContain('Quinn Ito');
  expect(await namesIn('bo', `${path}/mails`)).toEqual(['Alma Rivera']);
  expect(await namesIn('pat', `${path}/mails`)).toEqual(['Alma Rivera', 'Bert Chen', 'Quinn Ito']);
});

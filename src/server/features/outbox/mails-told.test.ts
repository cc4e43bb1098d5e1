import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

// Alma is in a program that tells nothing, Bert in one that does, and nowhere else. Both are invited, and so is Bert's sister.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
let ofBert: string;
afterAll(() => house.close());

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
    relationship: 'sister',
    email: 'lan@family.example',
  });
  const sister = { kind: 'support' as const, id: supportId };
  for (const [form, sensitivity] of [
    ['DOH-5032', 'general'],
    ['DOH-2557', 'hiv'],
  ])
    await tell('hal', `/api/clients/${bert.clientId}/consents`, {
      form,
      recipients: [sister],
      classes: [sensitivity],
      purposes: ['case_conference'],
      validFrom: '2027-03-01',
      validUntil: '2028-03-01',
      signedOn: '2027-03-01',
    });
  await meetings.invited('ana', await meetings.planned('ana', [alma], { ana, bo }));
  const meeting = await meetings.planned('hal', [bert], { ana: hal, bo: ivy, people: [sister] });
  await meetings.invited('hal', meeting);
  ofBert = meeting.conferenceId;
});

const outside = ['Alma Rivera', 'Bert Chen', 'Lan Chen'];
const namesIn = async (name: string, path: string) => {
  const { mails } = (await house.as(name).get(path)).body;
  const names: string[] = mails.map(({ toName }: { toName: string }) => toName);
  return names.filter((each) => outside.includes(each)).toSorted();
};

test('the outbox tells an administrator of nobody who is only in a program that they may not know of: it names whom to call (REQ-178, EP-14)', async () => {
  expect(await namesIn('riverbend-admin', '/api/outbox')).toEqual(['Alma Rivera']);
});

test('who is of that program reads there of everybody, and the staff of the conference in the conference (REQ-038)', async () => {
  expect(await namesIn('both', '/api/outbox')).toEqual(outside);
  expect(await namesIn('hal', `/api/conferences/${ofBert}/mails`)).toEqual([
    'Bert Chen',
    'Lan Chen',
  ]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-10T12:00:00Z');
  work = await meetings.agencyAtWork();
  // Keeps the directory, and sees none of these clients.
  await given.staff(work.agency, 'nan', {
    roles: ['case-manager'],
    program: await given.program(work.agency, { name: 'Nights' }),
  });
});

/** Somebody of an organization, invited to one client's meeting on 15 March under a paper for the organization. */
async function invited(name: string) {
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const person = await given.provider(work.agency, {
    name,
    email: 'who@clinic.example',
    organization: `${name} Clinic`,
  });
  const consentId = await sign(client, person.organizationId);
  const people = [{ kind: 'provider' as const, id: person.providerId }];
  const meeting = await meetings.planned('ana', [client], { ...work, people });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  return { client, consentId, ...person, meeting };
}

async function sign(client: GivenClient, organizationId: string, change: object = {}) {
  const { body } = await house.as('ana').post(`/api/clients/${client.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'organization', id: organizationId }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
    ...change,
  });
  const consentId: string = body.consentId;
  return consentId;
}

const isInvited = async (providerId: string) =>
  (
    await house.owner.query(
      `select w.invited_at is not null as invited from review_attendee w join attendee a using (agency_id, attendee_id)
       where a.provider_id = $1`,
      [providerId],
    )
  ).rows[0].invited;

test('a newer paper that ends before the meeting takes the invitation back, though it holds today (EP-12, EP-13, REQ-035)', async () => {
  const { client, consentId, organizationId, providerId } = await invited('Dr Ahead');
  expect(await isInvited(providerId)).toBe(true);

  await sign(client, organizationId, { validUntil: '2027-03-12', replaces: [consentId] });
  expect(await isInvited(providerId)).toBe(false);
});

test('one that lasts beyond the meeting leaves the invitation as it is (EP-12)', async () => {
  const { client, consentId, organizationId, providerId } = await invited('Dr Beyond');

  await sign(client, organizationId, { validUntil: '2027-03-15', replaces: [consentId] });
  expect(await isInvited(providerId)).toBe(true);
});

test('whoever leaves the organization loses what its paper gave, also when nobody who keeps the directory sees the client (EP-12, REQ-053)', async () => {
  const { providerId, organizationId } = await invited('Dr Moving');
  const other = await given.provider(work.agency, { name: 'Dr Else', organization: 'Else Clinic' });
  const change = (to: string) =>
    house.as('nan').post(`/api/directory/providers/${providerId}`, {
      fullName: 'Dr Moving',
      title: 'Physician',
      providerClass: 'medical',
      organizationId: to,
      email: 'who@clinic.example',
      phone: '',
      from: '2027-03-10',
    });

  expect((await change(organizationId)).status).toBe(200);
  await house.runJobs();
  expect(await isInvited(providerId)).toBe(true);
  house.mails.length = 0;
  expect((await change(other.organizationId)).status).toBe(200);
  await house.runJobs();
  expect(await isInvited(providerId)).toBe(false);
  expect(house.mails.map(({ to }) => to)).toEqual(['who@clinic.example']);
});

test('nobody asks about somebody who did not just move (S9, REQ-178)', async () => {
  const { providerId } = await invited('Dr Staying');
  await house.at('2027-03-10T13:00:00Z');

  await expect(
    house.owner.query(`select auth.ask_who_is_uncovered($1, 'withdraw-uncovered')`, [providerId]),
  ).rejects.toThrow('not allowed');
});

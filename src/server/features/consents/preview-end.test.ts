import { afterAll, beforeEach, expect, test } from 'vitest';
import { asDone, stopsScene } from '#test/given-stops.ts';
import type { GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const scene = await stopsScene(house);
const { given, agency, program, ana, lee, mo, provider, organization, paper, invited, ask, did } =
  scene;
let client: GivenClient;
let clientId: string;
afterAll(() => house.close());
beforeEach(async () => {
  await house.at('2027-03-10T12:00:00Z');
  client = await given.client(agency, { program, worker: ana });
  ({ clientId } = client);
});

const post = (path: string, body: object = {}) => house.as('ana').post(path, body);

/** Says it beforehand, does it, and answers both: they have to be the same. */
async function both(consentId: string, also: string[] = []) {
  const said = await ask(`/api/consents/${consentId}/preview`, { also });
  const { body, done } = await did(clientId, () =>
    post(`/api/consents/${consentId}/revoke`, { also, how: 'oral', saidOn: '2027-03-02' }),
  );
  expect(asDone(said)).toEqual(done);
  expect(body).toMatchObject({
    cancelledMails: done.unsentMails,
    invitationsTakenBack: done.invitations.length,
    toTell: done.toTell.length,
  });
  return { said, done };
}

test('before a consent is taken back it says which meeting, when, and who is asked no more, and which mail does not leave (REQ-035, EP-12)', async () => {
  const consentId = await paper(clientId, { recipients: [provider(lee), provider(mo)] });
  await invited(client);
  await paper(clientId, { recipients: [provider(mo)] });
  const { said } = await both(consentId);

  const shown = said.invitations.filter(({ person }) => person !== 'Lan Rivera, Sibling');
  expect(shown).toEqual([
    {
      id: expect.any(String),
      conferenceId: expect.any(String),
      person: 'Dr Hana Lee, Riverside Clinic',
      inWords: 'Mon 15 Mar 2027, 10:00 am to 11:00 am Eastern',
      isBeingHeld: false,
      staysAsked: false,
      unsentMails: 1,
    },
  ]);
  expect(said).toMatchObject({ isWhole: true, toTell: [] });
});

test('nothing stops where another paper covers them on the day of the meeting too, and a mail that has left is no mail that waits (REQ-035, EP-12)', async () => {
  const first = await paper(clientId);
  const until = { recipients: [organization(lee)], validUntil: '2027-03-14' };
  const short = await paper(clientId, until);
  await invited(client, { isSent: true });
  await house.owner.query(
    `update review_attendee w set invited_at = null from attendee a
     where a.attendee_id = w.attendee_id and w.client_id = $1 and a.provider_id is distinct from $2`,
    [clientId, lee.providerId],
  );

  expect((await both(short)).said.invitations).toEqual([]);
  await paper(clientId, { recipients: [organization(lee)], validUntil: '2027-03-15' });
  expect((await both(first)).said.invitations).toEqual([]);
});

test('a meeting that is being held now is named as one, and what was sent for it is not called unsent (REQ-035)', async () => {
  const consentId = await paper(clientId);
  const { conferenceId } = await invited(client, {
    on: '2027-03-10',
    time: '08:00',
    isSent: true,
  });
  await house.at('2027-03-10T12:59:00Z');
  await post(`/api/conferences/${conferenceId}/start`);
  const { said } = await both(consentId);

  expect(said.invitations).toContainEqual(
    expect.objectContaining({
      person: 'Dr Hana Lee, Riverside Clinic',
      isBeingHeld: true,
      unsentMails: 0,
    }),
  );
});

test('the partners of a Health Home form are named, those who were added too, and each once for each form (REQ-035)', async () => {
  const form = { form: 'DOH-5055', validUntil: '', recipients: [organization(lee)] };
  const consentId = await paper(clientId, form);
  await post(`/api/consents/${consentId}/recipients`, {
    recipient: organization(mo),
    initials: 'AR',
    initialsOn: '2027-03-05',
  });
  const other = await paper(clientId, { ...form, recipients: [organization(mo)] });
  await invited(client);
  const { said } = await both(consentId, [other]);

  expect(said.toTell.toSorted()).toEqual(['North Clinic', 'North Clinic', 'Riverside Clinic']);
});

test('what was refused to some on a paper stays refused, and is reckoned with beforehand (REQ-035)', async () => {
  const consentId = await paper(clientId, {
    recipients: [organization(lee)],
    excluded: [provider(mo)],
  });
  await paper(clientId, { recipients: [provider(mo), provider(lee)] });
  await invited(client);
  const { said } = await both(consentId);

  const who = said.invitations.map(({ person }) => person);
  expect(who).toContain('Mo Chen, North Clinic');
  expect(who).not.toContain('Dr Hana Lee, Riverside Clinic');
});

test('a refusal that is taken back stops nothing that another paper covers (REQ-035)', async () => {
  await paper(clientId, { recipients: [provider(lee), provider(mo)] });
  const no = await paper(clientId, { isRefusal: true, recipients: [provider(lee)] });
  await invited(client);

  const { said } = await both(no);
  expect(said.invitations.map(({ person }) => person)).toEqual(['Lan Rivera, Sibling']);
});

test('"nothing more to her" says beforehand what it stops, under whichever paper she was asked (REQ-035)', async () => {
  const form = { form: 'DOH-5055', validUntil: '' };
  await paper(clientId, { ...form, recipients: [organization(lee)] });
  await paper(clientId, { recipients: [provider(mo), provider(lee)] });
  await invited(client);
  await invited(client, { on: '2027-06-15' });
  for (const recipient of [provider(lee), organization(lee), { kind: 'treating-providers' }]) {
    const path = `/api/clients/${clientId}/consents/stop-telling`;
    const said = await ask(`${path}/preview`, { recipient });
    const { done } = await did(clientId, () => post(path, { recipient, how: 'oral' }));
    expect(asDone(said)).toEqual(done);
  }
});

test('what ends a paper, and that it never held, say beforehand what stops too (REQ-035)', async () => {
  const event = { validUntil: '', endsWith: 'end-of-treatment' };
  const [first, second] = [await paper(clientId, event), await paper(clientId, event)];
  await invited(client);
  for (const [consentId, how, path, asked] of [
    [first, 'ended', 'end', { on: '2027-03-10' }],
    [second, 'withdrawn', 'withdraw', { reason: 'wrong-client' }],
  ] as const) {
    const said = await ask(`/api/consents/${consentId}/preview`, { how });
    const { done } = await did(clientId, () => post(`/api/consents/${consentId}/${path}`, asked));
    expect(asDone(said)).toEqual(done);
  }
});

test('whoever loses one client of a meeting and stays for another is not said to lose the mail of it (REQ-035)', async () => {
  const other = await given.client(agency, { program, worker: ana, name: 'Bert Chen' });
  const consentId = await paper(clientId);
  await paper(other.clientId, { recipients: [provider(lee), provider(mo)] });
  await invited(client, { also: [other] });
  const { said } = await both(consentId);

  expect(said.invitations).toContainEqual(
    expect.objectContaining({
      person: 'Dr Hana Lee, Riverside Clinic',
      staysAsked: true,
      unsentMails: 0,
    }),
  );
});

test('to look changes nothing, and of what was taken back already nothing stops (REQ-035)', async () => {
  const consentId = await paper(clientId, { excluded: [provider(mo)] });
  await invited(client);
  const first = await ask(`/api/consents/${consentId}/preview`);

  expect(await ask(`/api/consents/${consentId}/preview`)).toEqual(first);
  await both(consentId);
  expect(await ask(`/api/consents/${consentId}/preview`)).toEqual({
    isWhole: true,
    invitations: [],
    toTell: [],
  });
});

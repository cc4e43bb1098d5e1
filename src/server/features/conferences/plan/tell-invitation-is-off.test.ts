import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { linkIn } from '#test/guest-mails.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

test('a meeting is off at the time that was told, whoever takes the consent back and sees a part of it alone (EP-12, REQ-035)', async () => {
  await house.at('2027-03-01T14:00:00Z');
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const nights = await given.program(agency, { name: 'Nights' });
  const roles = ['case-manager'] as const;
  const uma = await given.staff(agency, 'uma', { roles: [...roles], program: nights });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const before = await given.client(agency, { program: nights, worker: uma });
  for (const { staffId } of [ana, bo])
    await teller(house)('uma', `/api/clients/${before.clientId}/care-team/add`, {
      kind: 'staff',
      personId: staffId,
      from: '2026-02-01',
    });
  const theirs = await given.client(agency, { program, worker: ana });
  const email = 'diaz@example.org';
  const { providerId } = await given.provider(agency, { name: 'Dr Omar Diaz', email });
  await given.consent(agency, { client: theirs, providerId, by: ana });
  const meeting = await meetings.planned('ana', [before, theirs], {
    ana,
    bo,
    on: '2027-03-19',
    people: [{ kind: 'provider', id: providerId, clients: [1] }],
  });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  const [invitation] = house.mails.filter(({ to }) => to === email);
  // The mail with a new link has no calendar entry, and is not the one that told the time.
  await house.visitor.post('/api/guest/link', { link: linkIn(invitation?.text) });
  await house.runJobs();
  const { rows } = await house.owner.query('select consent_id from consent where client_id = $1', [
    theirs.clientId,
  ]);
  await teller(house)('sue', `/api/consents/${rows[0].consent_id}/revoke`, { how: 'oral' });
  await house.runJobs();

  const [, link, off] = house.mails.filter(({ to }) => to === email);
  expect(linkIn(link?.text)).not.toBe('');
  expect(invitation?.text).toContain('Fri 19 Mar 2027, 10:15 am to 10:30 am Eastern');
  expect(off?.text).toContain('cancelled');
  expect(off?.text).toContain('Fri 19 Mar 2027, 10:15 am Eastern');
});

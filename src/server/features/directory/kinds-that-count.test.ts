import { afterAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const { requireOneOf: _, ...accepting } = comprehensive.conference;
const ofThatKindAlone = {
  ...comprehensive,
  conference: { ...accepting, acceptedProviderClasses: ['own-drug-counselor'] },
};

const house = await startHouse();
afterAll(() => house.close());

test('where rules accept a kind of the agency’s own alone, a conference counts with one of that kind and with nobody else, and a kind that is corrected after the close changes nothing (REQ-082, REQ-083)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork('riverbend', {
    policy: ofThatKindAlone,
  });
  await house
    .as('riverbend-admin')
    .post('/api/provider-kinds', { name: 'Drug counselor', providerClass: 'behavioral' });
  const close = async (name: string, kind: string, time: string) => {
    const alma = await given.client(agency, { program, worker: ana, name });
    const { providerId } = await given.provider(agency, { name: `Of ${name}` });
    await house.owner.query(
      `update provider_version set provider_class = 'behavioral', provider_kind = nullif($2, '') where provider_id = $1`,
      [providerId, kind],
    );
    await given.consent(agency, { client: alma, providerId, by: ana });
    await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
      kind: 'provider',
      personId: providerId,
      isKeyProvider: true,
      servesAs: '',
      from: '2027-01-02',
    });
    const people = [{ kind: 'provider' as const, id: providerId }];
    const meeting = await meetings.planned('ana', [alma], { ana, bo, people, time });
    await meetings.invited('ana', meeting);
    await meetings.held('ana', meeting, { owner: ana });
    const { body } = await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
    return { body, alma, providerId };
  };

  const one = await close('Alma Rivera', 'own-drug-counselor', '10:00');
  expect(one.body).toMatchObject({ reviews: [{ counts: true }] });
  const without = await close('Bao Chen', '', '11:00');
  expect(without.body).toMatchObject({
    reviews: [{ counts: false, reasonCodes: ['NO_PROVIDER'] }],
  });

  const nextDue = async () => {
    const { body } = await house.as('ana').get(`/api/clients/${without.alma.clientId}`);
    return body.enrollments[0].nextDue.dueOn;
  };
  const before = await nextDue();
  expect(before < '2027-09').toBe(true);
  const read = await house.as('ana').get(`/api/directory/providers/${without.providerId}`);
  const { fullName, title, email, phone, organization } = read.body;
  const corrected = await house.as('ana').post(`/api/directory/providers/${without.providerId}`, {
    fullName,
    title,
    email,
    phone,
    organizationId: organization.organizationId,
    providerClass: 'own-drug-counselor',
    from: '2027-03-15',
  });
  expect(corrected.status).toBe(200);
  expect(await nextDue()).toBe(before);
});

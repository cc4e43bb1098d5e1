import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let meeting: Meeting;
let lee: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  await meetings.agencyAtWork('hillside');
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  lee = (await given.provider(work.agency)).providerId;
  await house.as('ana').post(`/api/clients/${client.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: lee }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
    exclusions: 'Never where I live.',
  });
  meeting = await meetings.planned('ana', [client], {
    ...work,
    people: [{ kind: 'provider', id: lee }],
  });
});

const keptBack = async (name: string) => {
  const { body } = await house.as(name).get(`/api/conferences/${meeting.conferenceId}`);
  return body.readiness
    .filter(({ person }: { person: { kind: string } }) => person.kind === 'provider')
    .map(({ notToTell }: { notToTell: object }) => notToTell);
};

test('whoever plans reads beside each invited person what the client keeps back from them (REQ-034, REQ-053)', async () => {
  expect(await keptBack('ana')).toEqual([{ words: ['Never where I live.'], hasMore: false }]);
});

test('a colleague who may not open the paper is told to ask, and another agency finds nothing (REQ-036, REQ-178)', async () => {
  expect(await keptBack('bo')).toEqual([{ words: [], hasMore: true }]);
  expect(
    (await house.as('ana-hillside').get(`/api/conferences/${meeting.conferenceId}`)).status,
  ).toBe(404);
});

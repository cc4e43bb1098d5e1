import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
await house.at('2027-03-15T12:00:00Z');
const given = givenIn(house);
const meetings = meetingsIn(house);
const work = await meetings.agencyAtWork();
const client = await given.client(work.agency, { program: work.program, worker: work.ana });

test('the calendar entries of one person do not count what was changed for others, and follow each other (REQ-055, REQ-178, EP-04)', async () => {
  const consented = async (email: string) => {
    const { providerId } = await given.provider(work.agency, { email });
    await given.consent(work.agency, { client, providerId, by: work.ana });
    return { kind: 'provider' as const, id: providerId };
  };
  const lee = await consented('lee@clinic.example');
  const roe = await consented('roe@clinic.example');
  const late = await consented('late@clinic.example');
  const meeting = await meetings.planned('ana', [client], { ...work, people: [lee, roe] });
  const change = async (what: string, body: object) => {
    const version = await meeting.version();
    const path = `/api/conferences/${meeting.conferenceId}${what}`;
    const reply = await house.as('ana').post(path, { version, ...body });
    expect([what, reply.status, reply.body.type]).toEqual([what, 200, undefined]);
    await house.runJobs();
  };
  const ask = (person: object) =>
    change('/late-invitations', { attendees: [{ person, reviewIds: meeting.reviewIds }] });
  const move = (time: string) =>
    change('/reschedule', {
      schedule: {
        on: '2027-03-16',
        time,
        minutes: 60,
        timeZone: 'America/New_York',
        mode: 'video',
      },
    });

  await meetings.invited('ana', meeting);
  await house.runJobs();
  await change('/people/take-off', { person: roe });
  await move('09:00');
  await ask(late);
  await ask(roe);
  await move('11:00');

  const numbersOf = (address: string) =>
    house.mails
      .filter(({ to }) => to === address)
      .map(({ ics }) => /^SEQUENCE:\d+/m.exec(ics?.content ?? '')?.[0]);
  expect(numbersOf('lee@clinic.example')).toEqual(['SEQUENCE:0', 'SEQUENCE:1', 'SEQUENCE:2']);
  expect(numbersOf('late@clinic.example')).toEqual(['SEQUENCE:0', 'SEQUENCE:1']);
  // Who was taken off and asked again has an entry that their calendar takes for the newer one.
  expect(numbersOf('roe@clinic.example')).toEqual([0, 1, 2, 3].map((nth) => `SEQUENCE:${nth}`));
});

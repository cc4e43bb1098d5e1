import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
const meetings = meetingsIn(house);

test('a consent whose last day is over at the agency lets no mail leave where that day goes on, and says so at once (T16, REQ-053)', async () => {
  await house.at('2027-03-15T20:00:00Z');
  const work = await meetings.agencyAtWork();
  await house.owner.query(`update program set time_zone = 'America/Los_Angeles'`);
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const { providerId } = await given.provider(work.agency, { email: 'lee@clinic.example' });
  await given.consent(work.agency, {
    client,
    providerId,
    by: work.ana,
    validUntil: '2027-03-15',
  });
  const person = { kind: 'provider' as const, id: providerId };
  const meeting = await meetings.planned('ana', [client], { ...work, people: [person] });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const planned = await house.as('ana').post(`${path}/schedule`, {
    version: await meeting.version(),
    schedule: {
      on: '2027-03-15',
      time: '22:00',
      minutes: 60,
      timeZone: 'America/Los_Angeles',
      mode: 'video',
    },
  });
  expect(planned.status).toBe(200);

  // Half past midnight in New York, and half past nine of the day before in Los Angeles.
  await house.at('2027-03-16T04:30:00Z');
  await meetings.invited('ana', meeting);
  await house.runJobs();

  const { rows } = await house.owner.query(
    `select state, problem from mail where conference_id = $1 and provider_id = $2`,
    [meeting.conferenceId, providerId],
  );
  expect(rows).toEqual([{ state: 'cancelled', problem: 'consent-no-longer-allows' }]);
  expect(house.mails.map(({ to }) => to)).not.toContain('lee@clinic.example');
});

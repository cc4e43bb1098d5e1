import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
const meetings = meetingsIn(house);

/** A meeting at ten in the evening of the 15th in Los Angeles, one hour into the 16th at the agency in New York. */
async function acrossMidnight(validUntil: string) {
  await house.at('2027-03-15T20:00:00Z');
  const work = await meetings.agencyAtWork();
  await house.owner.query(`update program set time_zone = 'America/Los_Angeles'`);
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const { providerId } = await given.provider(work.agency, { email: 'lee@clinic.example' });
  await given.consent(work.agency, { client, providerId, by: work.ana, validUntil });
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
  const read = async () => {
    const { readiness } = (await house.as('ana').get(path)).body;
    return readiness.find((cell: { person: { id: string } }) => cell.person.id === providerId);
  };
  const mailsTo = async () => {
    const { rows } = await house.owner.query(
      `select state, problem from mail where conference_id = $1 and provider_id = $2`,
      [meeting.conferenceId, providerId],
    );
    return rows;
  };
  return { meeting, read, mailsTo };
}

test('by the day of the agency a consent covers a meeting elsewhere, in the plan as where a mail leaves (T16, REQ-053)', async () => {
  const { meeting, read, mailsTo } = await acrossMidnight('2027-03-15');

  expect(await read()).toMatchObject({ state: 'ends-before', endsOn: '2027-03-15' });
  const { body } = await meetings.invited('ana', meeting);
  expect(body.withheld).toMatchObject([{ because: 'ends-before' }]);
  expect(await mailsTo()).toEqual([]);
});

test('where its last day at the agency is the one of the meeting, they are asked, and the mail leaves on the day on which it ends (T16, REQ-053)', async () => {
  const { meeting, read, mailsTo } = await acrossMidnight('2027-03-16');
  expect(await read()).toMatchObject({ state: 'ok' });

  // Half past midnight in New York, and half past nine of the day before in Los Angeles.
  await house.at('2027-03-16T04:30:00Z');
  const { body } = await meetings.invited('ana', meeting);
  await house.runJobs();

  expect(body.withheld).toEqual([]);
  expect(await mailsTo()).toEqual([{ state: 'sent', problem: '' }]);
});

test('a mail that still waits when the last day is over at the agency says at once that it was not sent, where that day goes on (T16, REQ-053)', async () => {
  const { meeting, mailsTo } = await acrossMidnight('2027-03-16');
  await meetings.invited('ana', meeting);

  // Midnight in New York has passed again, and the 16th goes on where the meeting was.
  await house.at('2027-03-17T04:30:00Z');
  await house.runJobs();

  expect(await mailsTo()).toEqual([{ state: 'cancelled', problem: 'consent-no-longer-allows' }]);
});

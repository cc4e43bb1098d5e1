import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

test('of a closed review whose words a colleague may not read there is neither a summary nor a form, nor one to come (EP-14, REQ-178)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  const client = await given.client(agency, { program, worker: ana, name: 'Alma Rivera' });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const meeting = await meetings.planned('ana', [client], work);
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana, words: () => 'saffron' });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const closed = await house.as('ana').post(`${path}/close`);
  expect(closed.status).toBe(200);
  const seen = async (name: string) => (await house.as(name).get(path)).body.reviews[0];

  expect(await seen('ana')).toMatchObject({ form: 'coming', summary: { class: 'hiv' } });
  expect(await seen('bo')).toMatchObject({ form: null, summary: null });
  await house.runJobs();
  expect(await seen('ana')).toMatchObject({ form: 'made' });
  expect(await seen('bo')).toMatchObject({ form: null, summary: null });
  expect(JSON.stringify(await seen('bo'))).not.toMatch(/saffron|hiv/i);
});

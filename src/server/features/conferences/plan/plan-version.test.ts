import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const meetings = meetingsIn(house);

let work: GivenAgencyAtWork;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  client = await givenIn(house).client(work.agency, { program: work.program, worker: work.ana });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    work.agency.agencyId,
    client.clientId,
  ]);
});
afterAll(() => house.close());

type Seen = { version: string; reviews: { reasons: { text: string | null }[] }[] };

const planned = async () => {
  const { conferenceId } = await meetings.planned('ana', [client], work);
  const path = `/api/conferences/${conferenceId}`;
  const look = async (who: string): Promise<Seen> => (await house.as(who).get(path)).body;
  const save = (who: string, version: string, reasons: object[]) =>
    house.as(who).post(`${path}/clients`, {
      version,
      reviews: [{ enrollmentId: client.enrollmentId, plannedMinutes: 15, reasons }],
    });
  return { look, save };
};
const told = ({ reviews }: Seen) =>
  reviews.flatMap(({ reasons }) => reasons.map(({ text }) => text));

const bare = { code: 'status_needs_goals', text: null };
const restricted = { code: 'status_needs_goals', text: 'A result.' };

test('a change that a colleague may not read moves nothing for them, stands in their way in nothing, and is not written over (EP-14, REQ-036)', async () => {
  const { look, save } = await planned();
  const before = await look('bo');
  const anaBefore = await look('ana');
  expect((await save('ana', anaBefore.version, [bare, restricted])).status).toBe(200);

  expect((await look('bo')).version).toBe(before.version);
  expect((await look('ana')).version).not.toBe(anaBefore.version);
  expect((await save('bo', before.version, [bare])).status).toBe(200);
  expect(told(await look('ana'))).toContain('A result.');
  expect(told(await look('bo'))).toEqual([null]);
});

test('what somebody could have read that changed meanwhile is not written over (REQ-052)', async () => {
  const { look, save } = await planned();
  const seen = { ana: (await look('ana')).version, bo: (await look('bo')).version };
  expect((await save('ana', seen.ana, [])).status).toBe(200);

  expect((await save('bo', seen.bo, [bare])).body.type).toBe('changed-meanwhile');
  expect(told(await look('bo'))).toEqual([]);
});

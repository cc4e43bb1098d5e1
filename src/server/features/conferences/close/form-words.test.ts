import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';
import { communityCare } from '#domain/program-policy/presets/community-care.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
beforeAll(() => house.at('2027-03-15T12:00:00Z'));
afterAll(() => house.close());

test('the form speaks the words of the client’s own program', async () => {
  const work = await meetings.agencyAtWork();
  const words = { ...communityCare.vocabulary, conference: 'round table' };
  await house.owner.query(
    `insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
     values ($1, $2, 2, '2027-01-01', $3, '2027-01-01Z')`,
    [
      work.agency.agencyId,
      work.program.programId,
      JSON.stringify({ ...communityCare, version: 2, vocabulary: words }),
    ],
  );
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const meeting = await meetings.planned('ana', [client], work);
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: work.ana });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
  await house.runJobs();
  const response = await house.app.request(
    `${origin}/api/reviews/${meeting.reviewIds[0] ?? ''}/form`,
    { headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` } },
  );
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));

  expect(text).toMatch(/Participant #\d+/);
  expect(text).toContain('Round table');
  expect(text).not.toMatch(/Client #/);
});

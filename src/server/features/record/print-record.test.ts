import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let alma: GivenClient;
afterAll(() => house.close());

const part2 = 'Federal confidentiality rules (42 CFR Part 2) protect this record';
const mentalHygiene = 'Section 33.13 of the New York Mental Hygiene Law';
const printed = async (by: string, query = '') => {
  const reply = await house.app.request(
    `${origin}/api/clients/${alma.clientId}/record.pdf${query}`,
    { headers: { host: new URL(origin).host, cookie: `session=${house.as(by).token}` } },
  );
  return (await readPdf(new Uint8Array(await reply.arrayBuffer()))).text.replaceAll(/\s+/g, ' ');
};

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  alma = await given.client(work.agency, { program: work.program, worker: work.ana });
  const meeting = await meetings.planned('ana', [alma], work);
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: work.ana });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const told = await house.as('ana').post(`${path}/reviews/${meeting.reviewIds[0]}/summary`, {
    text: 'She wants to go on with the program.',
    how: 'aloud',
    class: 'sud',
  });
  if (told.status !== 200) throw new Error(JSON.stringify(told.body));
  await house.as('ana').post(`${path}/close`);
  await house.runJobs();
}, 60_000);

test('the record on paper carries the law of each thing on it, a summary of substance use too (EP-10, REQ-105)', async () => {
  const text = await printed('ana');

  expect(text).toContain('She wants to go on with the program.');
  expect(text).toContain(part2);
  expect(text).not.toContain(mentalHygiene);
});

test('an action that came of it carries its own law, and a part without it does not (EP-10)', async () => {
  const { rows } = await house.owner.query(
    `update action_item set class = 'mental_health' where client_id = $1 returning action_item_id, version`,
    [alma.clientId],
  );
  await house.as('ana').post(`/api/actions/${rows[0].action_item_id}/done`, {
    version: rows[0].version,
    outcome: 'Done.',
  });

  expect(await printed('ana', '?kinds=action')).toContain(mentalHygiene);
  expect(await printed('ana', '?kinds=action')).not.toContain(part2);
  expect(await printed('ana', '?kinds=enrollment')).not.toContain(mentalHygiene);
});

test('whoever may not read all of a case is told every law alike, and nothing of what is restricted (EP-14, REQ-178)', async () => {
  const text = await printed('bo');

  expect(text).not.toContain('She wants to go on');
  for (const law of [part2, mentalHygiene]) {
    expect(text).toContain(law);
    expect(await printed('bo', '?kinds=enrollment')).toContain(law);
  }
});

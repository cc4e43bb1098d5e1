import { afterAll, expect, test } from 'vitest';
import { presets } from '#domain/program-policy/presets/presets.ts';
import { filingsGiven } from '#test/filings-given.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
// A Health Home, whose word is patient.
const { agency, alma, providerId } = await filingsGiven(house);
const path = `/api/clients/${alma.clientId}`;
const [{ conferenceId, steps }] = (await house.as('ana').get(`${path}/service-plan/verifications`))
  .body.rows;
await house.as('ana').post(`${path}/service-plan/answers`, {
  items: [{ actionItemId: steps[0].actionItemId, seen: null }],
  answer: 'agreed',
  givenBy: 'client',
  how: 'telephone',
  on: '2027-03-15',
});

const titlesFor = async (who: string) =>
  (await house.as(who).get(`${path}/record?kinds=action`)).body.entries.map(
    ({ title }: { title: string }) => title,
  );
const readinessFor = async (who: string) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body.readiness.flatMap(
    ({ state, inWords }: { state: string; inWords: string }) => (state === 'ok' ? [inWords] : []),
  );

test('the record says patient where the program does, on the screen and on paper, and so does who may hear about them (REQ-142, REQ-113)', async () => {
  expect(await titlesFor('ana')).toContain('The patient agreed');
  expect((await readinessFor('ana')).join()).toContain('May hear about this patient');
  const paper = await house.app.request(`${origin}${path}/record.pdf?kinds=action`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await paper.arrayBuffer()));
  expect(text).toContain('The patient agreed');
  expect(text).toMatch(/Patient #\d+/);
});

test('what is wrong with a consent or an answer is said in that word, too (REQ-142, REQ-035)', async () => {
  const consent = await house.as('ana').post(`${path}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: providerId }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
    signature: 'typed',
  });
  expect(consent.body.fields).toMatchObject([
    { path: 'signed', message: 'Enter the name as the patient typed it.' },
    { path: 'isAttested', message: 'Say that the patient typed the name as their signature.' },
  ]);
  await house.owner.query(`update attendance_version set present = false
    where review_attendee_id in (select review_attendee_id from review_attendee join attendee using (agency_id, attendee_id)
      where attendee.client_id is not null)`);
  const { items } = (await house.as('ana').get(`${path}/service-plan`)).body;
  const answer = await house.as('ana').post(`${path}/service-plan/answers`, {
    items: [{ actionItemId: items[0].actionItemId, seen: items[0].answer.answerId }],
    answer: 'declined',
    givenBy: 'client',
    how: 'in-meeting',
    on: '2027-03-15',
  });
  expect(answer.body.fields).toMatchObject([
    { path: 'how', message: 'The patient was not in the conference. Choose how they answered.' },
  ]);
});

test('whoever may not know that somebody is in a second program reads no other word for it (REQ-142, REQ-036)', async () => {
  const { comprehensive } = presets;
  const harbor = await givenIn(house).program(agency, {
    name: 'Harbor',
    policy: { ...comprehensive, vocabulary: { ...comprehensive.vocabulary, client: 'guest' } },
  });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    harbor.programId,
  ]);
  const enrolled = await house.as('ana').post(`${path}/enrollments`, {
    programId: harbor.programId,
    teamId: harbor.teamId,
    workerId: '',
    startedOn: '2027-03-01',
  });
  expect(enrolled.status).toBe(200);

  expect(await titlesFor('ana')).toContain('The client agreed');
  expect(await titlesFor('bo')).toContain('The patient agreed');
  expect(JSON.stringify(await readinessFor('bo'))).not.toMatch(/guest|client/);
});

import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
// A Health Home, whose word is patient.
const { alma, providerId } = await filingsGiven(house);
const path = `/api/clients/${alma.clientId}`;

const paper = async (place: string, who = 'ana') => {
  const headers = { host: new URL(origin).host, cookie: `session=${house.as(who).token}` };
  const answer = await house.app.request(`${origin}${place}`, { headers });
  expect(answer.status).toBe(200);
  return (await readPdf(new Uint8Array(await answer.arrayBuffer()))).text;
};

test('the log of disclosures says patient, on the screen, in the file and on paper (REQ-142, REQ-171)', async () => {
  const { body } = await house.as('ana').get(`${path}/disclosures?accounting=hipaa`);
  expect(body.scopeInWords).toContain('with the patient’s written permission');
  const all = await house.as('ana').get(`${path}/disclosures?accounting=everything`);
  expect(JSON.stringify(all.body)).toContain('With the patient’s consent');
  const file = await house.as('ana').get(`${path}/disclosures/export?accounting=everything`);
  expect(file.body).toContain('With the patient’s consent');
  expect(file.body).not.toMatch(/\bclient\b/i);
  const printed = await paper(`${path}/disclosures/print?accounting=everything`);
  expect(printed).toMatch(/Patient #\d+/);
  expect(printed).not.toMatch(/\bclient\b/i);
  expect(await paper(`${path}/disclosures/print?accounting=everything&language=es`)).toMatch(
    /Paciente #\d+/,
  );
});

test('papers of one patient are headed so: who looked, contacts, a copy of a consent, the record (REQ-142)', async () => {
  const consents = await house.as('ana').get(`${path}/consents`);
  const [{ consentId }] = consents.body.consents;
  const texts = await Promise.all(
    [
      `${path}/looked/print`,
      `${path}/contact-frequency/print?from=2027-01-01&until=2027-03-15`,
      `/api/consents/${consentId}/copy`,
      `${path}/record.pdf`,
    ].map((place) => paper(place)),
  );
  expect(texts.filter((text) => /Patient #\d+/.test(text))).toHaveLength(4);
  expect(texts.join(' ').replace('The summary of client 1', '')).not.toMatch(/\bclients?\b/i);
  expect(await paper(`${path}/record.pdf`)).toContain('Patient record');
});

test('what cannot be is said of the patient: a change before the program, a day before a role (REQ-142, REQ-022)', async () => {
  const asked = await house.as('ana').get(`${path}/changes/new?on=2025-01-01`);
  expect(asked.body.flaw).toContain('before the patient was enrolled');
  const added = await house.as('ana').post(`${path}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    servesAs: 'Primary care',
    isKeyProvider: true,
    from: '2027-03-10',
  });
  const { careTeamMemberId } = added.body;
  const left = await house
    .as('ana')
    .post(`/api/care-team/${careTeamMemberId}/leave`, { until: '2027-03-01' });
  expect(left.body.fields[0].message).toContain('What this person is to the patient was entered');
});

test('whom one may have asked names the patient, and after their death a request to them says so (REQ-142, REQ-157)', async () => {
  const { body } = await house.as('ana').post(`${path}/attempts/people`, {});
  expect(body.people).toContainEqual(expect.objectContaining({ about: 'The patient' }));

  await house.owner.query(`update client set deceased_on = '2027-03-05' where client_id = $1`, [
    alma.clientId,
  ]);
  const late = await house.as('ana').post(`${path}/attempts`, {
    enrollmentId: alma.enrollmentId,
    on: '2027-03-10',
    channel: 'email',
    outcome: 'no_response',
    nextStep: 'ask-managed-care-plan',
    to: { kind: 'client', id: alma.clientId },
  });
  expect(late.body.fields?.[0]?.message).toContain('The patient died on');
});

test('a file to be filed is confidential by that word (REQ-142, REQ-159)', async () => {
  const { body } = await house.as('ana').get('/api/filings/open.txt');
  expect(body).toContain('Confidential: names of patients.');
});

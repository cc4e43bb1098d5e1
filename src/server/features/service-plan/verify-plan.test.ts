import { afterAll, expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { filingsGiven } from '#test/filings-given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
afterAll(() => house.close());
const { alma, providerId, reviewId } = await filingsGiven(house);
// Signed in for as long as these tests go on.
await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);

const plan = `/api/clients/${alma.clientId}/service-plan`;
const path = `${plan}/verifications`;
const open = async (who = 'ana') => (await house.as(who).get('/api/service-plan/open')).body.rows;
const rowsFor = async (who = 'ana') => (await house.as(who).get(path)).body.rows;
const rowFor = async (who = 'ana') => (await rowsFor(who))[0];
const [step] = (await rowFor()).steps;
const found = (more: object = {}) => ({
  reviewId,
  result: 'reflected',
  actionItemIds: [step.actionItemId],
  on: '2027-03-18',
  ...more,
});
const verify = (who: string, more: object = {}) => house.as(who).post(path, found(more));
const takeBack = async (who = 'ana') =>
  house.as(who).post(`${path}/take-back`, {
    verificationId: (await rowFor()).found.verificationId,
  });
const entries = async (who = 'ana') =>
  (await house.as(who).get(`/api/clients/${alma.clientId}/record?kinds=verification`)).body.entries;
await house.owner.query('alter table program_policy disable trigger keep_policy');
/** Rules as the agency would have written them from the beginning. */
const ruleBy = (planUpdate: object) =>
  house.owner.query(
    `update program_policy set document = jsonb_set(document, '{planUpdate}', $1)
     where document ->> 'policyId' = $2`,
    [JSON.stringify({ ...healthHome.planUpdate, ...planUpdate }), healthHome.policyId],
  );

test('after a conference the plan stays to be verified until somebody found the steps in it (REQ-158)', async () => {
  await house.at('2027-03-18T14:00:00Z');
  expect(await open()).toMatchObject([
    {
      reviewId,
      clientName: 'Alma Rivera',
      words: { plan: 'Care Plan' },
      verifyBy: '2027-03-22',
      state: 'not-verified',
      isLate: false,
      found: null,
    },
  ]);
  expect((await verify('ana', { result: 'missing', actionItemIds: [] })).status).toBe(200);
  expect(await open()).toMatchObject([{ state: 'missing', found: { by: 'ana' } }]);

  const seen = (await rowFor()).found.verificationId;
  expect((await verify('bo', { seen, note: 'Goal 3 of the plan' })).status).toBe(200);
  expect(await open()).toEqual([]);
  expect(await rowFor()).toMatchObject({
    state: 'settled',
    found: {
      result: 'reflected',
      by: 'bo',
      on: '2027-03-18',
      actionItemIds: [step.actionItemId],
      notes: ['Goal 3 of the plan'],
    },
  });
});

test('who found what, on which day and which steps stands in the record and on paper (REQ-158, REQ-023)', async () => {
  const [latest, before] = await entries();
  expect(latest).toMatchObject({
    on: '2027-03-18',
    title: 'Care Plan verified',
    by: 'bo',
    detail: `By bo. ${step.text.replace(/\.$/, '')}. Goal 3 of the plan`,
  });
  expect(latest.text).toMatch(
    /^Conference \d+, Mon 15 Mar 2027. What was agreed stands in the Care Plan.$/,
  );
  expect(before.detail).toBe('By ana. Changed since');

  const paper = await house.app.request(
    `${origin}/api/clients/${alma.clientId}/record.pdf?kinds=verification`,
    { headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` } },
  );
  const { text } = await readPdf(new Uint8Array(await paper.arrayBuffer()));
  const words = text.replaceAll(/\s+/g, ' ');
  expect(words).toContain('What was agreed stands in the Care Plan.');
  expect(words).toContain('Goal 3 of the plan');
});

test('the form and the texts that are filed outside tell what was found, by whom, when and which steps; a copy for somebody outside does not (REQ-158, REQ-159)', async () => {
  await house.runJobs();
  const said = `What was agreed stands in the Care Plan. ${step.text}. By bo, Thu 18 Mar 2027.`;
  const paperOf = async (form: string) => {
    const paper = await house.app.request(`${origin}/api/reviews/${reviewId}/${form}`, {
      headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` },
    });
    return (await readPdf(new Uint8Array(await paper.arrayBuffer()))).text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ (?=[.,])/g, '');
  };
  const printed = await paperOf('form');
  expect(printed).toContain('Care Plan verified');
  expect(printed).toContain(said);
  const outside = await paperOf(`form/provider/${providerId}`);
  expect(outside).toContain('A need of client 1');
  expect(outside).not.toContain('verified');

  const { artifacts } = (await house.as('bo').get(`/api/filings/reviews/${reviewId}`)).body;
  expect(artifacts).toHaveLength(2);
  for (const { text } of artifacts) expect(text).toContain(`Care Plan verified\n${said}`);
});

test('what was recorded by mistake is taken back, and it is to be verified again (REQ-158)', async () => {
  expect((await takeBack()).status).toBe(200);

  expect(await open()).toMatchObject([{ state: 'not-verified' }]);
  expect((await entries())[0].title).toBe('Care Plan: verification taken back');
});

test('nothing that was agreed may belong in the plan, with the reason; what passes its day is late (REQ-158)', async () => {
  await house.at('2027-03-23T14:00:00Z');
  expect(await open()).toMatchObject([{ isLate: true }]);
  const without = await verify('ana', { result: 'not-needed', on: '2027-03-23' });
  expect(without.body.fields).toMatchObject([{ path: 'reason' }]);
  const why = { result: 'not-needed', reason: 'not-for-the-plan', on: '2027-03-23' };
  expect((await verify('ana', why)).status).toBe(200);
  expect(await rowFor()).toMatchObject({
    state: 'settled',
    isLate: false,
    found: { actionItemIds: [], reason: 'not-for-the-plan' },
  });
  await takeBack();
});

test.each([
  [{ on: '2027-03-14' }, 'on'],
  [{ on: '2030-01-01' }, 'on'],
  [{ actionItemIds: [] }, 'actionItemIds'],
  [{ actionItemIds: ['00000000-0000-7000-8000-000000000000'] }, 'actionItemIds'],
  [{ result: 'perhaps' }, 'result'],
])('what cannot be is refused at its field: %j (REQ-158)', async (more, field) => {
  const { status, body } = await verify('ana', more);

  expect(status).toBe(400);
  expect(body.fields).toMatchObject([{ path: field }]);
  expect(await rowFor()).toMatchObject({ found: null });
});

test('of two who verify at once one is told that it has changed (REQ-158)', async () => {
  const replies = await Promise.all([verify('ana'), verify('bo')]);

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect((await verify('sue', { seen: house.newId() })).body.type).toBe('changed-meanwhile');
  await takeBack();
});

test('the rules say whether whoever closed a conference may verify, and within how many days (REQ-158, REQ-021)', async () => {
  await ruleBy({ verifierMayBeAuthor: false, verifyWithinDays: 30 });

  expect(await open()).toMatchObject([{ mayVerify: false, verifyBy: '2027-04-14' }]);
  expect((await verify('ana')).body.type).toBe('closed-it-oneself');
  expect((await verify('bo')).status).toBe(200);
  expect(await open()).toEqual([]);
  await takeBack('bo');
});

test('where a step that waits for agreement does not count, the conference stays open until the answer (REQ-158, C-12)', async () => {
  await ruleBy({ requireClientAgreement: true, pendingCountsAsReflected: false });
  expect((await verify('ana')).status).toBe(200);
  expect(await open()).toMatchObject([{ state: 'waits-for-agreement' }]);

  await house.as('ana').post(`${plan}/answers`, {
    items: [{ actionItemId: step.actionItemId, seen: null }],
    answer: 'agreed',
    givenBy: 'client',
    how: 'telephone',
    on: '2027-03-20',
  });
  expect(await open()).toEqual([]);
  expect(await rowFor()).toMatchObject({ state: 'settled' });
  await takeBack();
});

test('a program that only recommends it says so, and one that asks for none has nothing to verify (REQ-158)', async () => {
  await ruleBy({ verification: 'recommended' });
  expect(await open()).toMatchObject([{ strength: 'recommended' }]);

  await ruleBy({ verification: 'off' });
  expect(await open()).toEqual([]);
  expect(await rowsFor()).toEqual([]);
  expect((await verify('ana')).status).toBe(404);
  await ruleBy({});
});

test('neither another agency nor a worker of another program reads or writes it, and a biller has no such page (REQ-178)', async () => {
  for (const who of ['olga', 'far']) {
    expect((await house.as(who).get(path)).status).toBe(404);
    expect((await verify(who)).status).toBe(404);
    expect(await open(who)).toEqual([]);
  }
  expect((await house.as('bill').get('/api/service-plan/open')).status).toBe(403);
});

test('a step that is restricted is named to nobody who may not know of it (REQ-036, REQ-158)', async () => {
  await verify('ana', { note: 'Words about the step' });
  await house.owner.query(`update action_item set class = 'hiv' where action_item_id = $1`, [
    step.actionItemId,
  ]);
  await house.owner.query(`update fact_note set class = 'hiv' where client_id = $1`, [
    alma.clientId,
  ]);
  const readBy = async (who: string) =>
    JSON.stringify([await rowsFor(who), await entries(who), await open(who)]);

  expect(await readBy('ana')).toContain('Words about the step');
  expect(await readBy('ana')).toContain(step.text);
  const byColleague = await readBy('bo');
  expect(byColleague).toContain('What was agreed stands in the Care Plan');
  expect(byColleague).not.toContain('Words about the step');
  expect(byColleague).not.toContain(step.text);
  expect(byColleague).not.toContain(step.actionItemId);
});

test('a void conference has nothing to verify any more (REQ-158)', async () => {
  await takeBack();
  expect(await open()).toHaveLength(1);
  const { seen } = (await house.as('ana').get(`/api/reviews/${reviewId}/void`)).body;
  await house.as('ana').post(`/api/reviews/${reviewId}/void`, { seen, reason: 'Wrong person' });
  expect(await open()).toEqual([]);
  expect((await verify('ana')).status).toBe(404);
});

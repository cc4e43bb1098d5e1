import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { exchangesOf } from '#test/golden/exchange-by-steps.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const { ana, alma, providerId, reviewId, attemptId } = await filingsGiven(house);

const textsOf = async (who: string, path: string) =>
  (await house.as(who).get(`/api/filings/${path}`)).body.artifacts.map(
    ({ text }: { text: string }) => text,
  );

test('the texts tell who was there with title and agency, how and how long, what was said, agreed and comes next (REQ-159, REQ-161)', async () => {
  const [assessment, note] = await textsOf('ana', `reviews/${reviewId}`);

  expect(assessment).toContain(
    [
      'Case Conference Assessment',
      'Patient: Alma Rivera (#1001)',
      'Agency: riverbend',
      'Program: Health Home',
      'Held: Mon 15 Mar 2027, 10:00 am to 10:15 am Eastern, 15 minutes',
      'How: By video',
    ].join('\n'),
  );
  for (const said of [
    '- Dr Hana Lee, Physician, Riverside Clinic',
    '- ana, Case manager, riverbend',
    '- A need of client 1 (ana)',
    '- A strength of client 1 (ana)',
    'Summary\nThe summary of client 1',
    '- A step for client 1 By: ana. Due: Mon 22 Mar 2027. Follow-up: ana, Mon 29 Mar 2027: By telephone.',
    'Next conference due: ',
  ])
    for (const text of [assessment, note]) expect(text).toContain(said);
  expect(note).toMatch(/^Care Plan Activity Note\n/);
  expect(note.indexOf('Actions and next steps')).toBeLessThan(note.indexOf('Needs'));
});

test('an attempt has both texts, with whom, how, what came of it and what comes next (REQ-157, REQ-160)', async () => {
  const [, note] = await textsOf('ana', `attempts/${attemptId}`);

  expect(note).toMatch(
    new RegExp(
      [
        '^Care Plan Activity Note\nPatient: Alma Rivera \\(#1001\\)\nAgency: riverbend\nProgram: Health Home\nDate: Mon 1 Mar 2027',
        'Request for a case conference without success\\.\nAsked: Dr Hana Lee, Physician, Riverside Clinic\nBy: ana, Case manager, riverbend\nHow: By email\nWhat came of it: No answer\nNext step: Ask the managed care plan\nNote: The clinic moved\\.',
        'Recorded by ana, Mon 15 Mar 2027, \\d+:\\d\\d am Eastern\\.$',
      ].join('\n\n'),
    ),
  );
});

test('words of a restricted class stand only in the text of those who may read them, and leave no trace elsewhere (REQ-178)', async () => {
  const before = await textsOf('bo', `attempts/${attemptId}`);
  await house.owner.query(`update fact_note set class = 'hiv', written_by = $1`, [ana.staffId]);
  await house.owner.query(`update review_summary set class = 'hiv'`);

  expect((await textsOf('ana', `attempts/${attemptId}`)).join()).toContain('The clinic moved.');
  expect((await textsOf('sue', `reviews/${reviewId}`)).join()).toContain('The summary of client 1');
  expect((await textsOf('bo', `attempts/${attemptId}`)).join()).not.toContain('moved');
  expect((await textsOf('bo', `reviews/${reviewId}`)).join()).not.toMatch(/[Ss]ummary/);
  expect((await house.as('bo').get('/api/filings/open.txt?scope=team')).body).not.toMatch(
    /moved|[Ss]ummary/,
  );
  expect((await house.as('bo').get(`/api/filings/reviews/${reviewId}`)).body.readsAll).toBe(false);
  expect(before.join()).toContain('moved');
});

test('an email, and a word on what was left undone, bring the statement of their class into the file that tells them (EP-10, REQ-036)', async () => {
  const { begin, tell } = exchangesOf(house, ana);
  await tell(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    from: '2026-02-01',
  });
  const { conferenceId, reviewId: byEmail, review, write } = await begin(alma);
  const lee = { kind: 'provider', id: providerId };
  for (const [from, sentAt] of [
    [{ kind: 'staff', id: ana.staffId }, '2027-03-15T13:00:00Z'],
    [lee, '2027-03-15T14:00:00Z'],
  ] as const)
    expect((await write({ from, sentAt, class: 'general' })).status).toBe(200);
  await tell(`${review}/entries`, { kind: 'need', text: 'A ride' });
  await tell(`${review}/summary`, { text: 'A ride is booked', how: 'each-agreed' });
  await tell(`${review}/explanations`, { what: 'no-action', reason: 'The clinic drives.' });
  await tell(`/api/conferences/${conferenceId}/end`);
  await tell(`/api/conferences/${conferenceId}/close`);
  const statements = async () => {
    const { body } = await house.as('ana').get('/api/filings/open.txt');
    const said = String(body)
      .split('='.repeat(72))
      .filter((part) => part.includes('A ride'));
    expect(said).toHaveLength(2);
    return said.map((part) =>
      [/42 CFR Part 2/, /Section 33\.13/].filter((law) => law.test(part)).map(String),
    );
  };

  expect(await statements()).toEqual([[], []]);
  await house.owner.query(
    `update exchange_message set class = 'sud' where review_id = $1 and is_substantive`,
    [byEmail],
  );
  expect(await statements()).toEqual([[String(/42 CFR Part 2/)], [String(/42 CFR Part 2/)]]);
  await house.owner.query(`update review_note set class = 'mental_health' where review_id = $1`, [
    byEmail,
  ]);
  expect((await statements())[0]).toHaveLength(2);
});

test('what was found in the plan tells of no step and in no program that its reader may not know (REQ-158, REQ-036)', async () => {
  const given = (words: string) => house.owner.query(words);
  await given(`update review_summary set class = 'general'`);
  const path = `/api/clients/${alma.clientId}/service-plan/verifications`;
  const { rows } = (await house.as('bo').get(path)).body;
  const { steps } = rows.find((row: { reviewId: string }) => row.reviewId === reviewId);
  const actionItemIds = steps.map(({ actionItemId }: { actionItemId: string }) => actionItemId);
  const found = { reviewId, result: 'reflected', actionItemIds, on: '2027-03-15' };
  expect((await house.as('bo').post(path, found)).status).toBe(200);
  const told = `Care Plan. ${steps[0].text}. By bo`;
  const read = async (who: string) => (await textsOf(who, `reviews/${reviewId}`)).join();
  expect(await read('bo')).toContain(told);

  await given(`update action_item set class = 'hiv'`);
  expect(await read('ana')).toContain(told);
  expect(await read('bo')).not.toContain(steps[0].text);
  await given(`update action_item set class = 'general'`);
  await given(`update program set class = 'hiv'`);
  await given(`update team_member_version set valid_to = '2027-01-01'`);
  expect(await read('ana')).toContain(told);
  const { status, body } = await house.as('bo').get(`/api/filings/reviews/${reviewId}`);
  expect(`${status} ${JSON.stringify(body)}`).not.toMatch(/verified|Care Plan/);
});

import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, home, ana, tell, provider, dutiesOf } = await goldenScene(house);
afterAll(() => house.close());

const inHome = (name: string) =>
  given.client(here, { program: home, worker: ana, name, enrolledOn: '2026-01-05' });

test('one social service provider is enough, and nobody asks for all of them or for the patient (REQ-131, C-08, C-05)', async () => {
  const client = await inHome('Gil One');
  const { verdict } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [await provider(ana, client, 'social')],
    on: '2026-05-15',
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  expect(await dutiesOf('ana', client)).toEqual([
    'Health Home, Six-month rule: current, Sun 15 Nov',
  ]);
});

test('a significant change asks for a conference of its own without a date, and one conference answers both (REQ-133, REQ-144, C-19)', async () => {
  const client = await inHome('Hal Two');
  const lee = await provider(ana, client);
  await house.at('2026-05-18T14:00:00Z');
  const { changeEventId } = await tell('ana', `/api/clients/${client.clientId}/changes`, {
    code: 'missed_care',
    on: '2026-05-18',
    wantsConference: true,
  });
  const both = await dutiesOf('ana', client);
  expect(both).toHaveLength(2);
  expect(both).toContain('Health Home, First case conference: current, Sun 5 Jul');
  expect(both.some((duty) => /appointments: open, /.test(duty))).toBe(true);

  const { verdict } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [lee],
    on: '2026-05-22',
    changeEventIds: [changeEventId],
  });
  expect(verdict).toMatchObject({ counts: true });
  expect(await dutiesOf('ana', client)).toEqual([
    'Health Home, Six-month rule: current, Sun 22 Nov',
  ]);
});

test('what was discussed and who said it stand in both texts of a conference (REQ-135, REQ-148, C-09)', async () => {
  const client = await inHome('Ida Three');
  const { verdict, reviewId } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [await provider(ana, client)],
    on: '2026-05-26',
  });
  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });

  const { artifacts } = (await house.as('ana').get(`/api/filings/reviews/${reviewId}`)).body;
  expect(artifacts).toHaveLength(2);
  for (const { text } of artifacts) {
    expect(text).toContain('How things stand, needs and goals');
    expect(text).toContain('A place for the winter (ana)');
    expect(text).toContain('Dr Hana Lee');
  }
});

test('with nothing discussed no conference can be closed (REQ-148)', async () => {
  const client = await inHome('Jo Four');
  const { conferenceId } = await tell('ana', '/api/conferences/by-email', {
    enrollmentId: client.enrollmentId,
  });
  await tell('ana', `/api/conferences/${conferenceId}/end`);
  const { gaps } = (await house.as('ana').get(`/api/conferences/${conferenceId}/closing`)).body;
  expect(gaps.map(({ code }: { code: string }) => code)).toEqual([
    'no-reply',
    'summary-not-confirmed',
    'needs-missing',
    'action-missing',
  ]);
  const closed = await house.as('ana').post(`/api/conferences/${conferenceId}/close`);
  expect(closed.body.type).toBe('closing-checks-open');
});

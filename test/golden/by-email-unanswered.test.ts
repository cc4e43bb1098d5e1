import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { exchangesOf } from './exchange-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, home, ana, dutiesOf, provider } = await goldenScene(house);
const { begin, finish, tell } = exchangesOf(house, ana);
const asAna = () => house.as('ana');
const me = { kind: 'staff' as const, id: ana.staffId };
afterAll(() => house.close());

const inHome = (name: string) =>
  given.client(here, { program: home, worker: ana, name, enrolledOn: '2026-01-02' });
const view = async (conferenceId: string) =>
  (await asAna().get(`/api/conferences/${conferenceId}`)).body;

test('an exchange that nobody answered is recorded as not held, and what was written can still be read (T5, REQ-157)', async () => {
  const alma = await inHome('Alma Five');
  await house.at('2026-05-07T15:00:00Z');
  const { conferenceId, review, write } = await begin(alma);
  await write({ from: me, sentAt: '2026-05-01T14:00:00Z', text: 'Half of it?' });
  await finish(conferenceId, review);
  const waiting = async () => (await asAna().get(`${review}/exchange`)).body.waiting;
  expect(await waiting()).toMatch(/An answer that still comes makes this a conference/);
  const due = await dutiesOf('ana', alma);
  // Begun again while it waits to be closed, it is the same one.
  expect((await begin(alma)).conferenceId).toBe(conferenceId);

  await tell(`/api/conferences/${conferenceId}/discard`, { reason: 'No answer from the clinic' });

  expect(await dutiesOf('ana', alma)).toEqual(due);
  const { state, withdrawnBecause, reviews } = await view(conferenceId);
  expect({ state, withdrawnBecause }).toEqual({
    state: 'discarded',
    withdrawnBecause: 'No answer from the clinic',
  });
  expect(reviews[0].entries).toHaveLength(1);
  const { messages } = (await asAna().get(`${review}/exchange`)).body;
  expect(messages.map(({ text }: { text: string }) => text)).toEqual(['Half of it?']);
  expect(await waiting()).toBeNull();
  const { items } = (await asAna().get(`/api/clients/${alma.clientId}/actions`)).body;
  expect(items).toEqual([]);
  expect((await begin(alma)).conferenceId).not.toBe(conferenceId);
});

test('a request of 1 May that nobody answers is an attempt: what was due stays, and both texts are asked for (T5, REQ-157, REQ-160)', async () => {
  await house.at('2026-05-01T15:00:00Z');
  const ada = await inHome('Ada Flow');
  const lee = await provider(ana, ada);
  const { conferenceId, review, write } = await begin(ada);
  await write({ from: me, sentAt: '2026-05-01T14:00:00Z', text: 'Half of it?' });
  const before = await dutiesOf('ana', ada);
  await house.at('2026-05-08T15:00:00Z');
  const { waiting } = (await asAna().get(`${review}/exchange`)).body;
  expect(waiting).toContain(
    'no answer for 7 days. That is an attempt: confirm it on Today or log it',
  );

  const { attemptId } = await tell(`/api/clients/${ada.clientId}/attempts`, {
    enrollmentId: ada.enrollmentId,
    on: '2026-05-01',
    channel: 'email',
    outcome: 'no_response',
    to: lee,
    nextStep: 'call-again',
  });
  await tell(`/api/conferences/${conferenceId}/discard`, { reason: 'No answer from the clinic' });

  expect(await dutiesOf('ana', ada)).toEqual(before);
  const row = (await asAna().get('/api/today/due?when=all')).body.rows.find(
    (each: { clientId: string }) => each.clientId === ada.clientId,
  );
  expect(row).toMatchObject({ status: 'current', dueOn: '2026-07-02', next: null });
  expect(row.evidence).toMatch(/1 documented attempt, last Fri 1 May$/);
  const { rows } = (await asAna().get('/api/filings/open')).body;
  const asked = rows.filter((each: { about: { id: string } }) => each.about.id === attemptId);
  expect(asked).toMatchObject([
    {
      what: 'attempt',
      artifacts: [
        { title: 'Case Conference Assessment', filing: null },
        { title: 'Care Plan Activity Note', filing: null },
      ],
    },
  ]);
  // The exchange itself was not held: nothing of it is asked for.
  expect(rows.filter((each: { about: { kind: string } }) => each.about.kind === 'review')).toEqual(
    [],
  );
});

test('an exchange that was answered was held: it is closed, or its answer is taken off first (REQ-114)', async () => {
  const bea = await inHome('Bea Six');
  const lee = await provider(ana, bea);
  await house.at('2026-05-07T15:00:00Z');
  const { conferenceId, write, review } = await begin(bea);
  await write({ from: me, sentAt: '2026-05-01T14:00:00Z' });
  const { messageId } = (await write({ from: lee, sentAt: '2026-05-06T13:00:00Z' })).body;
  const discard = () => asAna().post(`/api/conferences/${conferenceId}/discard`, { reason: 'No' });

  expect((await discard()).body.type).toBe('exchange-answered');
  await tell(`${review}/exchange/${messageId}/remove`);
  expect((await discard()).status).toBe(200);
});

test('who wrote took part, until their last email is taken off; nobody else is marked as there (REQ-108, REQ-161)', async () => {
  const cleo = await inHome('Cleo Seven');
  const lee = await provider(ana, cleo);
  await house.at('2026-05-07T15:00:00Z');
  const { conferenceId, review, write } = await begin(cleo);
  const there = async () =>
    (await view(conferenceId)).reviews[0].attendance.map(
      ({ person, state }: { person: { kind: string }; state: string }) => `${person.kind} ${state}`,
    );
  await write({ from: me, sentAt: '2026-05-01T14:00:00Z' });
  const first = (await write({ from: lee, sentAt: '2026-05-02T13:00:00Z' })).body.messageId;
  const second = (await write({ from: lee, sentAt: '2026-05-06T13:00:00Z' })).body.messageId;
  expect(await there()).toEqual(['staff present', 'provider present']);

  await tell(`${review}/exchange/${first}/remove`);
  expect(await there()).toEqual(['staff present', 'provider present']);
  await tell(`${review}/exchange/${second}/remove`);
  expect(await there()).toEqual(['staff present']);

  const said = (person: object, state: string) =>
    asAna().post(`${review}/attendance`, { person, state, reason: null });
  expect((await said(lee, 'present')).body.type).toBe('presence-by-email');
  expect((await said(me, 'absent')).body.type).toBe('presence-by-email');
  const client = { kind: 'client', id: cleo.clientId };
  expect((await said(client, 'absent')).status).toBe(200);
  expect(await there()).toEqual(['staff present', 'client absent']);

  // Somebody new is named as a sender; that they took part is said by their email.
  const { providerId } = await given.provider(here, { name: 'Dr Nell Ash' });
  const nell = { kind: 'provider', id: providerId };
  await tell(`${review}/walk-ins`, { person: nell, knowsOfNoConsent: true });
  expect(await there()).not.toContain('provider present');
  expect((await write({ from: nell, sentAt: '2026-05-06T15:00:00Z' })).status).toBe(200);
  expect(await there()).toContain('provider present');
});

test('how long nobody has answered is said, by the days after which the program calls it silence (REQ-157, REQ-160)', async () => {
  const dora = await inHome('Dora Eight');
  await house.at('2026-05-04T15:00:00Z');
  const { review, write } = await begin(dora);
  const waiting = async () => (await asAna().get(`${review}/exchange`)).body.waiting;
  expect(await waiting()).toBeNull();
  await write({ from: me, sentAt: '2026-05-01T14:00:00Z' });

  expect(await waiting()).toBe(
    'Asked on Fri 1 May 2026; no answer for 3 days. After 5 days without one it is an attempt. The due date stays until a provider answers.',
  );
  await house.at('2026-05-06T15:00:00Z');
  expect(await waiting()).toMatch(
    /^Asked on Fri 1 May 2026; no answer for 5 days\. That is an attempt/,
  );
});

test('an exchange has no hour in the lists, and no day before its answer (C-26)', async () => {
  const elsa = await inHome('Elsa Nine');
  const lee = await provider(ana, elsa);
  await house.at('2026-05-07T15:00:00Z');
  const { conferenceId, write, review } = await begin(elsa);
  await write({ from: me, sentAt: '2026-05-01T14:00:00Z' });
  await finish(conferenceId, review);
  const listed = async () =>
    (await asAna().get('/api/conferences?view=to-close')).body.conferences.find(
      (each: { conferenceId: string }) => each.conferenceId === conferenceId,
    );
  const dueRow = async () =>
    (await asAna().get('/api/today/due?when=all')).body.rows.find(
      (row: { clientId: string }) => row.clientId === elsa.clientId,
    );

  expect(await listed()).toMatchObject({ mode: 'email', startsAt: null, inWords: null });
  expect(await dueRow()).toMatchObject({ next: { state: 'ended', startsAt: null } });
  expect((await dueRow()).notes.join()).not.toContain('Held');

  await write({ from: lee, sentAt: '2026-05-06T13:00:00Z' });
  expect((await dueRow()).notes).toContain('Held Wed 6 May; counts once its record is finished');
});

import { afterAll, expect, test } from 'vitest';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { transact } from '#server/platform/database.ts';
import { presets } from '#domain/program-policy/presets/presets.ts';
import type { RecordFact } from '#domain/record/record-facts.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const other = await given.agency('lakeside');
const program = await given.program(agency);
const elsewhere = await given.program(agency, { name: 'Another program' });
const otherProgram = await given.program(other);
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'far', { roles: ['case-manager'], program: elsewhere });
await given.staff(agency, 'bill', { roles: ['biller'] });
await given.staff(agency, 'audrey', { roles: ['auditor'] });
await given.staff(other, 'olga', { roles: ['case-manager'], program: otherProgram });
const { providerId, organizationId } = await given.provider(agency);

const asker = { kind: 'service', agencyId: agency.agencyId, service: 'daily-projection' } as const;
const recordAt = async (moment: string, facts: RecordFact[]) => {
  await house.at(moment);
  await transact(house.ownerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
    addToRecord({ tx, at, agencyId: agency.agencyId, actor: ana.staffId }, facts),
  );
  await house.at('2026-05-04T14:00:00Z');
};
const contactOn = (clientId: string, on: string, note: string) =>
  house.as('ana').post(`/api/clients/${clientId}/contacts`, {
    partner: { kind: 'provider', id: providerId },
    activity: 'advocacy',
    channel: 'email',
    on,
    note,
  });
const read = async (clientId: string, query = '') =>
  (await house.as('ana').get(`/api/clients/${clientId}/record${query}`)).body;

test('the record stands in the order of what happened, not of what was typed (REQ-105, C-22)', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  await contactOn(clientId, '2026-03-02', 'Second.');
  await contactOn(clientId, '2026-05-04', 'Third.');
  await contactOn(clientId, '2026-02-01', 'First.');

  const { entries } = await read(clientId);

  expect(entries.map(({ on }: { on: string }) => on)).toEqual([
    '2026-05-04',
    '2026-03-02',
    '2026-02-01',
  ]);
});

test('what was written down more than a day later says so (REQ-105)', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  await contactOn(clientId, '2026-05-01', 'Late.');
  await contactOn(clientId, '2026-05-03', 'In time.');

  const { entries } = await read(clientId);

  expect(entries.map(({ late }: { late: string }) => late)).toEqual(['', 'Recorded 3 days later']);
});

test('after how many hours an entry is late is the program’s to say, and the strictest one is heeded (REQ-105)', async () => {
  const { documentation } = presets.comprehensive;
  const patient = await given.program(agency, {
    name: 'Patient',
    policy: { ...presets.comprehensive, documentation: { ...documentation, lateEntryHours: 120 } },
  });
  const { clientId } = await given.client(agency, { program: patient, worker: ana });
  await contactOn(clientId, '2026-05-01', 'Within five days.');
  expect((await read(clientId)).entries[0].late).toBe('');

  const { programId, teamId } = program;
  await house.as('riverbend-admin').post(`/api/clients/${clientId}/enrollments`, {
    programId,
    teamId,
    startedOn: '2026-05-01',
  });
  expect((await read(clientId)).entries.at(-1).late).toBe('Recorded 3 days later');
});

test('a long record comes in pages of fifty, and each entry once', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  const day = Temporal.PlainDate.from('2025-12-01');
  const imports = Array.from({ length: 120 }, (_, index) => ({
    kind: 'import' as const,
    change: 'updated' as const,
    source: 'hmis',
    clientId,
    aboutId: house.newId(),
    on: day.add({ days: Math.floor(index / 3) }),
  }));
  await recordAt('2026-05-01T10:00:00Z', imports);

  const first = await read(clientId);
  const second = await read(clientId, `?after=${encodeURIComponent(first.next)}`);
  const third = await read(clientId, `?after=${encodeURIComponent(second.next)}`);

  expect([first, second, third].map(({ entries }) => entries.length)).toEqual([50, 50, 20]);
  expect(first.older).toEqual({ count: 70, since: '2025-12-01' });
  expect(third).toMatchObject({ next: null, older: null });
  const all = [first, second, third].flatMap(({ entries }) => entries);
  expect(new Set(all.map(({ entryId }) => entryId)).size).toBe(120);
  const days: string[] = all.map(({ on }) => on);
  expect(days.every((on, at) => at === 0 || on <= (days[at - 1] ?? ''))).toBe(true);
});

test('one kind alone, or everything up to a date, can be asked for', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  await contactOn(clientId, '2026-02-01', 'Old.');
  await contactOn(clientId, '2026-04-01', 'New.');
  await house.as('ana').post(`/api/clients/${clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'organization', id: organizationId }],
    classes: ['general'],
    purposes: ['care_coordination'],
    validFrom: '2026-03-01',
    validUntil: '2027-03-01',
    signedOn: '2026-03-01',
  });

  const consents = await read(clientId, '?kinds=consent');
  const upTo = await read(clientId, '?until=2026-02-28&kinds=contact,consent');

  expect(consents.entries).toMatchObject([
    { title: 'Consent', text: 'Signed for Riverside Clinic.', detail: 'Ends Mon 1 Mar 2027' },
  ]);
  expect(upTo.entries.map(({ on }: { on: string }) => on)).toEqual(['2026-02-01']);
});

test.each(['?kinds=secret', '?until=yesterday', '?after=here', '?extra=1'])(
  'a question that makes no sense is refused: %s',
  async (query) => {
    const { clientId } = await given.client(agency, { program, worker: ana });

    const reply = await house.as('ana').get(`/api/clients/${clientId}/record${query}`);

    expect(reply.status).toBe(400);
  },
);

test('a colleague who does not serve the client, and another agency, find no such record', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  await contactOn(clientId, '2026-05-04', 'Ours.');

  for (const name of ['far', 'olga'])
    for (const part of ['record', 'record/year', 'record.pdf'])
      expect((await house.as(name).get(`/api/clients/${clientId}/${part}`)).status).toBe(404);
});

test('billers, auditors and administrators read nothing of what is said about a client', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });

  for (const name of ['bill', 'audrey', 'riverbend-admin'])
    for (const part of ['record', 'record/year', 'record.pdf'])
      expect((await house.as(name).get(`/api/clients/${clientId}/${part}`)).status).toBe(403);
  expect((await house.visitor.get(`/api/clients/${clientId}/record`)).status).toBe(401);
});

test('the year shows what lay between, by date and kind', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  await contactOn(clientId, '2026-04-01', 'Within.');
  await contactOn(clientId, '2025-05-31', 'A day too old.');

  const { body } = await house.as('ana').get(`/api/clients/${clientId}/record/year`);

  expect(body).toMatchObject({
    from: '2025-06-01',
    until: '2026-05-31',
    marks: [{ kind: 'contact', on: '2026-04-01' }],
  });
});

test('the record prints as a PDF, and who printed it is written down (REQ-105)', async () => {
  const { clientId } = await given.client(agency, { program, worker: ana });
  await contactOn(clientId, '2026-04-01', 'On paper.');
  const address = `/api/clients/${clientId}/record.pdf`;

  const reply = await house.as('ana').get(`${address}?from=2026-01-01&until=2026-12-31`);

  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toBe('application/pdf');
  expect(reply.body.startsWith('%PDF-')).toBe(true);
  const { rows } = await house.owner.query(
    `select actor_id, outcome from audit where operation = 'GET /api/clients/:clientId/record.pdf' and ids @> array[$1::uuid]`,
    [clientId],
  );
  expect(rows).toEqual([{ actor_id: ana.staffId, outcome: 'done' }]);
  expect((await house.as('ana').get(`${address}?from=2026-12-31&until=2026-01-01`)).status).toBe(
    400,
  );
});

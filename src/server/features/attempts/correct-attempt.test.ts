import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

test('a note that was kept stricter than its case stays so when only the date is corrected (REQ-157)', async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const { providerId } = await given.provider(agency);
  const client = await given.client(agency, { program, worker: ana, enrolledOn: '2025-10-01' });
  const clientPath = `/api/clients/${client.clientId}`;
  const attempt = {
    enrollmentId: client.enrollmentId,
    channel: 'telephone',
    outcome: 'no_response',
    nextStep: 'call-again',
    to: { kind: 'provider', id: providerId },
    note: 'Asked about her HIV test.',
  };
  const noteFor = async (who: string) =>
    (await house.as(who).get(`${clientPath}/attempts`)).body.attempts[0];
  const logged = await house
    .as('ana')
    .post(`${clientPath}/attempts`, { ...attempt, on: '2026-05-01', noteClass: 'hiv' });
  expect((await noteFor('bo')).note).toBe('');

  const { status } = await house
    .as('ana')
    .post(`/api/attempts/${logged.body.attemptId}/correct`, { ...attempt, on: '2026-05-02' });

  expect(status).toBe(200);
  expect(await noteFor('ana')).toMatchObject({ on: '2026-05-02', note: attempt.note });
  expect(await noteFor('bo')).toMatchObject({ on: '2026-05-02', note: '' });
  const { body } = await house.as('bo').get(`${clientPath}/record`);
  expect(JSON.stringify(body)).not.toContain('HIV');
});

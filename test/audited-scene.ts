import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';

/** June audits Harbor alone and Aud every program: what Aud reads is the control of what June does not. */
export async function auditedScene(house: House) {
  const given = givenIn(house);
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const harbor = await given.program(agency, { name: 'Harbor' });
  const nights = await given.program(agency, { name: 'Nights' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program: harbor });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program: nights });
  const june = await given.staff(agency, 'june', { roles: ['auditor'] });
  await given.staff(agency, 'aud', { roles: ['auditor'] });
  const people: Record<string, GivenClient> = {};
  const numbers: Record<string, number> = {};
  for (const [name, program, worker] of [
    ['Alma Rivera', harbor, ana],
    ['Bao Chen', nights, bo],
    ['Cleo Stone', harbor, ana],
  ] as const) {
    const client = await given.client(agency, {
      program,
      worker,
      name,
      enrolledOn: '2025-09-15',
    });
    people[name] = client;
    const { rows } = await house.owner.query<{ number: number }>(
      'select client_number as number from client where client_id = $1',
      [client.clientId],
    );
    numbers[name] = rows[0]?.number ?? 0;
    await house.as(worker.name).get(`/api/clients/${client.clientId}`);
  }
  // Cleo left Harbor: who audits it reads of her time there.
  const left = await house
    .as('ana')
    .post(`/api/enrollments/${people['Cleo Stone']?.enrollmentId}/end`, {
      endedOn: '2026-05-01',
      reason: 'moved',
    });
  if (left.status !== 200) throw new Error(`Cleo did not leave: ${left.status}.`);
  // As when a person changes it: the role is given anew.
  const comesFor = (programs: string[] | null) =>
    house.owner.query(
      `update staff_role set program_ids = $2, granted_at = auth.now() where staff_id = $1 and role = 'auditor'`,
      [june.staffId, programs],
    );
  await comesFor([harbor.programId]);
  return { agency, harbor, nights, ana, june, people, numbers, comesFor };
}

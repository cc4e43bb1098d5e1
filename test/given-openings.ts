import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

const beginning = '2026-05-06T14:00:00Z';
export const monday = '2026-05-04';

/**
 * Rae Rivera has opened the record of Alma Rivera twice and a Rosa Diaz of the staff that of Rosa Diaz; Bo, Ana and Sue, who supervises
 * the program, bear other names. Nia supervises another program. In another agency somebody did the same.
 */
export async function openingsScene(house: House) {
  const given = givenIn(house);
  const call = (staffId: string, fullName: string) =>
    house.owner.query(`update staff_version set full_name = $2 where staff_id = $1`, [
      staffId,
      fullName,
    ]);
  await house.at(beginning);
  const north = await given.agency('north');
  const program = await given.program(north);
  const nights = await given.program(north, { name: 'Nights' });
  const worker = (name: string) => given.staff(north, name, { roles: ['case-manager'], program });
  const ana = await worker('ana');
  const rae = await worker('rae');
  const bo = await worker('bo');
  await call(rae.staffId, 'Rae Rivera, LCSW');
  await call((await worker('ramona')).staffId, 'Rosa Diaz');
  const supervisor = (name: string, where: typeof program) =>
    given.staff(north, name, { roles: ['supervisor'], teamRole: 'supervisor', program: where });
  const sue = await supervisor('sue', program);
  const nia = await supervisor('nia', nights);
  const aud = await given.staff(north, 'aud', { roles: ['auditor'] });
  const alma = await given.client(north, { program, worker: ana, name: 'Alma Rivera' });
  const rosa = await given.client(north, { program, worker: ana, name: 'Rosa Diaz' });
  const south = await given.agency('south');
  const far = await given.program(south);
  const sol = await given.staff(south, 'sol', { roles: ['case-manager'], program: far });
  const theirs = await given.client(south, { program: far, worker: sol, name: 'Zoe Quill' });
  await call(sol.staffId, 'Zoe Quill');
  await house.as('sol').get(`/api/clients/${theirs.clientId}`);
  for (const who of ['rae', 'bo', 'sue', 'ana'])
    await house.as(who).get(`/api/clients/${alma.clientId}`);
  await house.as('rae').get(`/api/clients/${alma.clientId}/record`);
  await house.as('ramona').get(`/api/clients/${rosa.clientId}`);
  return {
    north,
    rae,
    bo,
    sue,
    nia,
    aud,
    alma,
    rosa,
    /** So many days after the beginning; whoever is signed in stays so. */
    days: async (count: number) => {
      await house.at(
        Temporal.Instant.from(beginning)
          .add({ hours: count * 24 })
          .toString(),
      );
      await house.owner.query(
        `update sign_in.session set "expiresAt" = auth.now() + interval '1 day'`,
      );
    },
  };
}

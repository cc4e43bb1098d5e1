import pg from 'pg';
import { openDatabase, type Login } from '#server/platform/database.ts';
import { keysInMemory } from '#server/platform/sealing/master-keys.ts';
import { givenIn } from '#test/given.ts';
import { neighborsMark as mark } from '#test/neighbor.ts';

/**
 * A second agency beside every test: with staff, a program, a client, a provider and a consent of its own. Nothing of it is ever due,
 * and whoever is answered anything of it has found a hole.
 */
export async function settleNeighbor(at: Login): Promise<void> {
  const owner = new pg.Pool({ ...at, max: 2 });
  const ownerDatabase = openDatabase(at, 1, keysInMemory());
  const nobodySignsIn = { session: async () => '', signIn: () => new Map<string, string>() };
  const given = givenIn({ owner, ownerDatabase, ...nobodySignsIn });
  const agency = await given.agency(mark);
  const program = await given.program(agency, { name: `${mark} care` });
  const worker = await given.staff(agency, `${mark}-worker`, { roles: ['case-manager'], program });
  const client = await given.client(agency, {
    program,
    worker,
    name: `Noor ${mark}`,
    enrolledOn: '2019-01-15',
    endedOn: '2019-03-01',
  });
  const { providerId } = await given.provider(agency, {
    name: `Dr ${mark}`,
    organization: `${mark} Clinic`,
  });
  await given.consent(agency, { client, providerId, by: worker });
  await ownerDatabase.destroy();
  await owner.end();
}

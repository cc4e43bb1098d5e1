import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

const begin = '2026-05-04T14:00:00Z';

/**
 * Ben and Una (who has no training) of another program, who may need to know about Ana's clients at once; Sue, who supervises that
 * program, and Nia, who supervises theirs; and a client of the same name in another agency. `meet` begins anew.
 */
export async function emergencyScene(house: House) {
  const given = givenIn(house);
  await house.at(begin);
  const north = await given.agency('north');
  const program = await given.program(north);
  const nights = await given.program(north, { name: 'Nights' });
  const ana = await given.staff(north, 'ana', { roles: ['case-manager'], program });
  const ben = await given.staff(north, 'ben', { roles: ['case-manager'], program: nights });
  await given.staff(north, 'una', { roles: ['case-manager'], program: nights, trained: [] });
  for (const [name, where] of [
    ['sue', program],
    ['nia', nights],
  ] as const)
    await given.staff(north, name, {
      roles: ['supervisor'],
      program: where,
      teamRole: 'supervisor',
    });
  const alma = await given.client(north, { program, worker: ana, name: 'Alma Rivera' });
  const rosa = await given.client(north, { program, worker: ana, name: 'Rosa Diaz' });
  const south = await given.agency('south');
  const far = await given.program(south);
  const tim = await given.staff(south, 'tim', { roles: ['case-manager'], program: far });
  const theirs = await given.client(south, { program: far, worker: tim, name: 'Alma Rivera' });
  await house.owner.query(`update client set born_on = '1984-03-27'`);
  const ask = {
    client: 'Alma Rivera',
    bornOn: '1984-03-27',
    reason: 'urgent-care',
    words: 'The emergency room calls and asks what she takes.',
  };
  return {
    given,
    north,
    ana,
    ben,
    alma,
    rosa,
    theirs,
    ask,
    open: (who = 'ben', more: object = {}) =>
      house.as(who).post('/api/emergency/open', { ...ask, ...more }),
    /** So many minutes after the beginning; whoever is signed in stays so. */
    minutes: async (count: number) => {
      await house.at(Temporal.Instant.from(begin).add({ minutes: count }).toString());
      await house.owner.query(
        `update sign_in.session set "expiresAt" = auth.now() + interval '1 day'`,
      );
    },
    meet: async () => {
      await house.at(begin);
      for (const table of ['break_glass_words', 'break_glass', 'auth.emergency_try'])
        await house.owner.query(`delete from ${table}`);
      await house.runJobs();
      house.mails.length = 0;
    },
  };
}

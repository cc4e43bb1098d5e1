import pg from 'pg';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { House } from '#test/house.ts';

/** One statement by the application's login in somebody's session, undone afterwards: how many rows it reached, or the code of the fault. */
export const pastTheApplication = (house: House) => async (name: string, text: string) => {
  const login = new pg.Client(house.logins.app);
  await login.connect();
  await login.query('begin');
  await login.query(`select auth.enter($1, 'care-coordination')`, [
    hashToken(house.as(name).token ?? ''),
  ]);
  const outcome = await login.query(text).then(
    ({ rowCount }) => rowCount,
    (fault: unknown) => (fault instanceof pg.DatabaseError ? fault.code : String(fault)),
  );
  await login.end();
  return outcome;
};

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { SignIn } from './sign-in.ts';

/** Notes that these digits were accepted; false where they had been before. The library would take them all through their minute. */
export async function isFirstUse(
  database: SignIn['database'],
  userId: string,
  code: string,
): Promise<boolean> {
  const hash = createHash('sha256').update(code).digest();
  // Long over: by then the same digits belong to another moment.
  await sql`delete from sign_in.used_code
    where user_id = ${userId} and used_at < auth.now() - interval '10 minutes'`.execute(database);
  const { numAffectedRows = 0n } = await sql`
    insert into sign_in.used_code values (${userId}, ${hash}, auth.now()) on conflict do nothing`.execute(
    database,
  );
  return numAffectedRows > 0n;
}

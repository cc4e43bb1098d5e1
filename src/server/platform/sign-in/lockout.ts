import { sql } from 'kysely';
import { minutesInWords } from '#domain/words.ts';
import type { SignInDatabase } from '#server/platform/database.ts';
import { Refused } from '#server/platform/refused.ts';

/** Wrong passwords that an account bears, from any address, before it is locked for a quarter of an hour. */
const PATIENCE = 5;

/**
 * Counts the try before the password is looked at, so that many at once cannot slip past; a right one clears the count.
 * An account that does not exist is counted and locked just the same.
 */
export async function tryPassword<T>(
  database: SignInDatabase,
  email: string,
  work: () => Promise<T>,
): Promise<T> {
  const account = email.trim().toLowerCase();
  await sql`delete from sign_in.lockout where last_failure_at < auth.now() - interval '1 day'`.execute(
    database,
  );
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in.lockout as l (email, failures, last_failure_at) values (${account}, 1, auth.now())
    on conflict (email) do update set
      failures = case when l.locked_until is null and l.last_failure_at > auth.now() - interval '15 minutes'
        then l.failures + 1 else 1 end,
      locked_until = case when l.locked_until is null and l.last_failure_at > auth.now() - interval '15 minutes'
        and l.failures + 1 >= ${PATIENCE} then auth.now() + interval '15 minutes' end,
      last_failure_at = auth.now()
    where l.locked_until is null or l.locked_until <= auth.now()
    returning failures`.execute(database);
  if (rows.length === 0)
    throw new Refused('sign-in-locked', undefined, await timeLeft(database, account));
  const result = await work();
  await sql`delete from sign_in.lockout where email = ${account}`.execute(database);
  return result;
}

/** Rounded up, so that whoever waits as long as it says finds it open. */
async function timeLeft(database: SignInDatabase, account: string): Promise<string> {
  const { rows } = await sql<{ minutes: number }>`
    select greatest(1, ceil(extract(epoch from locked_until - auth.now()) / 60))::int as minutes
    from sign_in.lockout where email = ${account} and locked_until is not null`.execute(database);
  return `It opens by itself in ${minutesInWords(rows[0]?.minutes ?? 1)}.`;
}

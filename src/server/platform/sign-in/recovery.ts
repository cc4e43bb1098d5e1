import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '#server/platform/ids.ts';
import type { SignIn } from './sign-in.ts';

type From = Pick<SignIn, 'database'>;

export type Recovery = {
  userId: string;
  email: string;
  fullName: string;
  madeBy: 'mail' | 'administrator' | 'machine';
  dropsSecondFactor: boolean;
  hasCodes: boolean;
  hasPasskeys: boolean;
};

/** Longer than the asking takes: how soon the answer comes must not tell whether there is such a sign-in. */
const ALWAYS_MS = 500;

/** Asks for a link by mail. It answers nothing: whether there is such a sign-in stays in the database. */
export async function askRecovery({ database }: From, email: string) {
  const now = Temporal.Now.instant();
  const asked = sql`select auth.ask_recovery(${newId(now)}, ${newId(now)}, ${email})`;
  await Promise.all([asked.execute(database), wait(ALWAYS_MS)]);
}

/** The way back in that this code opens, while it may still be used. */
export async function findRecovery(
  { database }: From,
  codeHash: string,
): Promise<Recovery | undefined> {
  const { rows } = await sql<Recovery>`
    select user_id as "userId", email, full_name as "fullName", made_by as "madeBy", drops_second_factor as "dropsSecondFactor",
      has_codes as "hasCodes", has_passkeys as "hasPasskeys"
    from auth.find_recovery(${codeHash})`.execute(database);
  return rows[0];
}

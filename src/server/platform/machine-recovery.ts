import { sql } from 'kysely';
import { openDatabase, type Login } from './database.ts';
import { newId } from './ids.ts';
import { newCode } from './one-time-code.ts';
import { hashToken } from './session-cookie.ts';

/** A way back in for the person with this address, made with the power of whoever runs the database; null where there is none. */
export async function makeMachineRecovery(migrator: Login, email: string) {
  const database = openDatabase(migrator, 1);
  const code = newCode();
  const id = newId(Temporal.Now.instant());
  try {
    const { rows } = await sql<{ expiresAt: Temporal.Instant | null }>`
      select auth.recover_at_machine(${id}, ${email}, ${hashToken(code)}) as "expiresAt"`.execute(
      database,
    );
    const expiresAt = rows[0]?.expiresAt;
    return expiresAt ? { code, expiresAt } : null;
  } finally {
    await database.destroy();
  }
}

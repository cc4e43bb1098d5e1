import { sql } from 'kysely';
import { openDatabase, type Login } from './database.ts';
import { CannotStart } from './embedded-postgres/cannot-start.ts';
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
  } catch (fault) {
    throw isOlder(fault) ? new CannotStart('Start Roundtable once first: npm start') : fault;
  } finally {
    await database.destroy();
  }
}

/** The data are from before this release, or nothing was ever put there: no such schema, or no such function in it. */
const isOlder = (fault: unknown) =>
  fault instanceof Error && 'code' in fault && (fault.code === '42883' || fault.code === '3F000');

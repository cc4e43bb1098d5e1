import { sql } from 'kysely';
import { openDatabase, type Login } from './database.ts';
import { newCode } from './one-time-code.ts';
import { hashToken } from './session-cookie.ts';

/** A code for the first run, where no agency exists yet or one more is wanted. Codes printed before stop working. */
export async function makeFoundingCode(
  migrator: Login,
  { isWanted }: { isWanted: boolean },
): Promise<string | undefined> {
  const database = openDatabase(migrator, 1);
  try {
    const { rows } = await sql<{ has: boolean }>`select auth.has_agency() as has`.execute(database);
    if (rows[0]?.has && !isWanted) return undefined;
    const code = newCode();
    await sql`delete from auth.founding_code where used_at is null`.execute(database);
    await sql`insert into auth.founding_code (code_hash, made_at) values (${hashToken(code)}, auth.now())`.execute(
      database,
    );
    return code;
  } finally {
    await database.destroy();
  }
}

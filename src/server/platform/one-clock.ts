import { sql } from 'kysely';
import { openDatabase, type Login } from './database.ts';

export type OneClock = {
  /** The product goes on from this moment. */
  setTo: (moment: Temporal.Instant) => Promise<void>;
  /** The product's time is the world's again. */
  release: () => Promise<void>;
};

/** The clock that all rules and stamps read. Only the owner of the data may move it, and only where nothing is real. */
export function openClock(migrator: Login): OneClock {
  const database = openDatabase(migrator, 1);
  return {
    setTo: async (moment) => {
      await sql`update auth.clock set ahead = ${moment}::timestamptz - transaction_timestamp()`.execute(
        database,
      );
      // Whoever is at work stays so: months may pass between two of their steps.
      await sql`update auth.session_scope set used_at = auth.now()`.execute(database);
    },
    release: async () => {
      await sql`update auth.clock set ahead = interval '0'`.execute(database);
      await database.destroy();
    },
  };
}

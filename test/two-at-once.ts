import { setTimeout as pause } from 'node:timers/promises';
import type { House } from './house.ts';

/** Two requests about one client, or one conference, that both stand before it at the same time, and then go on. */
export async function twoAtOnce<T>(
  house: House,
  before: string | { conferenceId: string },
  ask: () => Promise<T>,
) {
  const holder = await house.owner.connect();
  const [statement, id] =
    typeof before === 'string'
      ? ['select from client where client_id = $1 for update', before]
      : ['select from conference where conference_id = $1 for update', before.conferenceId];
  try {
    await holder.query('begin');
    await holder.query(statement, [id]);
    const both = Promise.all([ask(), ask()]);
    while ((await waiting(house)) < 2) await pause(10);
    await holder.query('commit');
    return await both;
  } finally {
    holder.release();
  }
}

/** A request stands before something that somebody holds. */
export async function untilSomebodyWaits(house: House) {
  while ((await waiting(house)) < 1) await pause(10);
}

async function waiting(house: House): Promise<number> {
  const { rows } = await house.owner.query<{ waiting: number }>(
    `select count(*)::integer as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.waiting ?? 0;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { House } from './house.ts';

type Before = string | { conferenceId: string } | { writing: 'review_billing' };

/** Two requests that both stand before one client, one conference, or a table to write to, at the same time, and then go on. */
export async function twoAtOnce<T>(house: House, before: Before, ask: () => Promise<T>) {
  const holder = await house.owner.connect();
  const [statement, values] = holding(before);
  try {
    await holder.query('begin');
    await holder.query(statement, values);
    const both = Promise.all([ask(), ask()]);
    while ((await waiting(house)) < 2) await pause(10);
    await holder.query('commit');
    return await both;
  } finally {
    holder.release();
  }
}

/** A request, or as many, stand before something that somebody holds. */
export async function untilSomebodyWaits(house: House, requests = 1) {
  while ((await waiting(house)) < requests) await pause(10);
}

/** Until this has come, or so many stand before something that somebody else holds. */
export async function untilItComesOrWaits(house: House, coming: Promise<unknown>, requests = 1) {
  const seen = { isThere: false };
  const come = () => {
    seen.isThere = true;
  };
  void coming.then(come, come);
  while (!seen.isThere && (await waiting(house)) < requests) await pause(10);
}

function holding(before: Before): [statement: string, values: string[]] {
  if (typeof before === 'string')
    return ['select from client where client_id = $1 for update', [before]];
  if ('writing' in before) return [`lock table ${before.writing} in share mode`, []];
  return ['select from conference where conference_id = $1 for update', [before.conferenceId]];
}

async function waiting(house: House): Promise<number> {
  const { rows } = await house.owner.query<{ waiting: number }>(
    `select count(*)::integer as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.waiting ?? 0;
}

import { text } from 'node:stream/consumers';
import pg from 'pg';
import { planKept } from '#server/platform/database-plans.ts';
import type { Statement } from './capture.ts';
import { median } from './load.ts';
import { onOneCore } from './one-core.ts';

// The same statements in turn: as whoever asks, with row security, and as the owner, without.
type Work = {
  app: pg.ClientConfig;
  owner: pg.ClientConfig;
  statements: Statement[];
  times: number;
};
const { app, owner, statements, times }: Work = JSON.parse(await text(process.stdin));

const connected = async (login: pg.ClientConfig) => {
  const client = new pg.Client(login);
  await client.connect();
  return client;
};
const clients = { gated: await connected(app), open: await connected(owner) };
const backendOf = async (client: pg.Client): Promise<number> =>
  Number((await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid);
onOneCore([process.pid, await backendOf(clients.gated), await backendOf(clients.open)]);

const isEntering = ({ sql }: Statement) => sql.includes('auth.enter');

const asked = statements.filter((statement) => !isEntering(statement));

/** Entering is the door's and stands outside the time. */
async function once(client: pg.Client, note: (nth: number, took: number) => void) {
  await client.query('begin');
  for (const { sql, parameters } of statements.filter(isEntering))
    await client.query(sql, parameters);
  for (const [nth, { sql, parameters }] of asked.entries()) {
    const begin = performance.now();
    // Planned as the product has it planned: once for a connection where it says so, else each time.
    await client.query({
      ...(sql.includes(planKept) ? { name: `s${nth}` } : {}),
      text: sql,
      values: parameters,
    });
    note(nth, performance.now() - begin);
  }
  await client.query('rollback');
}

const taken = { gated: asked.map((): number[] => []), open: asked.map((): number[] => []) };
const warmingUp = 20;
for (let nth = 0; nth < times + warmingUp; nth += 1)
  for (const kind of nth % 2 === 0 ? (['gated', 'open'] as const) : (['open', 'gated'] as const))
    await once(clients[kind], (which, took) => {
      if (nth >= warmingUp) taken[kind][which]?.push(took);
    });
// What else the machine does comes between some statements of most rounds, and of the longer side more often: each statement has a median of its own.
const sumOf = (all: number[][]) => all.reduce((sum, each) => sum + median(each), 0);
process.stdout.write(JSON.stringify({ gated: sumOf(taken.gated), open: sumOf(taken.open) }));
await Promise.all([clients.gated.end(), clients.open.end()]);

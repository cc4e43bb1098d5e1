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

/** Entering is the door's and stands outside the time. */
async function once(client: pg.Client): Promise<number> {
  await client.query('begin');
  for (const { sql, parameters } of statements.filter(isEntering))
    await client.query(sql, parameters);
  const begin = performance.now();
  for (const [index, { sql, parameters }] of statements.entries())
    if (!isEntering({ sql, parameters }))
      // Planned as the product has it planned: once for a connection where it says so, else each time.
      await client.query({
        ...(sql.includes(planKept) ? { name: `s${index}` } : {}),
        text: sql,
        values: parameters,
      });
  const took = performance.now() - begin;
  await client.query('rollback');
  return took;
}

const taken: Record<'gated' | 'open', number[]> = { gated: [], open: [] };
const warmingUp = 20;
for (let nth = 0; nth < times + warmingUp; nth += 1)
  for (const kind of nth % 2 === 0 ? (['gated', 'open'] as const) : (['open', 'gated'] as const)) {
    const took = await once(clients[kind]);
    if (nth >= warmingUp) taken[kind].push(took);
  }
process.stdout.write(JSON.stringify({ gated: median(taken.gated), open: median(taken.open) }));
await Promise.all([clients.gated.end(), clients.open.end()]);

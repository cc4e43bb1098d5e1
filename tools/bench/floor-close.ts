import { text } from 'node:stream/consumers';
import pg from 'pg';
import type { Statement } from './capture.ts';

// Each lane commits its own closings, statement for statement, as the owner and without row security.
type Work = { login: pg.ClientConfig; lanes: Statement[][][] };
const { login, lanes }: Work = JSON.parse(await text(process.stdin));
const clients = await Promise.all(
  lanes.map(async () => {
    const client = new pg.Client(login);
    await client.connect();
    return client;
  }),
);
const begin = performance.now();
await Promise.all(
  lanes.map(async (closings, lane) => {
    const client = clients[lane];
    for (const statements of closings) {
      await client?.query('begin');
      for (const { sql, parameters } of statements) await client?.query(sql, parameters);
      await client?.query('commit');
    }
  }),
);
const seconds = (performance.now() - begin) / 1_000;
const count = lanes.reduce((sum, closings) => sum + closings.length, 0);
process.stdout.write(JSON.stringify({ perSecond: count / seconds }));
await Promise.all(clients.map((client) => client.end()));

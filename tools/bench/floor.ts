import { text } from 'node:stream/consumers';
import pg from 'pg';
import { underLoad } from './load.ts';

// The floor (decision 24): the same statements through the driver, as the owner, without row security and without us.
type Floor = {
  login: pg.ClientConfig;
  statements: { sql: string; parameters: unknown[] }[];
  lanes: number;
  forMs: number;
};
const { login, statements, lanes, forMs }: Floor = JSON.parse(await text(process.stdin));
const clients = await Promise.all(
  Array.from({ length: lanes }, async () => {
    const client = new pg.Client(login);
    await client.connect();
    return client;
  }),
);
const once = async (lane: number) => {
  const client = clients[lane];
  if (!client) return;
  await client.query('begin');
  for (const [index, { sql, parameters }] of statements.entries()) {
    await client.query({ name: `s${index}`, text: sql, values: parameters });
  }
  await client.query('commit');
};
await underLoad({ lanes, forMs: 1_000 }, once);
process.stdout.write(JSON.stringify(await underLoad({ lanes, forMs }, once)));
await Promise.all(clients.map((client) => client.end()));

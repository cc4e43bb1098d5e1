import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CannotStart } from './embedded-postgres/cannot-start.ts';

export type HttpServer = { port: number; stop: () => Promise<void> };

const PATIENCE = 10_000;

/** Listens to this machine alone unless the product has a public address of its own, behind its proxy. */
export async function listen(
  app: Hono,
  { port, publicOrigin }: { port: number; publicOrigin: string },
): Promise<HttpServer> {
  const isHere = new URL(publicOrigin).protocol === 'http:';
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault) => reject(explain(fault, port)));
    server.listen(port, isHere ? '127.0.0.1' : undefined, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    /** Takes no new requests and lets those on their way finish, for ten seconds at most. */
    stop: () =>
      new Promise((resolve) => {
        const enough = setTimeout(() => server.closeAllConnections(), PATIENCE);
        server.close(() => {
          clearTimeout(enough);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function explain(fault: Error, port: number) {
  const why = 'code' in fault ? reasons.get(String(fault.code)) : undefined;
  if (why === undefined) return fault;
  const other = port < 1024 ? 8080 : port === 65_535 ? 4321 : port + 1;
  return new CannotStart(
    `Roundtable did not start.\nPort ${port} ${why}. Choose another one, for example: PORT=${other} npm start`,
  );
}

const reasons = new Map([
  ['EADDRINUSE', 'is used by another program'],
  ['EACCES', 'is not open to this user'],
]);

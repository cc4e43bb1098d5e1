import type { Configuration } from './configuration.ts';
import type { Login } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.ts';

export type Storage = { migrator: Login; close: () => Promise<void> };

/** The PostgreSQL that the settings name, else the one that comes along, in the data folder. */
export async function openStorage(
  { databaseUrl, dataDir }: Configuration,
  onLost: (why: string) => void,
): Promise<Storage> {
  if (databaseUrl) return { migrator: loginOf(new URL(databaseUrl)), close: async () => {} };
  const { connect, stop } = await startEmbeddedPostgres({
    dataDir,
    onExit: () => onLost('The database ended although nobody asked it to.'),
  });
  return { migrator: connect, close: stop };
}

const loginOf = (url: URL): Login => ({
  // A socket is named by its folder, written with %2F.
  host: decodeURIComponent(url.hostname),
  port: Number(url.port || 5432),
  user: decodeURIComponent(url.username),
  password: decodeURIComponent(url.password),
  database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
});

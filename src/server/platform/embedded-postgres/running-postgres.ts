import { readFileSync } from 'node:fs';
import { MIGRATOR } from './cluster.ts';
import { placesIn } from './data-folder.ts';
import { isServing } from './leftover.ts';
import { CannotStart } from './cannot-start.ts';

/** How to reach the PostgreSQL that serves this data folder now, for whoever may read its password; undefined where none does. */
export function runningPostgres(dataDir: string) {
  const { cluster, socket, password } = placesIn(dataDir);
  if (!isServing(cluster)) return undefined;
  return {
    host: socket,
    port: 5432,
    user: MIGRATOR,
    password: readPassword(password),
    database: 'postgres',
  };
}

function readPassword(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new CannotStart(
      `${path} cannot be read. Run this as the user who starts Roundtable, on the machine where it runs.`,
    );
  }
}

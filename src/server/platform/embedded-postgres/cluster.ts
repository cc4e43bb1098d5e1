import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type Account, asAccount, giveTo } from './account.ts';
import type { Places } from './data-folder.ts';
import { CannotStart } from './cannot-start.ts';

export const MIGRATOR = 'roundtable_migrator';

type Making = { places: Places; programs: string; account: Account | undefined; durable: boolean };

function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function majorVersion(programs: string): number {
  const said = spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)/.exec(said.stdout)?.[1] ?? 0);
}

/** The same order on every machine; PostgreSQL before 17 has no locale provider of its own. */
function locale(programs: string): string[] {
  return majorVersion(programs) >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C'];
}

function initialise(making: Making, folder: string, passwordFile: string): void {
  const { programs, account, durable, places } = making;
  const made = spawnSync(
    join(programs, 'bin', 'initdb'),
    [
      `--pgdata=${folder}`,
      `--username=${MIGRATOR}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale(programs),
      '--data-checksums',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...asAccount(account), cwd: places.dataDir, encoding: 'utf8' },
  );
  if (made.error)
    throw new CannotStart(
      `This machine cannot run Roundtable's PostgreSQL (${made.error.message}). ` +
        'Name a PostgreSQL server in DATABASE_URL instead.',
    );
  if (made.status !== 0)
    throw new CannotStart(
      `The database could not be made in ${places.dataDir}: ${made.stderr.trim()}`,
    );
}

const prefixOfUnfinished = ({ cluster }: Places) => `${basename(cluster)}.unfinished-`;

/** What a killed start left; its initdb outlives it and may be writing there still, so that removing takes more than one go. */
function removeUnfinished(places: Places): void {
  const { dataDir } = places;
  for (const name of readdirSync(dataDir))
    if (name.startsWith(prefixOfUnfinished(places)))
      rmSync(join(dataDir, name), { recursive: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * A database is made beside its place and moved there whole, so that a killed start leaves none that is half made;
 * each try has a folder of its own, out of reach of an initdb that outlived the one before.
 */
function makeCluster(making: Making): void {
  const { places, account } = making;
  removeUnfinished(places);
  const unfinished = mkdtempSync(join(places.dataDir, prefixOfUnfinished(places)));
  giveTo(account, unfinished);
  const password = randomBytes(24).toString('base64url');
  const passwordForInit = join(unfinished, 'password');
  writeFileSync(passwordForInit, password, { mode: 0o600 });
  giveTo(account, passwordForInit);
  const made = join(unfinished, 'cluster');
  initialise(making, made, passwordForInit);
  rmSync(places.password, { force: true });
  writeFileSync(places.password, password, { mode: 0o600 });
  flush(places.password);
  renameSync(made, places.cluster);
  flush(places.dataDir);
  removeUnfinished(places);
}

/** Makes the database files where there are none, and answers the migrator's password. */
export function ensureCluster(making: Making): string {
  const { cluster, password } = making.places;
  if (!existsSync(cluster)) makeCluster(making);
  if (!existsSync(password))
    throw new CannotStart(
      `The file ${password} is missing; without it the database cannot be opened. Bring it back from your backup.`,
    );
  return readFileSync(password, 'utf8').trim();
}

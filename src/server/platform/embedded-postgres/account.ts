import { chownSync, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** The user the database runs as when it is not ourselves: PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number };

const amRoot = () => process.getuid?.() === 0;

function nobody(): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined)
    throw new CannotStart(
      'PostgreSQL does not run as root, and this machine has no user "nobody" to run it as. ' +
        'Start Roundtable as a plain user, or name a PostgreSQL server in DATABASE_URL.',
    );
  // macOS writes nobody as -2, which is the same number read as unsigned.
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}

/** Whom the database runs as: ourselves (undefined), or as root the owner of the files, else nobody. */
export function databaseAccount(clusterFolder?: string): Account | undefined {
  if (!amRoot()) return undefined;
  if (clusterFolder !== undefined && existsSync(clusterFolder)) {
    const { uid, gid } = statSync(clusterFolder);
    if (uid !== 0) return { uid, gid };
  }
  return nobody();
}

export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Spawn options: node takes signed numbers, and every inherited secret stays out of the database's environment. */
export function asAccount(account: Account | undefined) {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };
  return account ? { env, uid: account.uid | 0, gid: account.gid | 0 } : { env };
}

function opensFor(account: Account, folder: string): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0;
}

/** The first folder on the way to this one that the account may not enter. */
export function closedDoor(account: Account | undefined, folder: string): string | undefined {
  if (!account) return undefined;
  const real = realpathSync(folder);
  const above = dirname(real);
  const closedAbove = above === real ? undefined : closedDoor(account, above);
  return closedAbove ?? (opensFor(account, real) ? undefined : real);
}

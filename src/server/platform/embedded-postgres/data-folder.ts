import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, closedDoor, databaseAccount, giveTo } from './account.ts';
import { CannotStart } from './cannot-start.ts';

export type Places = {
  dataDir: string;
  cluster: string;
  lock: string;
  password: string;
  socket: string;
};

// A unix socket's whole path holds 107 bytes on Linux and 103 on macOS.
const LONGEST_SOCKET_PATH = 100;
const SOCKET_NAME = '/.s.PGSQL.5432';

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

function socketFolder(dataDir: string): string {
  const near = join(dataDir, 'socket');
  if (Buffer.byteLength(near + SOCKET_NAME) <= LONGEST_SOCKET_PATH) return near;
  return join(temporaryPlace(), `roundtable-${shortHash(dataDir)}`);
}

export function placesIn(dataDir: string): Places {
  return {
    dataDir,
    cluster: join(dataDir, 'postgres'),
    lock: join(dataDir, 'owner.lock'),
    password: join(dataDir, 'migrator-password'),
    socket: socketFolder(dataDir),
  };
}

/** A temporary folder that the database's user can enter. */
export function temporaryPlace(): string {
  const account = databaseAccount();
  const open = [tmpdir(), '/tmp', '/var/tmp'].find(
    (place) => existsSync(place) && closedDoor(account, place) === undefined,
  );
  return open ?? tmpdir();
}

function openTo(account: Account, folder: string): void {
  chownSync(folder, 0, account.gid);
  chmodSync(folder, 0o710);
}

function makeWayTo(folder: string): void {
  if (existsSync(folder)) return;
  makeWayTo(dirname(folder));
  mkdirSync(folder, 0o755);
  // The mask of a careful root would close the way to the database's user.
  chmodSync(folder, 0o755);
}

/** Makes the data folder where there is none; nobody but us and the database may look inside. */
export function prepareDataFolder(places: Places): void {
  const { dataDir } = places;
  const account = databaseAccount(places.cluster);
  if (!existsSync(dataDir)) {
    try {
      makeWayTo(dirname(dataDir));
      mkdirSync(dataDir, 0o700);
    } catch (fault) {
      throw new CannotStart(
        `The data folder cannot be made (${fault instanceof Error ? fault.message : String(fault)}). ` +
          'Set DATA_DIR to a folder that this user may make or write to, for example DATA_DIR=/var/lib/roundtable.',
      );
    }
    if (account) openTo(account, dataDir);
    return;
  }
  if (!statSync(dataDir).isDirectory())
    throw new CannotStart(`${dataDir} is a file, not a folder.`);
  const isUnused = readdirSync(dataDir).every((name) => name === basename(places.lock));
  if (
    account &&
    isUnused &&
    statSync(dataDir).uid === 0 &&
    closedDoor(account, dataDir) === dataDir
  )
    openTo(account, dataDir);
}

/** Where the database's user cannot go, nothing would start: better one sentence than its log. */
export function demandEntry(account: Account | undefined, dataDir: string): void {
  const closed = closedDoor(account, dataDir);
  if (closed !== undefined)
    throw new CannotStart(
      `Started as root, the database runs as an unprivileged user, and that user cannot enter ${closed}. ` +
        `Let it pass with: chmod o+x '${closed}', or choose a DATA_DIR elsewhere, for example DATA_DIR=/var/lib/roundtable.`,
    );
}

/** A folder for the socket that belongs to the database's user alone, even in a temporary place open to all. */
export function prepareSocketFolder(account: Account | undefined, folder: string): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, 0o700);
    giveTo(account, folder);
  }
  const { uid, mode } = lstatSync(folder);
  const owner = account?.uid ?? process.getuid?.();
  if (!lstatSync(folder).isDirectory() || uid !== owner || (mode & 0o077) !== 0)
    throw new CannotStart(`${folder} belongs to somebody else. Remove it, then start again.`);
}

/** Takes back a folder made in the system's temporary place; the one in the data folder stays. */
export function removeSocketFolder({ dataDir, socket }: Places): void {
  if (dirname(socket) !== dataDir) rmSync(socket, { recursive: true, force: true });
}

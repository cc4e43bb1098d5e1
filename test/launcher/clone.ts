import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Running, run, temporaryFolder } from './processes.ts';

const home = resolve(import.meta.dirname, '../..');

// The part of the server that these tests are about: settings, database, clean stop.
const main = `
import { readConfiguration } from '#server/platform/configuration.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/start-embedded-postgres.ts';

process.once('uncaughtException', (fault) => {
  console.error(fault instanceof CannotStart ? fault.message : fault);
  process.exit(1);
});
const { dataDir } = readConfiguration(process.env, { sample: process.argv.includes('--demo') });
const database = await startEmbeddedPostgres({ dataDir, onExit: () => process.exit(4) });
const stop = () => void database.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
console.log('open ' + database.pid + ' server ' + process.pid + ' in ' + dataDir);
setInterval(() => undefined, 60_000);
`;

export type Clone = {
  path: string;
  start: (args?: string[], env?: Record<string, string>) => Running;
  remove: () => void;
};

/** A copy of the launcher with a small server, in a folder whose name holds a space. */
export function makeClone(): Clone {
  const { path, remove } = temporaryFolder();
  for (const name of ['bin', 'package.json', 'package-lock.json'])
    cpSync(join(home, name), join(path, name), { recursive: true });
  cpSync(join(home, 'src/server/platform'), join(path, 'src/server/platform'), {
    recursive: true,
    filter: (source) => !source.includes('.test.'),
  });
  symlinkSync(join(home, 'node_modules'), join(path, 'node_modules'));
  mkdirSync(join(path, 'src/web'), { recursive: true });
  writeFileSync(join(path, 'src/server/main.ts'), main);
  writeFileSync(join(path, 'index.html'), '<!doctype html><title>Roundtable</title>');
  const start: Clone['start'] = (args = ['start'], env = {}) =>
    run(process.execPath, [join(path, 'bin/roundtable.js'), ...args], {
      cwd: '/',
      env: { DATA_DIR: join(path, 'kept data'), ...env },
    });
  return { path, start, remove };
}

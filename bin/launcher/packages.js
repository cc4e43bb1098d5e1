import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.js';

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages || {};
  } catch {
    return undefined;
  }
}

/** Compares what npm noted down after installing with the lock; times of files say nothing after a checkout or a copy. */
export function isInstalled(home) {
  const wanted = packagesIn(join(home, 'package-lock.json'));
  if (!wanted) throw new Trouble('package-lock.json is missing or broken: get a fresh copy.');
  const found = packagesIn(join(home, 'node_modules/.package-lock.json'));
  if (!found) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = found[path];
    if (!there) return Boolean(entry.optional || entry.devOptional || entry.peer);
    const isSame = !entry.integrity || there.integrity === entry.integrity;
    return there.version === entry.version && isSame;
  });
}

function npm(args, options) {
  const program = process.env.npm_execpath || '';
  // Under npm, its own program is at hand even where none is on the path.
  return program.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [program, ...args], options)
    : spawnSync('npm', args, options);
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

export function runNpm(args, home) {
  const done = npm([...args, ...quiet, '--engine-strict=false'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (done.error) throw new Trouble('npm was not found. It comes with Node: https://nodejs.org.');
  if (done.status === 0) return;
  const said = (done.stderr || '').split('\n').filter((line) => !line.includes('EBADENGINE'));
  throw new Trouble(
    `${said.join('\n').trim()}\nnpm could not install what Roundtable needs. It must reach its registry once; then start again.`,
  );
}

/** Installs exactly what the lock names, where it is not there yet. No package's script is run. */
export function installPackages(home) {
  if (isInstalled(home)) return;
  console.log('Installing what Roundtable needs (npm ci --ignore-scripts; about a minute) …');
  runNpm(['ci', '--include=dev', '--include=optional'], home);
}

import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findNode26, isNode26, nodePackage } from './node-26.js';
import { Trouble } from './trouble.js';

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages || {};
  } catch {
    return undefined;
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const fits = (list, mine) => !list || list.includes(mine);

function mayBeMissing(entry) {
  if (!(entry.optional || entry.devOptional || entry.peer)) return false;
  if (!entry.os && !entry.cpu) return true;
  const isForUs = fits(entry.os, process.platform) && fits(entry.cpu, process.arch);
  return !isForUs || !fits(entry.libc, 'glibc');
}

/** Compares what npm noted down after installing with the lock; times of files say nothing after a checkout or a copy. */
function isAsLocked(wanted, found) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = found[path];
    if (!there) return mayBeMissing(entry);
    const isSame = !entry.integrity || there.integrity === entry.integrity;
    return there.version === entry.version && isSame;
  });
}

function npm(node, args, options) {
  const program = process.env.npm_execpath || '';
  const PATH = `${dirname(node)}${delimiter}${process.env.PATH || ''}`;
  const settings = { ...options, env: { ...process.env, PATH } };
  // Under npm, its own program is at hand even where none is on the path.
  return program.endsWith('npm-cli.js')
    ? spawnSync(node, [program, ...args], settings)
    : spawnSync('npm', args, settings);
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Runs npm on the given Node, without any package's script and without its noise. */
export function runNpm(node, args, cwd) {
  const done = npm(node, [...args, ...quiet, '--engine-strict=false'], {
    cwd,
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

/** npm silently leaves out platform builds that do not promise to run on the Node it runs on, so it runs on Node 26. */
function withNode26(home, wanted, work) {
  if (isNode26()) return work(process.execPath);
  const name = nodePackage();
  const { version } = wanted[`node_modules/${name}`] || {};
  if (!version) return work(process.execPath);
  mkdirSync(join(home, 'dist'), { recursive: true });
  const place = mkdtempSync(join(home, 'dist/node-26-'));
  try {
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
    runNpm(process.execPath, ['install', `${name}@${version}`], place);
    return work(findNode26(place));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Installs exactly what the lock names, where it is not there yet. No package's script is run. */
export function installPackages(home) {
  const lock = join(home, 'package-lock.json');
  const wanted = packagesIn(lock);
  if (!wanted) throw new Trouble('package-lock.json is missing or broken: get a fresh copy.');
  const mark = join(home, 'node_modules/.installed-from');
  const fingerprint = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const found = packagesIn(join(home, 'node_modules/.package-lock.json'));
  if (found && (readText(mark) === fingerprint || isAsLocked(wanted, found))) return;
  console.log('Installing what Roundtable needs (npm ci --ignore-scripts; about a minute) …');
  withNode26(home, wanted, (node) =>
    runNpm(node, ['ci', '--include=dev', '--include=optional'], home),
  );
  writeFileSync(mark, fingerprint);
}

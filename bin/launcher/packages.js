import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode26, isNode26, nodePackage } from './node-26.js';
import { runNpm } from './npm.js';
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

/** npm silently leaves out platform builds that do not promise to run on the Node it runs on, so it runs on Node 26. */
async function withNode26(home, wanted, work) {
  if (isNode26()) return work(process.execPath);
  const name = nodePackage();
  const { version } = wanted[`node_modules/${name}`] || {};
  if (!version) return work(process.execPath);
  mkdirSync(join(home, 'dist'), { recursive: true });
  const place = mkdtempSync(join(home, 'dist/node-26-'));
  try {
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
    await runNpm(process.execPath, ['install', `${name}@${version}`], place);
    return await work(findNode26(place));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Installs exactly what the lock names, where it is not there yet. No package's script is run. */
export async function installPackages(home) {
  const lock = join(home, 'package-lock.json');
  const wanted = packagesIn(lock);
  if (!wanted) throw new Trouble('package-lock.json is missing or broken: get a fresh copy.');
  const mark = join(home, 'node_modules/.installed-from');
  const fingerprint = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const found = packagesIn(join(home, 'node_modules/.package-lock.json'));
  if (found && (readText(mark) === fingerprint || isAsLocked(wanted, found))) return;
  console.log('Installing what Roundtable needs (npm ci --ignore-scripts; about a minute) …');
  await withNode26(home, wanted, (node) =>
    runNpm(node, ['ci', '--include=dev', '--include=optional'], home),
  );
  writeFileSync(mark, fingerprint);
}

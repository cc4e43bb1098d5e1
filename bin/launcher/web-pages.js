import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.js';

const sources = [
  'src/web',
  'src/contract',
  'src/domain',
  'tools/build',
  'vite.config.ts',
  'package-lock.json',
];

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path);
  names.sort();
  return names
    .flatMap((name) => filesIn(join(path, name)))
    .filter((file) => !/\.test\.tsx?$/.test(file));
}

function fingerprint(home) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(join(home, source))))
    hash
      .update(`${file.slice(home.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

function readMark(mark) {
  try {
    return readFileSync(mark, 'utf8');
  } catch {
    return '';
  }
}

/** Builds the web pages when anything they are made of has changed since they were last built. */
export function buildWebPages(home, node) {
  const mark = join(home, 'dist/.built-from');
  const now = fingerprint(home);
  if (readMark(mark) === now) return;
  console.log('Building the web pages …');
  rmSync(mark, { force: true });
  const vite = join(home, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: home,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) throw new Trouble('The web pages could not be built; see above.');
  mkdirSync(join(home, 'dist'), { recursive: true });
  writeFileSync(mark, now);
}

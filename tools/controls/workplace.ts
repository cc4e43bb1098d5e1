import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Wall } from './wall.ts';

const leftOut = new Set(['node_modules', '.git', '.reports', 'dist', 'data']);

/** A copy of the tree that may be broken at will; it shares only the installed packages. */
export async function copyOf(root: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'controls-'));
  await cp(root, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Breaks the copy and answers how to mend it; a wall that is not there to break throws. */
export async function breakWall(copy: string, { write = {}, edit }: Wall) {
  for (const [file, text] of Object.entries(write)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), text, { flag: 'wx' });
  }
  const original = edit && (await readFile(join(copy, edit.file), 'utf8'));
  if (edit && original !== undefined) {
    const broken = original.replace(edit.find, edit.replace);
    if (broken === original) throw new Error(`nothing to break in ${edit.file}`);
    await writeFile(join(copy, edit.file), broken);
  }

  return async () => {
    for (const file of Object.keys(write)) await rm(join(copy, file));
    if (edit && original !== undefined) await writeFile(join(copy, edit.file), original);
  };
}

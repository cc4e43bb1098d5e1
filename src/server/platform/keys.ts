import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { asJson } from './as-json.ts';
import { CannotStart } from './embedded-postgres/cannot-start.ts';

const kept = z.object({ signIn: z.base64().min(40), audit: z.base64().min(40) });

export type Keys = {
  /** What the sign-in library signs and encrypts with. */
  signIn: string;
  audit: Buffer;
};

/** Where they lie. */
export const keysPlace = (dataDir: string) => join(dataDir, 'keys.json');

const newKey = () => randomBytes(32).toString('base64');

/** The keys of this installation, made once and readable by its own user alone. A backup needs them too. */
export async function readKeys(dataDir: string): Promise<Keys> {
  const path = keysPlace(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) await makeOnce(path);
  if (((await stat(path)).mode & 0o077) !== 0)
    throw new CannotStart(
      `Roundtable did not start.\n${path} can be read by other users of this machine, and whoever has it can write an audit trail that looks whole.\n` +
        `Take it from them with: chmod 600 '${path}'`,
    );
  const read = kept.safeParse(asJson(await readFile(path, 'utf8')));
  if (!read.success)
    throw new CannotStart(
      `Roundtable did not start.\n${path} is damaged. Put it back from a backup: without it nobody's sign-in codes work.`,
    );
  return { signIn: read.data.signIn, audit: Buffer.from(read.data.audit, 'base64') };
}

/** Written whole beside its place, then put there: a start that is killed leaves no half file, and of two starts one wins. */
async function makeOnce(path: string) {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(unfinished, 'w', 0o600);
  await file.writeFile(`${JSON.stringify({ signIn: newKey(), audit: newKey() }, null, 2)}\n`);
  await file.sync();
  await file.close();
  try {
    await link(unfinished, path);
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault;
  } finally {
    await rm(unfinished);
  }
}

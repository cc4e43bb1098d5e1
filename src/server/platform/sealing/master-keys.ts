import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';

/** What wraps the clients' keys. The first of the file wraps new ones; the others still open what they wrapped. */
export type MasterKeys = {
  current: () => { keyId: string; key: Buffer };
  /** Throws where no key of the file has that id. */
  find: (keyId: string) => Buffer;
  has: (keyId: string) => boolean;
};

const explanation = `# The keys that open what Roundtable keeps sealed: words and files about clients.
# Without this file nobody can ever read them again. Keep a copy of it, apart from the backups of the data.
`;

// The id tells a key that was typed wrong from a right one.
const idOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 16);
const lineOf = (key: Buffer) => `${idOf(key)} ${key.toString('base64')}\n`;

const refuse = (why: string, remedy: string) =>
  new CannotStart(`Roundtable did not start.\n${why}\n${remedy}`);

export const newMasterKey = () => randomBytes(32);

/** Writes a key file that nobody else may read, and never over one that is there. */
export function makeKeyFile(path: string, keys: readonly Buffer[] = [newMasterKey()]): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, explanation + keys.map(lineOf).join(''));
    fsyncSync(file);
    closeSync(file);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (code === 'EEXIST') return;
    throw refuse(
      `The key file ${path} cannot be made (${code}). It holds the key that seals words about clients, and stands outside the data folder.`,
      'Make its folder writable for whoever starts Roundtable, or name another place, for example ROUNDTABLE_KEY_FILE=/etc/roundtable/roundtable.key',
    );
  }
}

/** The keys of a file, the current one first. Answers nothing where there is no file. */
export function readKeyFile(path: string): Map<string, Buffer> | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  if ((statSync(path).mode & 0o077) !== 0)
    throw refuse(
      `The key file ${path} can be read by other users of this machine, and whoever has it can read what is sealed.`,
      `Take it from them with: chmod 600 '${path}'`,
    );
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => {
    const [id = '', encoded = ''] = line.trim().split(/\s+/);
    const key = Buffer.from(encoded, 'base64');
    return key.length === 32 && idOf(key) === id ? ([id, key] as const) : undefined;
  });
  const whole = keys.filter((pair) => pair !== undefined);
  if (whole.length === 0 || whole.length < keys.length)
    throw refuse(
      `The key file ${path} is damaged: a line of it is not a key with its id.`,
      'Put it back from the copy that you keep. What was sealed with a lost key cannot be read again.',
    );
  return new Map(whole);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (code === 'ENOENT') return undefined;
    throw refuse(
      `The key file ${path} cannot be read (${code}).`,
      'Whoever starts Roundtable must be able to read it, and nobody else.',
    );
  }
}

/**
 * Writes other keys into a key file, whole or not at all: killed at any moment, one of the two is there. It belongs to whom the
 * file `like` belongs, so that the running server can read what root wrote.
 */
export function replaceKeyFile(path: string, keys: readonly Buffer[], like = path): void {
  const beside = `${path}.new`;
  rmSync(beside, { force: true });
  makeKeyFile(beside, keys);
  const owner = statSync(like, { throwIfNoEntry: false });
  if (owner && owner.uid !== statSync(beside).uid) chownSync(beside, owner.uid, owner.gid);
  renameSync(beside, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** The keys of a file as they stand there, also when they were changed while the server runs. */
export const masterKeysOf = (path: string) =>
  keysFrom({
    read: () => readKeyFile(path) ?? new Map<string, Buffer>(),
    version: () => {
      const seen = statSync(path, { throwIfNoEntry: false });
      return seen ? `${seen.ino} ${seen.mtimeMs} ${seen.size}` : 'none';
    },
  });

/** One key that ends with the process, for data that do. */
export function keysInMemory(): MasterKeys {
  const key = newMasterKey();
  return keysFrom({ read: () => new Map([[idOf(key), key]]), version: () => '' });
}

type Source = { read: () => Map<string, Buffer>; version: () => string };

function keysFrom({ read, version }: Source): MasterKeys {
  // The version is looked at first: a file that changes meanwhile is then read again.
  let knownVersion = version();
  let known = read();
  // What was read before stays known: a transaction may hold rows that were wrapped anew since.
  const readAgain = () => {
    const seen = version();
    known = new Map([...read(), ...known]);
    // A read that fails leaves the version as it was, so that the next one tries again.
    knownVersion = seen;
  };
  const find = (keyId: string) => {
    if (!known.has(keyId)) readAgain();
    return known.get(keyId);
  };
  return {
    // What wraps new keys is the first of the file as it is now: an exchange may be under way.
    current: () => {
      if (version() !== knownVersion) readAgain();
      const [first] = known;
      if (!first) throw new Error('There is no key to seal with.');
      return { keyId: first[0], key: first[1] };
    },
    has: (keyId) => find(keyId) !== undefined,
    find: (keyId) => {
      const key = find(keyId);
      if (!key) throw new Error(`The key file holds no key ${keyId}.`);
      return key;
    },
  };
}

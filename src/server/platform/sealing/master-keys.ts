import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
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

/** The keys of a file as they stand there: one that was added while the server runs is found when it is first met. */
export const masterKeysOf = (path: string) =>
  keysFrom(() => readKeyFile(path) ?? new Map<string, Buffer>());

/** One key that ends with the process, for data that do. */
export function keysInMemory(): MasterKeys {
  const key = newMasterKey();
  return keysFrom(() => new Map([[idOf(key), key]]));
}

function keysFrom(read: () => Map<string, Buffer>): MasterKeys {
  let known = read();
  const find = (keyId: string) => {
    if (!known.has(keyId)) known = read();
    return known.get(keyId);
  };
  return {
    current: () => {
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

import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';

const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
// More at once would take the threads that files and the network wait for.
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function derive(parameters: Argon2Parameters): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) =>
      argon2('argon2id', parameters, (fault, key) => (fault ? reject(fault) : resolve(key))),
    );
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

/** The hash in the usual notation, so that its cost can be raised without breaking older ones. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const key = await derive({ ...cost, message: password.normalize('NFC'), nonce });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(key)}`;
}

const notation =
  /^\$argon2id\$v=19\$m=(?<m>\d+),t=(?<t>\d+),p=(?<p>\d+)\$(?<nonce>[\w+/]+)\$(?<key>[\w+/]+)$/;

export async function verifyPassword({ hash, password }: { hash: string; password: string }) {
  const found = notation.exec(hash)?.groups;
  if (!found) return false;
  const key = Buffer.from(found['key'] ?? '', 'base64');
  const derived = await derive({
    message: password.normalize('NFC'),
    nonce: Buffer.from(found['nonce'] ?? '', 'base64'),
    memory: Number(found['m']),
    passes: Number(found['t']),
    parallelism: Number(found['p']),
    tagLength: key.length,
  });
  return timingSafeEqual(derived, key);
}

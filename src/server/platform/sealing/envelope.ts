import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed text belongs: it opens nowhere else. What belongs to a whole conference names that in the client's place. */
export type Place = { agencyId: string; clientId: string; rowId: string };

export type ClientKey = { keyId: string; key: Buffer };

// No UTF-8 text begins with this byte, so that words written before there were keys are told from sealed ones.
const head = Buffer.from([0xff, 0x52, 0x54, 0x01]);
const KEY_ID = 16;
const NONCE = 12;
const TAG = 16;
const overhead = head.length + KEY_ID + NONCE + TAG;

const bytesOfId = (keyId: string) => Buffer.from(keyId.replaceAll('-', ''), 'hex');
const idOfBytes = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** AES-256-GCM with a nonce of its own; the answer opens only with the same key and beside the same words. */
export function encrypt(key: Buffer, beside: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(beside);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function decrypt(key: Buffer, beside: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  })
    .setAAD(beside)
    .setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, end)), decipher.final()]);
}

const besideOf = (headAndKey: Buffer, { agencyId, clientId, rowId }: Place) =>
  Buffer.concat([headAndKey, Buffer.from([agencyId, clientId, rowId].join('\n'), 'utf8')]);

export function sealEnvelope({ keyId, key }: ClientKey, place: Place, plain: Buffer): Buffer {
  const start = Buffer.concat([head, bytesOfId(keyId)]);
  return Buffer.concat([start, encrypt(key, besideOf(start, place), plain)]);
}

/** The key that an envelope asks for, where it is one. */
export const keyIdOf = (bytes: Buffer): string | undefined =>
  bytes.length >= overhead && bytes.subarray(0, head.length).equals(head)
    ? idOfBytes(bytes.subarray(head.length, head.length + KEY_ID))
    : undefined;

type Waiting = { place: Place; plain: Buffer };

// What is handed to a query holds no words: should it leave by another way than the door, nothing has left.
const waiting = new WeakMap<Buffer, Waiting>();
const keys = new WeakMap<Buffer, Buffer>();

export function waitToSeal(place: Place, plain: Buffer): Buffer {
  const envelope = Buffer.from(head);
  waiting.set(envelope, { place, plain });
  return envelope;
}

export const waitingIn = (value: unknown): Waiting | undefined =>
  Buffer.isBuffer(value) ? waiting.get(value) : undefined;

/** The door hands the key along with what it read; both are forgotten together. */
export const handKey = (envelope: Buffer, key: Buffer) => void keys.set(envelope, key);

export function openEnvelope(place: Place, sealed: Buffer): Buffer {
  if (keyIdOf(sealed) === undefined) {
    if (sealed.subarray(0, head.length).equals(head)) throw new Error('A text was never sealed.');
    return sealed;
  }
  const key = keys.get(sealed);
  if (!key)
    throw new Error('The key of a sealed text is gone, or it came by another way than the door.');
  const start = head.length + KEY_ID;
  return decrypt(key, besideOf(sealed.subarray(0, start), place), sealed.subarray(start));
}

import { randomFillSync } from 'node:crypto';

const length = 16;
// Asked for in one go: an import makes a hundred thousand ids, and each question to the system costs more than the id.
const supply = Buffer.alloc(length * 256);
let used = supply.length;

function randomBytes(): Buffer {
  if (used === supply.length) {
    randomFillSync(supply);
    used = 0;
  }
  used += length;
  return supply.subarray(used - length, used);
}

const places = 2 ** 50;
const aFew = 2 ** 10;
const octaves = 24;

let lastMillis = 0;
let lastPlace = 0;

/**
 * What is made one after the other in one moment sorts so. It is not counted: whoever is shown some of what a transaction made would count
 * the rest. Each moment begins anywhere, and a step is as likely to be twice as long as half: one that leaves others out looks like any long one.
 */
function placeIn(millis: number, random: number): number {
  const next = lastPlace + Math.floor(aFew * 2 ** (random * octaves));
  lastPlace = millis === lastMillis && next < places ? next : Math.floor((random * places) / 4);
  lastMillis = millis;
  return lastPlace;
}

const between0And1 = (bytes: Buffer) => bytes.readUIntBE(7, 6) / 2 ** 48;

/** A UUIDv7 of the given moment: ids sort by age, and are made here, never by a caller. */
export function newId(at: Temporal.Instant): string {
  const bytes = randomBytes();
  const millis = at.epochMilliseconds;
  const place = placeIn(millis, between0And1(bytes));
  bytes.writeUIntBE(millis, 0, 6);
  bytes.writeUInt16BE(0x7000 | Math.floor(place / 2 ** 38), 6);
  bytes[8] = 0x80 | (Math.floor(place / 2 ** 32) & 0x3f);
  bytes.writeUInt32BE(place % 2 ** 32, 9);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

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

let lastMillis = 0;
let placeInMillis = 0;

/** Those of one moment are counted, so that what is made one after the other sorts so; beyond 4,096 the count begins anew. */
function placeIn(millis: number): number {
  placeInMillis = millis === lastMillis ? (placeInMillis + 1) & 0xfff : 0;
  lastMillis = millis;
  return placeInMillis;
}

/** A UUIDv7 of the given moment: ids sort by age, and are made here, never by a caller. */
export function newId(at: Temporal.Instant): string {
  const bytes = randomBytes();
  const millis = at.epochMilliseconds;
  bytes.writeUIntBE(millis, 0, 6);
  bytes.writeUInt16BE(0x7000 | placeIn(millis), 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

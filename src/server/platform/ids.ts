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

/** A UUIDv7 of the given moment: ids sort by age, and are made here, never by a caller. */
export function newId(at: Temporal.Instant): string {
  const bytes = randomBytes();
  bytes.writeUIntBE(at.epochMilliseconds, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

import { createHmac, randomInt } from 'node:crypto';

/** Eight digits, to be typed from a mail. */
export const newGuestCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');

/** Eight digits are tried through in a moment by whoever has only a hash of them: the key of this one is not in the database. */
export const digestOfGuestCode = (key: Buffer, linkId: string, code: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['guest-code', linkId, code]))
    .digest('hex');

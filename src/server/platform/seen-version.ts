import { createHash } from 'node:crypto';

/** What somebody looked at, in one word: it moves with that, and with nothing that they do not see. */
export const versionOf = (seen: unknown): string =>
  createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);

import { randomBytes } from 'node:crypto';

/** A code that nobody guesses; only its hash is kept. It travels behind the # of an address, which no server sees. */
export const newCode = () => randomBytes(32).toString('base64url');

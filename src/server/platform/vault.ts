import { openEnvelope, waitToSeal, type Place } from './sealing/envelope.ts';

export type { Place } from './sealing/envelope.ts';

/**
 * The only way in for words and files about a client. The answer is written like any other value; the door encrypts it on its way
 * to the database, under the client's own key, so that it opens at this place alone.
 */
export const seal = (place: Place, words: string | Uint8Array): Buffer =>
  waitToSeal(place, Buffer.from(typeof words === 'string' ? Buffer.from(words, 'utf8') : words));

/** The only ways out again, for what a query answered: of words, and of files. */
export const unseal = (place: Place, sealed: Buffer): string =>
  unsealBytes(place, sealed).toString('utf8');

export const unsealBytes = (place: Place, sealed: Buffer): Buffer => openEnvelope(place, sealed);

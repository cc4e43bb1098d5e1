import { z } from 'zod';
import { personRef } from './parts.ts';

/** Somebody with the name, title and agency they have on the date of the conference. */
export const namedPerson = z.object({
  person: personRef,
  name: z.string(),
  title: z.string().nullable(),
  agency: z.string().nullable(),
});
export type NamedPerson = z.output<typeof namedPerson>;

import type { Ability } from './abilities.ts';

type Asker = { abilities: ReadonlySet<Ability> };

/** Nobody begins a conference with a client who has died. */
export const mayPlanWith = (
  { abilities }: Asker,
  { deceasedOn }: { deceasedOn: Temporal.PlainDate | null },
): boolean => abilities.has('conference:plan') && deceasedOn === null;

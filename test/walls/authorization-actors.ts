/** Who asks: everybody but the last works for the agency of the case. */
export const actors = [
  /** Has the case. */
  'worker',
  /** On the worker's team. */
  'colleague',
  /** A case manager of another team. */
  'stranger',
  /** Of the case's program. */
  'supervisor',
  'biller',
  'auditor',
  'admin',
  /** A case manager of another agency. */
  'elsewhere',
] as const;
export type Actor = (typeof actors)[number];

/**
 * What somebody meets: they may, as far as who they are goes; they see it, and it is not theirs to do;
 * it is as if it were not there; or their role asks for no such thing at all.
 */
export type Outcome = 'may' | 'not theirs' | 'unknown' | 'refused';

/** Whoever is named in none of the three is told that nothing is there. */
export type Row = {
  may: readonly Actor[];
  notTheirs?: readonly Actor[];
  refused?: readonly Actor[];
};
export type Lines = readonly (readonly [Row, readonly string[]])[];

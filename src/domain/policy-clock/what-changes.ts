import { obligationKey } from './obligation-key.ts';
import type { StandingObligation } from './standing.ts';

export type ChangedObligation = {
  before: StandingObligation | null;
  after: StandingObligation | null;
};

const keyOf = (standing: StandingObligation) =>
  `${standing.enrollmentId} ${obligationKey(standing)}`;

const meaningOf = ({ state, strength, dueOn, anchor, satisfied }: StandingObligation) =>
  JSON.stringify([state, strength, dueOn, anchor, satisfied]);

/** The obligations that a correction would change, to be shown before anybody confirms it. */
export function whatChanges(
  before: readonly StandingObligation[],
  after: readonly StandingObligation[],
): ChangedObligation[] {
  const was = new Map(before.map((each) => [keyOf(each), each]));
  const will = new Map(after.map((each) => [keyOf(each), each]));
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((key) => {
    const one = was.get(key) ?? null;
    const other = will.get(key) ?? null;
    const isSame = one !== null && other !== null && meaningOf(one) === meaningOf(other);
    return isSame ? [] : [{ before: one, after: other }];
  });
}

import type { AsOf, Enrollment, Facts } from './facts.ts';
import { standingObligations } from './standing-obligations.ts';
import { statusOn, type ObligationStatus } from './status-on.ts';

/** Who owes which conference by when, on a date and with the knowledge of a moment. */
export const obligations = (enrollment: Enrollment, facts: Facts, when: AsOf): ObligationStatus[] =>
  standingObligations(enrollment, facts, when).map((standing) => statusOn(standing, when.asOf));

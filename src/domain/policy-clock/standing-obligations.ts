import { dateKey } from '#domain/program-policy/date-key.ts';
import { cadenceDuties } from './cadence-duties.ts';
import { clockView, type ClockView } from './clock-view.ts';
import { bareRule, type Duty } from './duty.ts';
import { reassessmentDuties, triggerDuties } from './event-duties.ts';
import type { AsOf, Enrollment, Facts } from './facts.ts';
import { jointDuties } from './joint-duties.ts';
import { keyProviderDuties } from './key-provider-duties.ts';
import type { StandingObligation } from './standing.ts';
import { standingRow } from './standing-row.ts';

/**
 * Every duty of an enrollment as the facts leave it. Between `asOf` and `changesOn` the passing of days
 * alone changes nothing here, so it may be stored; what depends on today is `statusOn`.
 */
export function standingObligations(
  enrollment: Enrollment,
  facts: Facts,
  when: AsOf,
): StandingObligation[] {
  const view = clockView(enrollment, facts, when);
  if (view === null) return [];
  const routine = [...cadenceDuties(view), ...reassessmentDuties(view)];
  const rows = [
    ...(routine.length === 0 ? [nothingRequired(view)] : routine),
    ...keyProviderDuties(view),
    ...jointDuties(view),
    ...triggerDuties(view),
  ].map((duty) => standingRow(view, duty));
  return facts.snoozes.length === 0 ? rows : rows.map(untilSnoozeEnds(rows));
}

/** A snooze that a due date cuts short ends on a day that no fact names. */
function untilSnoozeEnds(rows: readonly StandingObligation[]) {
  const changesOn = rows
    .flatMap((row) => [row.flags.snooze?.until ?? null, row.changesOn])
    .reduce((first, on) => {
      if (first === null || on === null) return first ?? on;
      return dateKey(on) < dateKey(first) ? on : first;
    }, null);
  return (row: StandingObligation) => ({ ...row, changesOn });
}

/** A program without a cadence says so: a blank would look like a mistake, and "on time" would be one. */
const nothingRequired = ({ policy }: ClockView): Duty => ({
  kind: 'cadence',
  ruleId: 'no-cadence',
  occurrenceId: null,
  policy,
  strength: 'not_required',
  severity: 'routine',
  anchor: null,
  basis: { code: 'no_cadence' },
  dueOn: null,
  dueSoon: { days: 0 },
  satisfied: null,
  heldLate: null,
  rule: bareRule,
});

import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ClockView } from './clock-view.ts';
import type { Duty } from './duty.ts';
import { labelOn } from './due-on.ts';
import { coverageRuleId } from './key-provider-duties.ts';
import type { PauseFact } from './facts.ts';
import { obligationKey } from './obligation-key.ts';
import { runningSnooze } from './running-snooze.ts';
import { groundsOf, type Flags, type StandingObligation } from './standing.ts';

export function standingRow(view: ClockView, duty: Duty): StandingObligation {
  const { kind, ruleId, occurrenceId, policy, strength, severity, satisfied } = duty;
  const sinceKey = sinceKeyOf(view, duty);
  const isOpen = satisfied === null;
  const pause = isOpen ? runningPause(view, duty) : null;
  const exemption = isOpen ? runningExemption(view, duty) : null;
  const attempts = attemptsSince(view, sinceKey, countsFirstDay(kind));
  const { dueOn, moved } = isOpen
    ? movedDue(view, duty, attempts)
    : { dueOn: duty.dueOn, moved: null };
  const state = stateOf(view, duty, { isExempt: exemption !== null, isPaused: pause !== null });
  const snooze = state === 'open' ? runningSnooze(view, duty, { dueOn, sinceKey }) : null;
  return {
    enrollmentId: view.enrollment.id,
    policyId: policy.policyId,
    policyVersion: policy.version,
    kind,
    ruleId,
    occurrenceId,
    strength,
    severity,
    state: snooze === null ? state : 'snoozed',
    dueOn,
    labelOn:
      dueOn === null ? null : labelOn(dueOn, duty.rule.nonBusinessDay, policy.businessCalendar),
    dueSoonOn: dueOn === null ? null : dueSoonOn(dueOn, duty.dueSoon),
    graceDays: duty.rule.graceDays,
    moved,
    ...groundsOf(duty),
    satisfied,
    flags: {
      backlog: isOpen && isBefore(dueOn, view.enrollment.goLiveOn),
      pendingDocumentation: isOpen ? pendingSince(view, sinceKey, kind) : [],
      scheduled: isOpen ? nextScheduled(view) : null,
      attempts,
      heldLate: duty.heldLate,
      exemption,
      pause,
      snooze,
    },
    changesOn: view.changesOn,
  };
}

/** From when on attempts and unfinished reviews belong to this duty: a reassessment's window opens before it, but not before the enrollment. */
function sinceKeyOf({ startKey }: ClockView, { anchor, basis }: Duty) {
  if (anchor === null) return startKey;
  if (basis.code !== 'event_window') return dateKey(anchor.on);
  return Math.max(startKey, dateKey(anchor.on.subtract({ days: basis.beforeDays })));
}

/** What comes again begins with the day after a conference; what an event asks for begins with that day. */
const countsFirstDay = (kind: Duty['kind']) => kind !== 'cadence' && kind !== 'key_providers';

/** What was met stays met, and what it was owed for may be over; else an exemption or a pause that ran on the last day says why. */
function stateOf(
  { isClosed }: ClockView,
  { satisfied, strength, isOver }: Duty,
  { isExempt, isPaused }: { isExempt: boolean; isPaused: boolean },
): StandingObligation['state'] {
  if (satisfied !== null) return 'satisfied';
  if (isOver === true) return 'closed';
  if (isExempt) return 'exempt';
  if (isPaused) return 'paused';
  if (isClosed) return 'closed';
  return strength === 'not_required' ? 'not_required' : 'open';
}

const isBefore = (one: Temporal.PlainDate | null, other: Temporal.PlainDate | null) =>
  one !== null && other !== null && dateKey(one) < dateKey(other);

const dueSoonOn = (dueOn: Temporal.PlainDate, dueSoon: Duty['dueSoon']) =>
  'on' in dueSoon ? dueSoon.on : dueOn.subtract({ days: dueSoon.days });

function runningPause({ facts, dayKey }: ClockView, { rule }: Duty): Flags['pause'] {
  if (rule.pauses.length === 0) return null;
  const running = facts.pauses.find(
    ({ kind, from, resumedOn }) =>
      rule.pauses.includes(kind) &&
      dateKey(from) <= dayKey &&
      (resumedOn === null || dayKey < dateKey(resumedOn)),
  );
  return running === undefined ? null : { id: running.id, kind: running.kind, from: running.from };
}

/** From a rule, with what hangs on its time; or from one duty alone, by the key that names it. */
function runningExemption({ facts, dayKey }: ClockView, duty: Duty): Flags['exemption'] {
  const running = facts.exemptions.find(
    (exemption) =>
      (exemption.ruleId === null ||
        exemption.ruleId === obligationKey(duty) ||
        [exemption.ruleId, coverageRuleId(exemption.ruleId)].includes(duty.ruleId)) &&
      dateKey(exemption.from) <= dayKey &&
      (exemption.until === null || dayKey < dateKey(exemption.until)),
  );
  if (running === undefined) return null;
  return { id: running.id, reason: running.reason, reviewOn: running.reviewOn };
}

function attemptsSince(
  { facts, dayKey, policy }: ClockView,
  sinceKey: number,
  includesFirstDay: boolean,
): Flags['attempts'] {
  const since = facts.attempts.filter(({ on }) => {
    const key = dateKey(on);
    return key <= dayKey && (includesFirstDay ? key >= sinceKey : key > sinceKey);
  });
  const [first] = since;
  if (first === undefined || since.length < policy.attempts.minAttemptsForLabel) return null;
  const lastOn = since.reduce((last, { on }) => (isBefore(last, on) ? on : last), first.on);
  return { count: since.length, lastOn };
}

/** A due date moves only by what the policy names, and keeps saying where it came from. */
function movedDue(
  view: ClockView,
  { dueOn, anchor, rule }: Duty,
  attempts: Flags['attempts'],
): Pick<StandingObligation, 'dueOn' | 'moved'> {
  if (dueOn === null || anchor === null) return { dueOn, moved: null };
  const resumed = lastResumed(view, rule, dateKey(anchor.on))?.resumedOn ?? null;
  const afterPause = resumed?.add({ days: rule.resumeDays }) ?? null;
  const { effect, deferDays } = view.policy.attempts;
  const deferred =
    effect === 'defer_days' && attempts !== null
      ? attempts.lastOn.add({ days: deferDays ?? 0 })
      : null;
  if (deferred !== null && isBefore(dueOn, deferred) && !isBefore(deferred, afterPause))
    return { dueOn: deferred, moved: { by: 'attempts', from: dueOn } };
  if (afterPause !== null && isBefore(dueOn, afterPause))
    return { dueOn: afterPause, moved: { by: 'pause', from: dueOn } };
  return { dueOn, moved: null };
}

function lastResumed(
  { facts, dayKey }: ClockView,
  { pauses }: Duty['rule'],
  sinceKey: number,
): PauseFact | undefined {
  if (pauses.length === 0) return undefined;
  return facts.pauses
    .filter(({ kind, resumedOn }) => {
      if (resumedOn === null || !pauses.includes(kind)) return false;
      const key = dateKey(resumedOn);
      return sinceKey < key && key <= dayKey;
    })
    .toSorted((one, other) => (isBefore(one.resumedOn, other.resumedOn) ? 1 : -1))[0];
}

function pendingSince({ pending }: ClockView, sinceKey: number, kind: Duty['kind']) {
  return pending
    .filter(({ key }) => (countsFirstDay(kind) ? key >= sinceKey : key > sinceKey))
    .map(({ reviewId, heldOn }) => ({ reviewId, heldOn }));
}

function nextScheduled({ facts, dayKey }: ClockView): Flags['scheduled'] {
  const [next] = facts.scheduled
    .filter(({ on }) => dateKey(on) >= dayKey)
    .toSorted((one, other) => dateKey(one.on) - dateKey(other.on));
  return next === undefined ? null : { conferenceId: next.conferenceId, on: next.on };
}

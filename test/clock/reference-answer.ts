import { apart, plusDays, weekday } from './civil.ts';
import { ReferenceClock } from './reference-clock.ts';
import type { Answer, Owed, Question } from './reference-words.ts';

type Asked = Pick<
  ReferenceClock,
  'question' | 'facts' | 'lastDay' | 'ruledOn' | 'isClosed' | 'waiting' | 'versionOn'
>;

/** What is said of each duty on the day that is asked for. */
export function referenceAnswers(question: Question): Answer[] {
  const clock = new ReferenceClock(question);
  return clock.owed().map((owed) => answerFor(owed, clock));
}

function answerFor(owed: Owed, clock: Asked): Answer {
  const { facts, lastDay } = clock;
  const { asOf } = clock.question.when;
  const isOpen = owed.satisfiedBy === null;
  const belongs = (on: string) => (owed.fromFirstDay ? on >= owed.since : on > owed.since);
  const attempts = facts.attempts
    .map(({ on }) => on)
    .filter((on) => on <= lastDay && belongs(on))
    .toSorted();
  const settings = clock.versionOn(clock.ruledOn)?.attempts;
  const told = attempts.length > 0 && attempts.length >= (settings?.minAttemptsForLabel ?? 0);
  const lastTry = told ? (attempts.at(-1) ?? null) : null;
  const deferTo =
    settings?.effect === 'defer_days' && lastTry !== null
      ? plusDays(lastTry, settings.deferDays ?? 0)
      : null;
  const due = isOpen ? furthest(owed, [pausedUntil(owed, clock), deferTo]) : owed.dueOn;
  const snoozed = isOpen ? snoozedUntil(owed, due, clock) : null;
  const state = stateOf(owed, clock, snoozed !== null);
  const left = due === null ? null : apart(asOf, due);
  const isRunning = ['open', 'paused', 'snoozed'].includes(state);
  const status =
    state === 'open'
      ? openStatus(left, owed.soonOn !== null && due !== null && soon(owed, due) <= asOf)
      : state;
  const planned = facts.scheduled
    .map(({ on }) => on)
    .filter((on) => on >= lastDay)
    .toSorted();
  return {
    ruleId: owed.ruleId,
    occurrenceId: owed.occurrenceId,
    version: owed.policy.version,
    status,
    dueOn: due,
    labelOn: due === null ? null : workday(due, owed),
    daysLeft: isRunning ? left : null,
    openDays: isRunning && owed.agesFrom !== null ? apart(owed.agesFrom, asOf) : null,
    isWithinGrace: status === 'overdue' && -(left ?? 0) <= (owed.rule?.graceDays ?? 0),
    from: owed.from,
    fromId: owed.fromId,
    movedFrom: due === owed.dueOn ? null : owed.dueOn,
    satisfiedBy: owed.satisfiedBy,
    lateBy: owed.lateBy,
    isBacklog: isOpen && due !== null && due < (clock.question.enrollment.goLiveOn ?? ''),
    waiting: isOpen ? clock.waiting.filter(({ on }) => belongs(on)).map(({ id }) => id) : [],
    attempts: lastTry === null ? null : `${attempts.length} until ${lastTry}`,
    scheduled: isOpen ? (planned[0] ?? null) : null,
    snoozedUntil: state === 'snoozed' ? snoozed : null,
  };
}

function soon(owed: Owed, due: string) {
  if (
    owed.soonStays === true ||
    owed.agesFrom !== null ||
    owed.dueOn === null ||
    owed.soonOn === null
  )
    return owed.soonOn ?? '';
  return plusDays(owed.soonOn, apart(owed.dueOn, due));
}

function openStatus(left: number | null, isSoon: boolean) {
  if (left === null) return 'open';
  if (left === 0) return 'due_today';
  if (left < 0) return 'overdue';
  return isSoon ? 'due_soon' : 'current';
}

function furthest({ dueOn, from }: Owed, others: readonly (string | null)[]) {
  if (dueOn === null || from === null) return dueOn;
  let last = dueOn;
  for (const each of others) if (each !== null && each > last) last = each;
  return last;
}

function pausedUntil({ rule, from }: Owed, { facts, lastDay }: Asked) {
  let last = '';
  for (const { kind, resumedOn } of facts.pauses) {
    if (rule === null || resumedOn === null || !rule.pauses.includes(kind)) continue;
    if (from !== null && resumedOn > from && resumedOn <= lastDay && resumedOn > last)
      last = resumedOn;
  }
  return last === '' || rule === null ? null : plusDays(last, rule.resumeDays);
}

function snoozedUntil(owed: Owed, due: string | null, { facts, lastDay }: Asked) {
  if (owed.isCrisis) return null;
  const last = facts.snoozes
    .filter(
      ({ ruleId, occurrenceId, from }) =>
        ruleId === owed.ruleId &&
        occurrenceId === owed.occurrenceId &&
        from >= owed.since &&
        from <= lastDay,
    )
    .toSorted((a, b) =>
      `${a.from} ${a.recordedAt} ${a.id}` < `${b.from} ${b.recordedAt} ${b.id}` ? -1 : 1,
    )
    .at(-1);
  let until = last?.until ?? '';
  if (owed.strength === 'required' && due !== null && due < until) until = due;
  return lastDay < until ? until : null;
}

function stateOf(owed: Owed, { facts, lastDay, isClosed }: Asked, isSnoozed: boolean) {
  if (owed.satisfiedBy !== null) return 'satisfied';
  if (owed.isOver === true) return 'closed';
  for (const { ruleId, from, until } of facts.exemptions)
    if (
      [ruleId ?? owed.ruleId, `key-providers-${ruleId}`].some(
        (each) => each === owed.ruleId || each === `${owed.ruleId}:${owed.occurrenceId}`,
      ) &&
      from <= lastDay &&
      lastDay < (until ?? '9999')
    )
      return 'exempt';
  for (const { kind, from, resumedOn } of facts.pauses)
    if (owed.rule?.pauses.includes(kind) && from <= lastDay && lastDay < (resumedOn ?? '9999'))
      return 'paused';
  if (isClosed) return 'closed';
  if (owed.strength === 'not_required') return 'not_required';
  return isSnoozed ? 'snoozed' : 'open';
}

function workday(due: string, { rule, policy }: Owed) {
  if (rule === null || rule.nonBusinessDay === 'keep') return due;
  const { weekend, holidays } = policy.businessCalendar ?? { weekend: [6, 7], holidays: [] };
  let day = due;
  while (weekend.includes(weekday(day)) || holidays.includes(day))
    day = plusDays(day, rule.nonBusinessDay === 'next_business_day' ? 1 : -1);
  return day;
}

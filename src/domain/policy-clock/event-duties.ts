import { dateKey, daysBetween } from '#domain/program-policy/date-key.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { AtEventRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ClockView, Held } from './clock-view.ts';
import { bareRule, type Duty } from './duty.ts';
import type { ReassessmentFact, TriggerFact } from './facts.ts';
import type { Satisfied } from './standing.ts';

/** Each significant change opens a duty of its own, satisfied by the first conference after it. */
export function triggerDuties(view: ClockView): Duty[] {
  return view.facts.triggers.flatMap((event) => triggerDuty(view, event) ?? []);
}

function triggerDuty(view: ClockView, event: TriggerFact): Duty | null {
  const key = dateKey(event.occurredOn);
  if (key < view.startKey || key > view.dayKey) return null;
  const policy = policyOn(view.versions, event.occurredOn);
  const rule = policy?.triggers.find(({ code }) => code === event.code);
  if (policy === null || rule === undefined) return null;
  if (rule.obligation === 'recommended' && !event.isWanted) return null;
  const { withinDays, label, obligation, severity } = rule;
  return {
    kind: 'trigger',
    ruleId: event.code,
    occurrenceId: event.id,
    policy,
    strength: obligation,
    severity,
    anchor: { kind: 'trigger', on: event.occurredOn, id: event.id },
    basis:
      withinDays === null
        ? { code: 'no_deadline', label }
        : { code: 'within_days', days: withinDays, label },
    dueOn: withinDays === null ? null : event.occurredOn.add({ days: withinDays }),
    dueSoon: { on: event.occurredOn },
    satisfied: asSatisfied(view.held.find((held) => isSince(held, event, key))),
    heldLate: null,
    rule: bareRule,
  };
}

/** The same day is good enough, unless both times are known and the conference came first. */
function isSince({ key, review }: Held, { occurredAt }: TriggerFact, eventKey: number) {
  if (key !== eventKey) return key > eventKey;
  const startAt = review?.startAt ?? null;
  return (
    occurredAt === null ||
    startAt === null ||
    startAt.epochMilliseconds >= occurredAt.epochMilliseconds
  );
}

const asSatisfied = (held: Held | undefined): Satisfied | null =>
  held === undefined ? null : { by: held.by, id: held.id, heldOn: held.heldOn };

/** The conferences due at reassessments; a rule without an event so far says that it awaits one. */
export function reassessmentDuties(view: ClockView): Duty[] {
  const events = view.facts.reassessments.toSorted(
    (one, other) => dateKey(one.on) - dateKey(other.on) || (one.id < other.id ? -1 : 1),
  );
  const used = new Map<string, Set<string>>();
  const duties = events.flatMap((event) =>
    rulesOn(view, event.on).flatMap(({ policy, rule }) => {
      const usedHere = used.get(rule.ruleId) ?? new Set();
      used.set(rule.ruleId, usedHere);
      return reassessmentDuty(view, { event, policy, rule }, usedHere) ?? [];
    }),
  );
  const waiting = rulesOn(view, null).filter(
    ({ rule }) => !duties.some(({ ruleId }) => ruleId === rule.ruleId),
  );
  return [...duties, ...waiting.map(awaitingEvent)];
}

type Speaking = { policy: ProgramPolicy; rule: AtEventRule };

function rulesOn(view: ClockView, on: Temporal.PlainDate | null): Speaking[] {
  const policy = on === null ? view.policy : policyOn(view.versions, on);
  if (policy === null) return [];
  return policy.cadence.flatMap((rule) =>
    rule.kind === 'at_event' && rule.obligation !== 'not_required' ? [{ policy, rule }] : [],
  );
}

function reassessmentDuty(
  view: ClockView,
  { event, policy, rule }: Speaking & { event: ReassessmentFact },
  used: Set<string>,
): Duty | null {
  const { windowBeforeDays, windowAfterDays, oneConferencePerEvent } = rule.event;
  const opensKey = dateKey(event.on.subtract({ days: windowBeforeDays }));
  const dueOn = event.on.add({ days: windowAfterDays });
  const isOutside =
    dateKey(event.on) < view.startKey || (view.isClosed && dateKey(event.on) > view.dayKey);
  if (isOutside || opensKey > view.dayKey) return null;
  const dueKey = dateKey(dueOn);
  const free = view.held.filter(
    ({ key, id }) => key >= opensKey && !(oneConferencePerEvent && used.has(id)),
  );
  const closest = closestTo(
    event.on,
    free.filter(({ key }) => key <= dueKey),
  );
  if (closest !== undefined) used.add(closest.id);
  const satisfied = asSatisfied(closest);
  return {
    ...eventDuty({ policy, rule }),
    occurrenceId: event.id,
    strength: rule.obligation,
    anchor: { kind: 'reassessment', on: event.on, id: event.id },
    basis: { code: 'event_window', beforeDays: windowBeforeDays, afterDays: windowAfterDays },
    dueOn,
    satisfied,
    heldLate: satisfied === null ? asSatisfied(free.find(({ key }) => key > dueKey)) : null,
  };
}

const eventDuty = ({ policy, rule }: Speaking) =>
  ({
    kind: 'reassessment',
    ruleId: rule.ruleId,
    policy,
    severity: 'routine',
    dueSoon: { days: rule.dueSoonDays },
    rule,
  }) as const;

/** Earlier wins a tie, because what is held comes in the order of its dates. */
function closestTo(on: Temporal.PlainDate, candidates: readonly Held[]): Held | undefined {
  const away = ({ heldOn }: Held) => Math.abs(daysBetween(heldOn, on));
  return candidates.reduce<Held | undefined>(
    (best, each) => (best === undefined || away(each) < away(best) ? each : best),
    undefined,
  );
}

const awaitingEvent = (speaking: Speaking): Duty => ({
  ...eventDuty(speaking),
  occurrenceId: null,
  strength: 'not_required',
  anchor: null,
  basis: { code: 'no_event' },
  dueOn: null,
  satisfied: null,
  heldLate: null,
});

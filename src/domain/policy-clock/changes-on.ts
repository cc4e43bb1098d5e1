import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { Enrollment, Facts } from './facts.ts';

type Known = {
  enrollment: Enrollment;
  facts: Facts;
  versions: readonly ProgramPolicy[];
  asOf: Temporal.PlainDate;
};

/** The next date on which something begins, ends or has passed: until then the answer stands; a closed enrollment stands for good. */
export function changesOn({ enrollment, facts, versions, asOf }: Known): Temporal.PlainDate | null {
  const today = dateKey(asOf);
  const { startedOn, endedOn } = enrollment;
  if (endedOn !== null && dateKey(endedOn) <= today) return null;
  const startKey = dateKey(startedOn);
  let nextOn: Temporal.PlainDate | null = null;
  let nextKey = Infinity;
  const consider = (date: Temporal.PlainDate | null) => {
    if (date === null) return;
    const key = dateKey(date);
    if (key <= today || key >= nextKey) return;
    nextOn = date;
    nextKey = key;
  };
  const considerInside = (date: Temporal.PlainDate) => {
    if (dateKey(date) >= startKey) consider(date);
  };

  for (const { effectiveFrom } of versions) consider(effectiveFrom);
  consider(endedOn);
  for (const { heldOn, voidedAt } of facts.reviews) if (voidedAt === null) considerInside(heldOn);
  for (const { heldOn } of facts.elsewhere) considerInside(heldOn);
  for (const { occurredOn } of facts.triggers) considerInside(occurredOn);
  for (const { on } of facts.attempts) considerInside(on);
  if (facts.beside.length > 0) consider(startedOn);
  for (const { startedOn: from, endedOn: until } of facts.beside) [from, until].forEach(consider);
  for (const { from, lastOn } of facts.keyProviders)
    [from, lastOn?.add({ days: 1 }) ?? null].forEach(consider);
  for (const { from, until } of facts.exemptions) [from, until].forEach(consider);
  for (const { from, resumedOn } of facts.pauses) [from, resumedOn].forEach(consider);
  for (const { from, until } of facts.snoozes) [from, until].forEach(consider);
  for (const { on } of facts.scheduled) if (dateKey(on) >= today) consider(on.add({ days: 1 }));
  for (const { on } of facts.reassessments) considerWindows(on, versions, consider);
  return nextOn;
}

function considerWindows(
  on: Temporal.PlainDate,
  versions: readonly ProgramPolicy[],
  consider: (date: Temporal.PlainDate) => void,
) {
  for (const { cadence } of versions)
    for (const rule of cadence)
      if (rule.kind === 'at_event') consider(on.subtract({ days: rule.event.windowBeforeDays }));
}

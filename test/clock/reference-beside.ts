import { later, plusDays } from './civil.ts';
import type { PlainPolicy } from './reference-review.ts';
import type { Held, Owed, PlainFacts, Rule } from './reference-words.ts';

type Seen = {
  facts: PlainFacts;
  held: readonly Held[];
  startedOn: string;
  lastDay: string;
  policyOn: (on: string) => PlainPolicy | null;
  versions: readonly PlainPolicy[];
  bare: (ruleId: string, rule: Rule | null) => Owed;
};

const thereIn = ({ facts }: Seen, { id }: Held) =>
  facts.reviews.find((review) => review.id === id)?.attendees.filter(({ attended }) => attended) ??
  [];

/** A client in two programs: one meeting of both on the first day, another before the time is up. */
export function owedByBoth(seen: Seen): Owed[] {
  const { facts, held, startedOn, lastDay, policyOn, bare } = seen;
  const owed: Owed[] = [];
  for (const other of facts.beside) {
    const on = other.startedOn > startedOn ? other.startedOn : startedOn;
    if (on > lastDay || (other.endedOn !== null && other.endedOn <= on)) continue;
    const policy = policyOn(on);
    for (const rule of policy?.crossProgram ?? []) {
      if (policy === null || rule.otherPolicyId !== other.policyId) continue;
      const meetings = held.filter((each) => {
        if (each.on < on || (other.endedOn !== null && each.on > other.endedOn)) return false;
        const review = facts.reviews.find(({ id }) => id === each.id);
        if (rule.jointPlan && !review?.documented.includes('plan_of_action')) return false;
        return thereIn(seen, each).some(({ programIds }) => programIds.includes(other.programId));
      });
      const moments: { ruleId: string; days: number }[] = [];
      if (rule.jointConference.includes('on_admission'))
        moments.push({ ruleId: 'joint-on-admission', days: 0 });
      if (rule.jointConference.includes('before_end'))
        moments.push({ ruleId: 'joint-before-end', days: rule.maxDays - 1 });
      for (const [place, { ruleId, days }] of moments.entries())
        owed.push({
          ...bare(ruleId, null),
          occurrenceId: other.id,
          policy,
          strength: 'required',
          from: on,
          fromId: other.id,
          since: on,
          fromFirstDay: true,
          dueOn: plusDays(on, days),
          soonOn: on,
          soonStays: true,
          isOver: other.endedOn !== null && other.endedOn <= lastDay,
          satisfiedBy: meetings[place]?.id ?? null,
        });
    }
  }
  return owed;
}

/** Every key provider once in the time of each routine rule: counted from whoever was away longest. */
export function owedToKeyProviders(seen: Seen, policy: PlainPolicy | null): Owed[] {
  const { facts, held, startedOn, lastDay, policyOn, versions, bare } = seen;
  if (policy?.conference.keyProviderCoverage !== 'all_within_interval') return [];
  let longest = '';
  for (const { personId, from, lastOn } of facts.keyProviders) {
    if (from > lastDay || (lastOn !== null && lastOn < lastDay)) continue;
    let last = from > startedOn ? from : startedOn;
    for (const each of held)
      if (thereIn(seen, each).some((person) => person.personId === personId)) last = each.on;
    if (longest === '' || last < longest) longest = last;
  }
  if (longest === '') return [];
  return shared(policy).map((now) => {
    const same = (version: PlainPolicy) =>
      shared(version).find(({ ruleId }) => ruleId === now.ruleId);
    const before = policyOn(longest);
    const then = before === null ? undefined : same(before);
    let [speaks, rule, from] = [policy, now, longest];
    if (!now.applyToOpenObligations && before !== null && then !== undefined)
      [speaks, rule] = [before, then];
    else if (!now.applyToOpenObligations)
      from =
        versions.find((each) => each.effectiveFrom > longest && same(each))?.effectiveFrom ?? '';
    const dueOn = later(from, rule.interval);
    return {
      ...bare(`key-providers-${rule.ruleId}`, rule),
      policy: speaks,
      strength: rule.obligation,
      from,
      since: from,
      fromFirstDay: false,
      dueOn,
      soonOn: plusDays(dueOn, -rule.dueSoonDays),
    };
  });
}

/** What is owed once, counted from enrollment, is nobody's time to share. */
function shared({ conference, cadence }: PlainPolicy) {
  if (conference.keyProviderCoverage !== 'all_within_interval') return [];
  return cadence.flatMap((rule) =>
    rule.kind !== 'interval' ||
    rule.obligation === 'not_required' ||
    rule.anchor === 'enrollment_start'
      ? []
      : [rule],
  );
}

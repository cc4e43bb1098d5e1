import type { PlainPolicy } from './reference-review.ts';
import type { Rule } from './reference-words.ts';

type Spoken<R> = { policy: PlainPolicy; rule: R };
type Paced = Extract<Rule, { kind: 'interval' }>;
type AtEvent = Extract<Rule, { kind: 'at_event' }>;

const isOwed = ({ obligation }: Rule) => obligation !== 'not_required';

export function pacedIn(policy: PlainPolicy | null, ruleId: string): Spoken<Paced> | null {
  for (const rule of policy?.cadence ?? [])
    if (policy !== null && rule.ruleId === ruleId && rule.kind === 'interval' && isOwed(rule))
      return { policy, rule };
  return null;
}

export function eventRules(policy: PlainPolicy | null): Spoken<AtEvent>[] {
  const found: Spoken<AtEvent>[] = [];
  for (const rule of policy?.cadence ?? [])
    if (policy !== null && rule.kind === 'at_event' && isOwed(rule)) found.push({ policy, rule });
  return found;
}

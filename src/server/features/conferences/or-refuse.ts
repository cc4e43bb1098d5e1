import type { Decision } from '#domain/decision.ts';
import { Refused } from '#server/platform/refused.ts';

/** What the rule allowed; else the whole request is refused, and nothing of it stays. */
export function orRefuse<T>(decision: Decision<T, string>): T {
  if (decision.allowed) return decision.value;
  throw new Refused(decision.refusal === 'no-such-review' ? 'not-found' : decision.refusal);
}

import type { StandingObligation } from './standing.ts';

export type ObligationKey = Pick<StandingObligation, 'ruleId' | 'occurrenceId'>;

/** The same text read back: a rule's code holds no colon. */
export function readObligationKey(key: string): ObligationKey {
  const [ruleId = '', occurrenceId = null] = key.split(':');
  return { ruleId, occurrenceId };
}

/** What names a duty within its enrollment, as a text: "every-six-months", or with its event "nonadherence:0198…". */
export const obligationKey = ({ ruleId, occurrenceId }: ObligationKey) =>
  occurrenceId === null ? ruleId : `${ruleId}:${occurrenceId}`;

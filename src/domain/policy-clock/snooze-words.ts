import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { snoozeReasons, type SnoozeReason } from './facts.ts';
import { capitalized, type ShortDate } from './plain-words.ts';
import type { Flags } from './standing.ts';

/** As a choice on a form, and in the sentence that tells of it. */
const snoozeReasonWords: Record<SnoozeReason, (vocabulary: Vocabulary) => string> = {
  waiting_for_results: () => 'waiting for the lab',
  waiting_for_provider: () => 'waiting for a provider',
  waiting_for_client: ({ client }) => `waiting for the ${client}`,
  waiting_for_consent: () => 'waiting for a consent',
  client_away: ({ client }) => `the ${client} is away`,
  being_planned: ({ conference }) => `a ${conference} is being planned`,
  other: () => 'for another reason',
};

export const snoozeReasonOptions = (vocabulary: Vocabulary) =>
  snoozeReasons.map((reason) => ({
    reason,
    words: capitalized(snoozeReasonWords[reason](vocabulary)),
  }));

/** "Snoozed until Tue 3 Nov: waiting for the lab" */
export const snoozeText = (
  { until, reason }: NonNullable<Flags['snooze']>,
  vocabulary: Vocabulary,
  short: ShortDate,
) => `Snoozed until ${short(until)}: ${snoozeReasonWords[reason](vocabulary)}`;

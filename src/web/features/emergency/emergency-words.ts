import type { OwedReview } from '#domain/access/emergency.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { useAgencyZone } from '#web/shell/use-agency-zone.ts';

/** A moment by the agency’s clock, which is named beside it. */
export function useMoment() {
  const zone = useAgencyZone();
  return (instant: string) =>
    momentInWords(Temporal.Instant.from(instant).toZonedDateTimeISO(zone));
}

export const owedWords: Readonly<Record<OwedReview, string>> = {
  late: 'An emergency access of yours was not reviewed within 72 hours.',
  many: 'Three emergency accesses of yours wait for their review.',
};

import { dateInWords } from '#domain/words.ts';
import { useAgencyZone } from './use-agency-zone.ts';

/** The day of a moment, by the agency’s clock. */
export function useDay() {
  const zone = useAgencyZone();
  return (instant: string) =>
    dateInWords(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate());
}

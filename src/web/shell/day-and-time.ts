import { momentInWords } from './clock-words.ts';

/** A moment in the time zone of whoever reads it. */
export const dayAndTime = (instant: string) =>
  momentInWords(Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId()));

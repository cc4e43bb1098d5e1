import * as words from '#domain/words.ts';

/** A time as it stands on a screen, where it is never parted at the end of a line. */
export const onTheClock = (moment: Temporal.ZonedDateTime) =>
  words.unbroken(words.onTheClock(moment));

export const timeInWords = (moment: Temporal.ZonedDateTime) =>
  words.unbroken(words.timeInWords(moment));

export const momentInWords = (moment: Temporal.ZonedDateTime) =>
  words.unbroken(words.momentInWords(moment));

export const spanInWords = (start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime) =>
  words.unbroken(words.spanInWords(start, end));

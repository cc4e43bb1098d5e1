export type ReadDate = { on: Temporal.PlainDate; isCenturyGuessed: boolean };

const yearFirst = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/;
const monthFirst = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?:[T ].*)?$/;

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const plainDate = (year: number, month: number, day: number): Temporal.PlainDate | null =>
  year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
    ? new Temporal.PlainDate(year, month, day)
    : null;

/**
 * A date as exporters write it: `2021-03-11`, with a time behind it, `3/11/2021`, or `03-11-21` (month first, as
 * American spreadsheets save it). Two digits mean the latest year whose date is not after `latest`.
 */
export function readHmisDate(text: string, latest: Temporal.PlainDate): ReadDate | null {
  const [, y, m, d] = yearFirst.exec(text) ?? [];
  if (y) return dated(plainDate(Number(y), Number(m), Number(d)), false);
  const [, month, day, year] = monthFirst.exec(text) ?? [];
  if (!year) return null;
  if (year.length === 4) return dated(plainDate(Number(year), Number(month), Number(day)), false);
  const century = Math.trunc(latest.year / 100) * 100;
  const recent = plainDate(century + Number(year), Number(month), Number(day));
  if (recent && Temporal.PlainDate.compare(recent, latest) <= 0) return dated(recent, true);
  return dated(plainDate(century - 100 + Number(year), Number(month), Number(day)), true);
}

const dated = (on: Temporal.PlainDate | null, isCenturyGuessed: boolean) =>
  on && { on, isCenturyGuessed };

const dateTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?/;

/** A moment on the exporter's wall clock; a bare date is its midnight. */
export function readHmisDateTime(
  text: string,
  latest: Temporal.PlainDate,
): Temporal.PlainDateTime | null {
  const day = readHmisDate(text, latest)?.on;
  if (!day) return null;
  const [, , hour = '0', minute = '0', second = '0'] = dateTime.exec(text) ?? [];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return day.toPlainDateTime({
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
}

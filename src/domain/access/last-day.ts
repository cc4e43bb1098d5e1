/** How far ahead the last day of an auditor may lie: whoever stays longer is asked for anew. */
const mostDays = 731;

/** What is wrong with the last day of an auditor, who comes for a period; null where nothing is. */
export function flawOfLastDay(
  lastDay: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): string | null {
  if (lastDay === null) return 'Auditors come for a period: enter the last day of theirs.';
  const ahead = today.until(lastDay).days;
  if (ahead < 0) return 'This day has passed. Enter one that is still to come.';
  if (ahead > mostDays)
    return 'Enter a day within the next two years. It can be put off when it comes near.';
  return null;
}

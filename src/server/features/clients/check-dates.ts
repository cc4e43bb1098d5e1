import { Refused } from '#server/platform/refused.ts';

/** Nobody was born or died tomorrow, or died before being born. */
export function checkLife(
  {
    bornOn,
    deceasedOn = null,
  }: { bornOn: Temporal.PlainDate | null; deceasedOn?: Temporal.PlainDate | null },
  today: Temporal.PlainDate,
) {
  const isAfter = (one: Temporal.PlainDate | null, other: Temporal.PlainDate | null) =>
    one !== null && other !== null && Temporal.PlainDate.compare(one, other) > 0;
  const problems = [
    ...(isAfter(bornOn, today)
      ? [{ path: 'bornOn', message: 'The date of birth lies in the future. Correct it.' }]
      : []),
    ...(isAfter(deceasedOn, today)
      ? [{ path: 'deceasedOn', message: 'The date of death lies in the future. Correct it.' }]
      : []),
    ...(isAfter(bornOn, deceasedOn)
      ? [{ path: 'deceasedOn', message: 'This is before the date of birth. Correct one of them.' }]
      : []),
  ];
  if (problems.length > 0) throw new Refused('bad-input', problems);
}

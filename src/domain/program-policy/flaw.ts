import type { PolicyPath } from './field-names.ts';

/** What a policy says that cannot be meant, with the path of the field that says it. */
export type PolicyFlaw = { path: PolicyPath; problem: string };

export const flaw = (isSo: boolean, path: PolicyPath, problem: string): PolicyFlaw[] =>
  isSo ? [{ path, problem }] : [];

export const negative = (value: number, path: PolicyPath) =>
  flaw(value < 0, path, `${value} is negative. Use 0 or more.`);

/** No rule counts over more than ten years, a slip of the hand does; far enough out a due date would leave the calendar. */
const most = { day: 3_660, calendar_month: 120, hour: 87_840, minute: 5_270_400 } as const;
const unitWords = { day: 'days', calendar_month: 'months', hour: 'hours', minute: 'minutes' };

export const tooFar = (value: number, unit: keyof typeof most, path: PolicyPath) =>
  flaw(
    Math.abs(value) > most[unit],
    path,
    `${value} ${unitWords[unit]} are more than ten years. Use ${most[unit]} or less.`,
  );

/** A stretch of time that may be nothing, and ends within ten years. */
export const noStretch = (value: number, unit: keyof typeof most, path: PolicyPath) => [
  ...negative(value, path),
  ...tooFar(value, unit, path),
];

export function repeated<Key extends string>(
  entries: readonly Record<Key, string>[],
  { list, key, words = {} }: { list: string; key: Key; words?: Readonly<Record<string, string>> },
): PolicyFlaw[] {
  const names = entries.map((entry) => entry[key]);
  return names.flatMap((name, at) =>
    flaw(
      names.indexOf(name) < at,
      [list, at, key],
      `"${words[name] ?? name}" is used twice. Give one of them another.`,
    ),
  );
}

import type { PolicyPath } from './field-names.ts';

/** What a policy says that cannot be meant, with the path of the field that says it. */
export type PolicyFlaw = { path: PolicyPath; problem: string };

export const flaw = (isSo: boolean, path: PolicyPath, problem: string): PolicyFlaw[] =>
  isSo ? [{ path, problem }] : [];

export const negative = (value: number, path: PolicyPath) =>
  flaw(value < 0, path, `${value} is negative. Use 0 or more.`);

export function repeated<Key extends string>(
  entries: readonly Record<Key, string>[],
  { list, key }: { list: string; key: Key },
): PolicyFlaw[] {
  const names = entries.map((entry) => entry[key]);
  return names.flatMap((name, at) =>
    flaw(
      names.indexOf(name) < at,
      [list, at, key],
      `"${name}" is used twice. Give one of them another.`,
    ),
  );
}

import { dateKey } from './date-key.ts';
import type { ProgramPolicy } from './program-policy.ts';

/** The versions that can be in force, in the order in which they begin: a draft never is. */
export function inOrder(versions: readonly ProgramPolicy[]): readonly ProgramPolicy[] {
  const isAsWished = versions.every((version, at) => {
    const before = versions[at - 1];
    return (
      version.status !== 'draft' && (before === undefined || earlierFirst(before, version) < 0)
    );
  });
  if (isAsWished) return versions;
  return versions.filter((version) => version.status !== 'draft').toSorted(earlierFirst);
}

const earlierFirst = (one: ProgramPolicy, other: ProgramPolicy) =>
  dateKey(one.effectiveFrom) - dateKey(other.effectiveFrom) || one.version - other.version;

/**
 * The version in force on a date. Before the first version the first one speaks (programs adopt the
 * product in mid-flight), and in a gap the one before it: a gap must not make a duty vanish.
 */
export function policyOn(
  ordered: readonly ProgramPolicy[],
  date: Temporal.PlainDate,
): ProgramPolicy | null {
  const day = dateKey(date);
  return (
    ordered.findLast(({ effectiveFrom }) => dateKey(effectiveFrom) <= day) ?? ordered[0] ?? null
  );
}

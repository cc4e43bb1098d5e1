import { dateKey } from './date-key.ts';
import type { ProgramPolicy } from './program-policy.ts';

/** The versions that can be in force, in the order in which they begin: a draft never is. */
export function inOrder(versions: readonly ProgramPolicy[]): readonly ProgramPolicy[] {
  if (versions.length === 1 && versions[0]?.status !== 'draft') return versions;
  return versions
    .filter((version) => version.status !== 'draft')
    .toSorted(
      (one, other) =>
        dateKey(one.effectiveFrom) - dateKey(other.effectiveFrom) || one.version - other.version,
    );
}

/**
 * The version in force on a date. Before the first version the first one speaks (programs adopt the
 * product in mid-flight), and in a gap the one before it: a gap must not make a duty vanish.
 */
export function policyOn(
  ordered: readonly ProgramPolicy[],
  date: Temporal.PlainDate,
): ProgramPolicy | null {
  const day = dateKey(date);
  let inForce = ordered[0] ?? null;
  for (const version of ordered) if (dateKey(version.effectiveFrom) <= day) inForce = version;
  return inForce;
}

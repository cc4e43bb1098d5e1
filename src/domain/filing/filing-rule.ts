import type { Artifact, ProgramPolicy } from '#domain/program-policy/program-policy.ts';

/** What a text about a review or an attempt is copied into, where the program keeps a system outside. */
export type FilingRule = { system: string; artifacts: readonly Artifact[] };

/** Which texts this program wants filed, and where; null where it names no system, or asks for none of attempts. */
export function filingRuleOf(
  { documentation }: Pick<ProgramPolicy, 'documentation'>,
  about: 'review' | 'attempt',
): FilingRule | null {
  const { externalSystemName: system, artifacts, attemptsNeedArtifacts } = documentation;
  if (system === undefined || (about === 'attempt' && !attemptsNeedArtifacts)) return null;
  const { allOf = [], anyOf = [], preferred } = artifacts;
  const any = anyOf.some((artifact) => allOf.includes(artifact)) ? [] : anyOf;
  const oneOfThem = any.length === 0 ? [] : [preferred ?? any[0]];
  const wanted = [...allOf, ...oneOfThem].filter((artifact) => artifact !== undefined);
  return wanted.length === 0 ? null : { system, artifacts: [...new Set(wanted)] };
}

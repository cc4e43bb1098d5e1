import { policyInPlainWords } from '#contract/plain-words.ts';
import { draftPolicy } from '#contract/program-policy.ts';
import { flawsOf } from '#domain/program-policy/policy-flaws.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';

export type FieldFlaw = { path: string; message: string };

/**
 * A published version as it is loaded. `refused` says by field why no due date may be derived from it: it cannot be read, or it was
 * altered since it was published and contradicts itself. What only younger checks find is in `outgrown`: it passed those of its day.
 */
export type LoadedPolicy = {
  /** Null where it cannot be read. */
  policy: ProgramPolicy | null;
  refused: readonly FieldFlaw[];
  outgrown: readonly FieldFlaw[];
};

export function loadPolicy(
  document: unknown,
  { isAsPublished }: { isAsPublished: boolean },
): LoadedPolicy {
  const read = draftPolicy.safeParse(document, { error: policyInPlainWords });
  if (!read.success)
    return {
      policy: null,
      refused: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      outgrown: [],
    };
  const flaws = flawsOf(read.data).map(({ path, problem }) => ({
    path: path.join('.'),
    message: problem,
  }));
  return isAsPublished
    ? { policy: read.data, refused: [], outgrown: flaws }
    : { policy: read.data, refused: flaws, outgrown: [] };
}

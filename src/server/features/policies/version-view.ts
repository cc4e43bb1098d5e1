import { publishingFlaws } from '#domain/program-policy/publish-policy.ts';
import { versionState } from '#domain/program-policy/version-state.ts';
import type { PolicyVersionView } from '#contract/policies/policies.ts';
import { policyDocument } from '#contract/program-policy.ts';
import { loadPolicy } from '#server/platform/load-policy.ts';
import { policyOf, versionsOf, type StoredVersion } from '#server/stores/policies/policies.ts';
import { kindNamesOf } from '#server/stores/policies/provider-kinds.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import type { Visit } from '#server/platform/shell.ts';

export type NameOf = (staffId: string | null) => string | null;

/** Who published or changed these versions, and whoever else is asked for. */
export async function namesOf(
  { tx, agencyId }: Visit,
  versions: readonly StoredVersion[],
  others: readonly string[] = [],
): Promise<NameOf> {
  const names = await staffNames(tx, agencyId, [
    ...versions.flatMap(({ publishedBy, changedBy }) => [publishedBy, changedBy]),
    ...others,
  ]);
  return (staffId) => names.get(staffId ?? '') ?? null;
}

/** A version as the list of versions shows it. */
export function versionView(
  stored: StoredVersion,
  today: Temporal.PlainDate,
  nameOf: NameOf,
): PolicyVersionView {
  const { policy, refused, outgrown } = loadPolicy(stored.document, stored);
  return {
    version: stored.version,
    state: versionState(stored, today),
    effectiveFrom: stored.effectiveFrom.toString(),
    effectiveTo: stored.effectiveTo?.toString() ?? null,
    title: policy?.identity.title ?? '',
    publishedAt: stored.publishedAt?.toString() ?? null,
    publishedBy: nameOf(stored.publishedBy),
    changedAt: stored.changedAt?.toString() ?? null,
    changedBy: nameOf(stored.changedBy),
    isReadable: policy !== null,
    refused: stored.isDraft && policy ? [] : [...refused],
    outgrown: stored.isDraft ? [] : [...outgrown],
  };
}

/** The rules as they travel: plain JSON. */
export const documentOf = (stored: StoredVersion) =>
  policyDocument.parse(JSON.parse(JSON.stringify(policyOf(stored))));

/** What keeps a draft from being published, by field. */
export async function flawsIn(visit: Visit, stored: StoredVersion) {
  if (!stored.isDraft) return [];
  const others = await versionsOf(visit, stored.programId);
  const kindNames = await kindNamesOf(visit);
  return publishingFlaws(policyOf(stored), others, kindNames).map(({ path, problem }) => ({
    path: path.join('.'),
    message: problem,
  }));
}

import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import { comparePolicies } from '#domain/program-policy/sentences/compare-policies.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findVersion, policyOf } from '#server/stores/policies/policies.ts';
import { providerKindsOf } from '#server/stores/policies/provider-kinds.ts';
import { programHere } from './program-here.ts';

export async function compareVersions(
  { programId, before, after }: InputOf<typeof contract.compareVersions>,
  visit: Visit,
) {
  const { name: programName } = await programHere(visit, programId);
  const earlier = policyOf(await findVersion(visit, { programId, version: before }));
  const later = policyOf(await findVersion(visit, { programId, version: after }));
  const kinds = await providerKindsOf(visit);
  return { sections: comparePolicies(earlier, later, { programName, kinds }) };
}

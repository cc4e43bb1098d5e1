import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import { draftPolicy } from '#contract/program-policy.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  findVersion,
  lockDraft,
  policyOf,
  removeDraft,
  saveDraftOf,
} from '#server/stores/policies.ts';
import { flawsIn } from './version-view.ts';

/** What was typed is kept even where it contradicts itself: it is told, and only publishing asks for more. */
export async function saveDraft(input: InputOf<typeof contract.saveDraft>, visit: Visit) {
  const stored = await lockDraft(visit, input);
  const { policyId, timeZone, version } = policyOf(stored);
  const { effectiveTo: _, ...typed } = draftPolicy.parse(input.document);
  // Whose rules these are, and by which clock, is the program's, not the draft's.
  const policy = { ...typed, policyId, timeZone, version, status: 'draft' } as const;
  const revision = await saveDraftOf(visit, stored, policy);
  return { revision, flaws: await flawsIn(visit, await findVersion(visit, input)) };
}

export async function discardDraft(input: InputOf<typeof contract.discardDraft>, visit: Visit) {
  await removeDraft(visit, await lockDraft(visit, input));
  return {};
}

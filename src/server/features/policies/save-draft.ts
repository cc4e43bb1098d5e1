import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import { draftPolicy } from '#contract/program-policy.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  findVersion,
  lockDraft,
  policyOf,
  removeDraft,
  saveDraftOf,
} from '#server/stores/policies/policies.ts';
import { holdKinds } from '#server/stores/policies/provider-kinds.ts';
import { flawsIn } from './version-view.ts';

/** What was typed is kept even where it contradicts itself: it is told, and only publishing asks for more. */
export async function saveDraft(input: InputOf<typeof contract.saveDraft>, visit: Visit) {
  const stored = await lockDraft(visit, input);
  // From here on a kind of provider that these rules name stays: who removes one looks at drafts as well, so publishing need not ask again.
  await holdKinds(visit, 'take');
  const { policyId, timeZone, version } = policyOf(stored);
  const { effectiveTo: _, ...typed } = draftPolicy.parse(input.document);
  // Whose rules these are, and by which clock, is the program's, not the draft's.
  if (typed.timeZone !== timeZone) throw new Refused('bad-input', [otherZone(timeZone)]);
  const policy = { ...typed, policyId, timeZone, version, status: 'draft' } as const;
  const revision = await saveDraftOf(visit, stored, policy);
  return { revision, flaws: await flawsIn(visit, await findVersion(visit, input)) };
}

/** In another zone, days that were counted already would be other days: nothing in the rules can ask for that. */
const otherZone = (timeZone: string) => ({
  path: 'document.timeZone',
  message: `The time zone: this program works in ${timeZone}, which was set when it was started here. Leave it so; where a program moves to another zone, start a new one there.`,
});

export async function discardDraft(input: InputOf<typeof contract.discardDraft>, visit: Visit) {
  await removeDraft(visit, await lockDraft(visit, input));
  return {};
}

import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import { lastOf } from '#domain/program-policy/publish-policy.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addDraft, findVersion, policyOf, versionsOf } from '#server/stores/policies/policies.ts';
import { programHere } from './program-here.ts';

/** A copy of a version, to begin tomorrow, or the day after the last one that is published. */
export async function startDraft(input: InputOf<typeof contract.startDraft>, visit: Visit) {
  const { programId } = input;
  const { today } = await programHere(visit, programId);
  const source = await findVersion(visit, input);
  const versions = await versionsOf(visit, programId);
  if (versions.some(({ isDraft }) => isDraft)) throw new Refused('policy-has-draft');
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  const { effectiveTo: _, ...policy } = policyOf(source);
  const effectiveFrom = laterOf(today, lastOf(versions)?.effectiveFrom ?? today).add({ days: 1 });
  await addDraft(visit, programId, { ...policy, version, status: 'draft', effectiveFrom });
  visit.touch(programId);
  return { version };
}

const laterOf = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  dateKey(one) > dateKey(other) ? one : other;

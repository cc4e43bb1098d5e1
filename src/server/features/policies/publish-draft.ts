import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policies.ts';
import { lastOf, publishPolicy } from '#domain/program-policy/publish-policy.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  endVersion,
  findVersion,
  lockDraft,
  makeDraftAgain,
  policyOf,
  publishVersion,
  versionsOf,
  type StoredVersion,
} from '#server/stores/policies/policies.ts';
import { figuresOf } from '#server/stores/policies/figures-told.ts';
import { addRun, lastPreviewOf } from '#server/stores/policies/policy-runs.ts';
import { kindNamesOf } from '#server/stores/policies/provider-kinds.ts';
import { programHere } from './program-here.ts';
import { flawsIn } from './version-view.ts';

/** From its first day on the draft judges; the due dates follow in rounds, in a job of this very transaction. */
export async function publishDraft(input: InputOf<typeof contract.publishDraft>, visit: Visit) {
  const stored = await lockDraft(visit, input);
  const program = await programHere(visit, input.programId);
  const published = (await versionsOf(visit, input.programId)).filter(({ isDraft }) => !isDraft);
  const decision = publishPolicy({
    draft: policyOf(stored),
    published,
    today: program.today,
    isPreviewed: await isPreviewed(visit, stored),
    confirmsPast: input.confirmsPast,
    kindNames: await kindNamesOf(visit),
  });
  if (!decision.allowed) {
    const isFlawed = decision.refusal === 'policy-has-flaws';
    throw new Refused(decision.refusal, isFlawed ? await flawsIn(visit, stored) : undefined);
  }
  const { policy, ends } = decision.value;
  const before = published.find(({ version }) => version === ends?.version);
  if (before && ends) await endVersion(visit, before, ends.on);
  await publishVersion(visit, stored, policy);
  const runId = await project(visit, stored);
  const { programId, effectiveFrom } = stored;
  const { done, total } = (await figuresOf(visit, [runId]))(runId);
  return {
    updating: {
      programId,
      programName: program.name,
      effectiveFrom: effectiveFrom.toString(),
      done,
      total,
    },
  };
}

async function isPreviewed(visit: Visit, { programId, version, revision }: StoredVersion) {
  const preview = await lastPreviewOf(visit, programId, version);
  return preview?.state === 'done' && preview.revision === revision;
}

async function project(
  visit: Visit,
  { programId, version, revision, effectiveFrom }: StoredVersion,
) {
  const runId = await addRun(visit, {
    programId,
    version,
    revision,
    effectiveFrom,
    kind: 'projection',
  });
  visit.touch(runId);
  await enqueue(visit, 'run-policy', { runId });
  return runId;
}

/** Before its first day nobody was judged by it: it becomes a draft again, and the version before goes on. */
export async function takeBackVersion(
  input: InputOf<typeof contract.takeBackVersion>,
  visit: Visit,
) {
  const { today } = await programHere(visit, input.programId);
  const stored = await findVersion(visit, input);
  const versions = await versionsOf(visit, input.programId);
  if (versions.some(({ isDraft }) => isDraft)) throw new Refused('policy-has-draft');
  const isLast = lastOf(versions)?.version === stored.version;
  if (!isLast || Temporal.PlainDate.compare(stored.effectiveFrom, today) <= 0)
    throw new Refused('policy-has-begun');
  await makeDraftAgain(visit, stored);
  const before = lastOf(versions.filter(({ version }) => version !== stored.version));
  const ended = versions.find(({ version }) => version === before?.version);
  if (ended) await endVersion(visit, ended, null);
  await project(visit, stored);
  return {};
}

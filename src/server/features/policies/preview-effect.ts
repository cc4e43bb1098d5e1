import { clientName } from '#domain/client-name.ts';
import { flawsOf } from '#domain/program-policy/policy-flaws.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/policies/policy-previews.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { figuresOf } from '#server/stores/policies/figures-told.ts';
import { countEffects, effectsOfRun } from '#server/stores/policies/policy-effects.ts';
import { findVersion, lockDraft, policyOf } from '#server/stores/policies/policies.ts';
import { addRun, findRun, lastPreviewOf, stopRun } from '#server/stores/policies/policy-runs.ts';

/** A contradictory draft has no effect that could be told. */
export async function startPreview(input: InputOf<typeof contract.startPreview>, visit: Visit) {
  const stored = await lockDraft(visit, input);
  const flaws = flawsOf(policyOf(stored));
  if (flaws.length > 0)
    throw new Refused(
      'policy-has-flaws',
      flaws.map(({ path, problem }) => ({ path: path.join('.'), message: problem })),
    );
  const { programId, version, revision, effectiveFrom } = stored;
  const run = { programId, version, revision, effectiveFrom, kind: 'preview' } as const;
  const runId = await addRun(visit, run);
  await enqueue(visit, 'run-policy', { runId });
  visit.touch(runId);
  return { runId };
}

export async function readPreview(input: InputOf<typeof contract.readPreview>, visit: Visit) {
  const { programId, version } = await findVersion(visit, input);
  const run = await lastPreviewOf(visit, programId, version);
  if (!run) return { preview: null };
  const { runId, state, revision, effectiveFrom, startedAt } = run;
  const { done, total, tellsFew } = (await figuresOf(visit, [runId]))(runId);
  return {
    preview: {
      runId,
      state,
      revision,
      effectiveFrom: effectiveFrom.toString(),
      done,
      total,
      tellsFew,
      startedAt: startedAt.toString(),
      counts: await countEffects(visit, runId),
    },
  };
}

async function findPreview(visit: Visit, runId: string) {
  const run = await findRun(visit, runId);
  if (run?.kind !== 'preview') throw new Refused('not-found');
  return run;
}

export async function cancelPreview({ runId }: { runId: string }, visit: Visit) {
  await findPreview(visit, runId);
  await stopRun(visit, runId);
  return {};
}

const pageSize = 50;

export async function listEffects(
  { runId, effect, after }: InputOf<typeof contract.listEffects>,
  visit: Visit,
) {
  await findPreview(visit, runId);
  const found = await effectsOfRun(visit, runId, { effect, after, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  const last = found.length > pageSize ? page.at(-1) : undefined;
  const placeOf = ({ number, enrollmentId, subject }: (typeof page)[number]) =>
    `${number}_${enrollmentId}_${subject}`;
  visit.touch(...page.map(({ clientId }) => clientId));
  return {
    rows: page.map((row) => ({
      id: placeOf(row),
      clientId: row.clientId,
      name: clientName(row),
      number: row.number,
      workerName: row.workerName,
      beforeOn: row.beforeOn?.toString() ?? null,
      afterOn: row.afterOn?.toString() ?? null,
    })),
    next: last === undefined ? null : placeOf(last),
  };
}

import { effectsOf, type Effect } from '#domain/policy-clock/effects-of.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { obligationClassOf } from '#server/platform/clock-documents.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clockFactsOf, type ClockFacts } from '#server/stores/clock/clock-facts.ts';
import { addEffects } from '#server/stores/policies/policy-effects.ts';
import { policyOf, versionsOf } from '#server/stores/policies/policies.ts';
import type { PolicyRun } from '#server/stores/policies/policy-runs.ts';

const everythingRead = Temporal.Instant.from('9999-12-31T00:00:00Z');

/** Works out what the draft changes for these enrollments; answers false where the draft is no longer what was asked about. */
export async function previewEnrollments(
  visit: Pick<Visit, 'tx' | 'at' | 'agencyId'>,
  { runId, programId, version, revision }: PolicyRun,
  enrollmentIds: string[],
): Promise<boolean> {
  const versions = await versionsOf(visit, programId);
  const stored = versions.find((each) => each.version === version);
  if (!stored?.isDraft || stored.revision !== revision) return false;
  const draft = policyOf(stored);
  const facts = await clockFactsOf(visit, enrollmentIds);
  const found = facts.flatMap((known) => {
    const asOf = dayOfEffect(visit.at, known, draft);
    return effectsOf(known, draft, { asOf, asKnownAt: everythingRead }).map((effect) => ({
      ...effect,
      known,
      class: classOf(effect, known, draft),
    }));
  });
  await addEffects(visit, runId, found);
  return true;
}

/** A version that begins later is looked at on its first day, one that began is looked at today. */
function dayOfEffect(
  at: Temporal.Instant,
  { program }: ClockFacts,
  { effectiveFrom }: ProgramPolicy,
) {
  const today = at.toZonedDateTimeISO(program.timeZone).toPlainDate();
  return dateKey(effectiveFrom) > dateKey(today) ? effectiveFrom : today;
}

/**
 * The highest class that either set of rules gives it, and that of the change or the other program from which it comes: a draft that takes
 * a class away reveals nothing yet.
 */
function classOf(
  { about }: Effect,
  { facts, program, classOfTrigger }: ClockFacts,
  draft: ProgramPolicy,
): string {
  const causes = 'duty' in about ? [about.duty.occurrenceId ?? ''] : about.review.triggerIds;
  const marked = causes.flatMap((id) => classOfTrigger.get(id) ?? []);
  const codes =
    'duty' in about
      ? about.duty.kind === 'trigger'
        ? [about.duty.ruleId]
        : []
      : facts.triggers
          .filter(({ id }) => about.review.triggerIds.includes(id))
          .map(({ code }) => code);
  const ruled = [...program.policies, draft].flatMap((policy) =>
    codes.map((ruleId) => obligationClassOf(policy, { kind: 'trigger', ruleId })),
  );
  return [...marked, ...ruled].find((each) => each !== 'general') ?? 'general';
}

import type { DutyView, ProgramFacts } from '#contract/clock-facts/read-clock-facts.ts';
import { explain } from '#domain/policy-clock/explain.ts';
import { dayMonthYear } from '#domain/policy-clock/plain-words.ts';
import { latestSnooze, snoozeRefusals } from '#domain/policy-clock/may-snooze.ts';
import { pauseKindsOn, windowsOn } from '#domain/policy-clock/reassessment-windows.ts';
import { exemptableRules, ruleNameIn } from '#domain/policy-clock/rule-names.ts';
import { snoozeReasonOptions } from '#domain/policy-clock/snooze-words.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { exemptionReasonWith } from '#domain/policy-clock/exemption-reasons.ts';
import { pauseInWords } from '#domain/record/clock-fact-told.ts';
import type { ProgramOfClient } from '#server/stores/clock/enrolled-programs.ts';
import type { Exemption } from '#server/stores/clock/exemptions.ts';
import type { FactNote } from '#server/stores/fact-notes-read.ts';
import type { DutyOfClient } from '#server/stores/clock/obligations-client.ts';
import type { Pause } from '#server/stores/clock/pauses.ts';
import type { Reassessment } from '#server/stores/clock/reassessments.ts';
import { dayBefore } from './dated.ts';

type Notes = ReadonlyMap<string, readonly FactNote[]>;

export type ClientFacts = {
  duties: readonly DutyOfClient[];
  reassessments: readonly Reassessment[];
  exemptions: readonly Exemption[];
  pauses: readonly Pause[];
  /** The exemptions and pauses that somebody has to look at again. */
  reviewDue: ReadonlySet<string>;
  notes: Notes;
  nameOf: (staffId: string) => string;
  notesIn: (notes: Notes, firstId: string) => { text: string; by: string }[];
};

/** One enrollment with all that is known about its clock. */
export function programFacts(program: ProgramOfClient, facts: ClientFacts): ProgramFacts {
  const { enrollmentId, programName, startedOn, endedOn, today, policies } = program;
  const vocabulary = policyOn(inOrder(policies), today)?.vocabulary;
  const isOwn = (fact: { enrollmentId: string }) => fact.enrollmentId === enrollmentId;
  const [window] = windowsOn(policies, today);
  return {
    enrollmentId,
    programName,
    startedOn: startedOn.toString(),
    endedOn: endedOn?.toString() ?? null,
    today: today.toString(),
    client: vocabulary?.client ?? 'client',
    conference: vocabulary?.conference ?? 'conference',
    window: window
      ? {
          beforeDays: window.from.until(today).days,
          afterDays: today.until(window.until).days,
        }
      : null,
    rules: [
      ...exemptableRules(policies, today),
      ...jointRules(facts.duties.filter(({ standing }) => isOwn(standing))),
    ],
    pauseKinds: pauseKindsOn(policies, today).map((kind) => ({ kind, name: pauseInWords(kind) })),
    snoozeReasons: vocabulary ? snoozeReasonOptions(vocabulary) : [],
    duties: facts.duties.flatMap((duty) =>
      isOwn(duty.standing) && vocabulary ? [dutyView(duty, vocabulary, today)] : [],
    ),
    reassessments: facts.reassessments
      .filter(isOwn)
      .map((each) => reassessmentView(each, program, facts)),
    exemptions: facts.exemptions.filter(isOwn).map((each) => ({
      ...suspendedView({ ...each, id: each.exemptionId }, program, facts),
      exemptionId: each.exemptionId,
      rule: each.ruleId === null ? '' : ruleNameIn(policies, each.ruleId),
      reason: exemptionReasonWith(each.reason, vocabulary?.client),
    })),
    pauses: facts.pauses.filter(isOwn).map((each) => ({
      ...suspendedView({ ...each, id: each.pauseId }, program, facts),
      pauseId: each.pauseId,
      kind: pauseInWords(each.kind),
    })),
  };
}

/** What two programs at once ask for, each by its own name: the days tell one other program from the next. */
const jointRules = (duties: readonly DutyOfClient[]) =>
  duties.flatMap(({ obligationKey, standing: { basis, anchor } }) =>
    basis.code === 'joint' && anchor !== null
      ? [
          {
            ruleId: obligationKey,
            name: `${basis.label}, in two programs since ${dayMonthYear(anchor.on)}`,
          },
        ]
      : [],
  );

function dutyView(
  { obligationKey, standing }: DutyOfClient,
  vocabulary: Vocabulary,
  today: Temporal.PlainDate,
): DutyView {
  const status = statusOn(standing, today);
  const { rule, strength, due, left, evidence, notes } = explain(status, vocabulary);
  return {
    key: obligationKey,
    rule,
    strength,
    severity: status.severity,
    status: status.status,
    due,
    left,
    evidence,
    // What an exemption is for stands beside it, in words.
    notes: status.flags.exemption === null ? [...notes] : [],
    isBacklog: status.flags.backlog,
    changeEventId: status.kind === 'trigger' ? status.occurrenceId : null,
    snoozeId: status.flags.snooze?.id ?? null,
    ...snoozable(standing, today),
  };
}

function snoozable(standing: StandingObligation, today: Temporal.PlainDate) {
  const latest = latestSnooze(standing, today);
  return latest.allowed
    ? { snoozeUntil: latest.value.toString(), whyNoSnooze: '' }
    : { snoozeUntil: null, whyNoSnooze: snoozeRefusals[latest.refusal] };
}

function reassessmentView(
  { reassessmentId, on, recordedBy }: Reassessment,
  { policies }: ProgramOfClient,
  { nameOf }: ClientFacts,
) {
  const [window] = windowsOn(policies, on);
  return {
    reassessmentId,
    on: on.toString(),
    window: window ? { from: window.from.toString(), until: window.until.toString() } : null,
    by: nameOf(recordedBy),
  };
}

type Suspended = Pick<Exemption, 'from' | 'until' | 'reviewOn' | 'firstId' | 'recordedBy'> & {
  id: string;
};

const suspendedView = (
  { id, from, until, reviewOn, firstId, recordedBy }: Suspended,
  { today }: ProgramOfClient,
  { reviewDue, nameOf, notesIn, notes }: ClientFacts,
) => ({
  from: from.toString(),
  lastOn: dayBefore(until)?.toString() ?? null,
  reviewOn: reviewOn.toString(),
  isOver: until !== null && Temporal.PlainDate.compare(until, today) <= 0,
  isReviewDue: reviewDue.has(id),
  by: nameOf(recordedBy),
  notes: notesIn(notes, firstId),
});

import type { ChoicesMade } from '#contract/import-choices.ts';
import type { ImportReport } from '#contract/import-report.ts';
import type { ImportPlan } from '#domain/hmis/import-plan.ts';
import { noFacts, type Enrollment } from '#domain/policy-clock/facts.ts';
import { standingObligations } from '#domain/policy-clock/standing-obligations.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import { presets } from '#domain/program-policy/presets/presets.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { programRulesOf, type ProgramRules } from '#server/stores/clock/clock-facts.ts';
import { everythingRead } from '#server/stores/clock/project-enrollments.ts';

type Rules = Omit<ProgramRules, 'programId'>;
type Verdict = 'due' | 'backlog' | 'not-due';

/**
 * How many new enrollments Today would show as late on the first day. HMIS holds no conferences, so that the first due date
 * of an enrollment follows from its program and its first day alone: there are far fewer of those than enrollments.
 */
export async function dueAtOnceIn(
  visit: Visit,
  { plan, choices }: { plan: ImportPlan; choices: ChoicesMade },
): Promise<ImportReport['dueAtOnce']> {
  const rules = await rulesByProject(visit, choices);
  const verdicts = new Map<string, Verdict>();
  const found = { due: 0, backlog: 0, 'not-due': 0 };
  for (const { projectId, startedOn } of plan.newlyRunning()) {
    const program = rules.get(projectId);
    if (!program) continue;
    const key = `${projectId} ${startedOn.toString()}`;
    const verdict = verdicts.get(key) ?? verdictOf(program, startedOn, visit.at);
    verdicts.set(key, verdict);
    found[verdict] += 1;
  }
  return { all: found.due + found.backlog, backlog: found.backlog };
}

async function rulesByProject(
  visit: Visit,
  { projects }: ChoicesMade,
): Promise<Map<string, Rules>> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const chosen = projects.flatMap(({ becomes }) =>
    becomes.kind === 'existing' ? becomes.programId : [],
  );
  const standing = await programRulesOf(visit, [...new Set(chosen)]);
  const rules = new Map<string, Rules>();
  for (const { id, becomes } of projects) {
    const known = becomes.kind === 'existing' ? standing.get(becomes.programId) : undefined;
    if (known) rules.set(id, known);
    if (becomes.kind === 'new') {
      const policies = [{ ...presets[becomes.preset], timeZone, version: 1 }];
      const goLiveOn = Temporal.PlainDate.from(becomes.goLiveOn);
      rules.set(id, { policies, timeZone, goLiveOn, isRefused: false });
    }
  }
  return rules;
}

function verdictOf(
  { policies, goLiveOn, timeZone }: Rules,
  startedOn: Temporal.PlainDate,
  at: Temporal.Instant,
): Verdict {
  const asOf = at.toZonedDateTimeISO(timeZone).toPlainDate();
  const enrollment: Enrollment = {
    id: '',
    startedOn,
    endedOn: null,
    policies,
    goLiveOn,
  };
  const late = standingObligations(enrollment, noFacts, { asOf, asKnownAt: everythingRead })
    .map((standing) => statusOn(standing, asOf))
    .filter(({ status }) => status === 'overdue' || status === 'due_today');
  if (late.length === 0) return 'not-due';
  return late.every(({ flags }) => flags.backlog) ? 'backlog' : 'due';
}

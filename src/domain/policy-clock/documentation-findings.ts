import type {
  Artifact,
  DocumentationRule,
  DocumentedField,
  ProgramPolicy,
} from '#domain/program-policy/program-policy.ts';
import type { AttemptFact, ReviewFact } from './facts.ts';
import { none, reasonIf, together, warningIf, type Findings } from './findings.ts';

/** What is still missing in writing before the review counts. */
export function documentationFindings(review: ReviewFact, policy: ProgramPolicy): Findings {
  const { documentation } = policy;
  const missing = missingFields(review, policy);
  const missingArtifacts = lackingOf(
    documentation.artifacts,
    review.artifacts.map(({ artifact }) => artifact),
  );
  return together([
    missing.length === 0 ? none : reasonIf(true, 'DOC_INCOMPLETE', missing),
    missingArtifacts.length === 0 ? none : reasonIf(true, 'ARTIFACT_MISSING', missingArtifacts),
    modeFindings(review, policy),
  ]);
}

function missingFields(review: ReviewFact, { documentation, modes }: ProgramPolicy) {
  const isStrict = modes.some(
    (rule) => rule.mode === review.mode && rule.documentation === 'strict',
  );
  const missing: string[] = documentation.requiredFields.filter((name) => !isFilled(review, name));
  if (isStrict && !missing.includes('exchange_log') && !isFilled(review, 'exchange_log'))
    missing.push('exchange_log');
  if (review.finalizedAt === null) missing.push('finalized');
  return missing;
}

function isFilled({ startAt, endAt, documented }: ReviewFact, field: DocumentedField) {
  if (field === 'start_time') return startAt !== null;
  if (field === 'end_time') return endAt !== null;
  return documented.includes(field);
}

/** Whether the rules want to know why people did not meet in a way that is preferred. */
export const asksWhyNotInPerson = (
  { modes }: Pick<ProgramPolicy, 'modes'>,
  mode: string,
): boolean =>
  modes.some(
    (rule) =>
      rule.mode === mode && rule.preference > (rule.reasonRequiredBelowPreference ?? Infinity),
  );

function modeFindings(review: ReviewFact, { modes }: ProgramPolicy): Findings {
  const rule = modes.find(({ mode }) => mode === review.mode);
  if (rule === undefined) return none;
  const needsReason = asksWhyNotInPerson({ modes }, review.mode);
  const wanting = [
    ...(needsReason && !isFilled(review, 'mode_reason') ? ['mode_reason'] : []),
    ...(rule.attachmentsExpected === true && !isFilled(review, 'attachments')
      ? ['attachments']
      : []),
  ];
  return warningIf(wanting.length > 0, 'DOC_INCOMPLETE', wanting);
}

/** What an unsuccessful attempt still lacks in writing, where the program wants attempts documented. */
export const attemptLacks = (attempt: AttemptFact, { documentation }: ProgramPolicy) =>
  documentation.attemptsNeedArtifacts ? lackingOf(documentation.artifacts, attempt.artifacts) : [];

function lackingOf(
  { allOf, anyOf, preferred }: DocumentationRule['artifacts'],
  done: readonly Artifact[],
): readonly Artifact[] {
  const lacking = (allOf ?? []).filter((artifact) => !done.includes(artifact));
  const hasAny = anyOf === undefined || anyOf.some((artifact) => done.includes(artifact));
  return hasAny ? lacking : [...lacking, ...(preferred === undefined ? anyOf : [preferred])];
}

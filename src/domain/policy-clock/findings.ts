export const reasonCodes = [
  'NO_CASE_MANAGER',
  'TEAM_ONLY',
  'NO_PROVIDER',
  'NO_REQUIRED_PROVIDER_CLASS',
  'PROVIDER_NOT_SERVING_CLIENT',
  'FAMILY_ONLY',
  'MODE_NOT_ACCEPTED',
  'ONE_WAY_ONLY',
  'NOT_PLANNED',
  'NO_TOPIC',
  'DOC_INCOMPLETE',
  'ARTIFACT_MISSING',
  'CLIENT_ABSENT_NO_REASON',
  'SINGLE_DISCIPLINE',
  'NO_KEY_PROVIDER',
  'CONSENT_INCIDENT',
  'OUTSIDE_ENROLLMENT',
  'VOIDED',
] as const;

/** Why a review does not count, or what a supervisor should look at although it does. */
export type ReasonCode = (typeof reasonCodes)[number];

/** A code and the fields, artifacts, classes or people that it speaks of. */
export type Reason = { code: ReasonCode; of: readonly string[] };

export type Findings = { reasons: readonly Reason[]; warnings: readonly Reason[] };

export const none: Findings = { reasons: [], warnings: [] };

export const reasonIf = (isSo: boolean, code: ReasonCode, of: readonly string[] = []): Findings =>
  isSo ? { reasons: [{ code, of }], warnings: [] } : none;

export const warningIf = (isSo: boolean, code: ReasonCode, of: readonly string[] = []): Findings =>
  isSo ? { reasons: [], warnings: [{ code, of }] } : none;

export function together(findings: readonly Findings[]): Findings {
  const said = findings.filter((finding) => finding !== none);
  if (said.length < 2) return said[0] ?? none;
  return {
    reasons: said.flatMap(({ reasons }) => reasons),
    warnings: said.flatMap(({ warnings }) => warnings),
  };
}

import type { ReasonCode } from '#domain/policy-clock/findings.ts';

/** The program's own words for whom it serves, and for who works for them. */
type Words = { client: string; worker: string };

const countsWords = ({
  client,
  worker,
}: Words): Readonly<Record<ReasonCode | 'NO_POLICY', string>> => ({
  NO_CASE_MANAGER: `the ${worker} was not there`,
  TEAM_ONLY: 'only the team itself was there',
  NO_PROVIDER: 'no provider was there',
  NO_REQUIRED_PROVIDER_CLASS: 'a kind of provider that the program asks for was not there',
  PROVIDER_NOT_SERVING_CLIENT: `a provider who was there does not serve the ${client}`,
  FAMILY_ONLY: 'only family was there',
  MODE_NOT_ACCEPTED: 'the program does not accept this way of meeting',
  ONE_WAY_ONLY: 'nobody could answer',
  NOT_PLANNED: 'it was not planned ahead',
  NO_TOPIC: 'no reason on the program’s list was given',
  DOC_INCOMPLETE: 'something that the program asks for is not written down',
  ARTIFACT_MISSING: 'a document that the program asks for is missing',
  CLIENT_ABSENT_NO_REASON: `the ${client} was not there, and no reason is given`,
  SINGLE_DISCIPLINE: 'people of one discipline only were there',
  NO_KEY_PROVIDER: 'no key provider was there',
  CONSENT_INCIDENT: 'something was told without consent',
  OUTSIDE_ENROLLMENT: 'it lies outside the enrollment',
  VOIDED: 'it was declared void',
  NO_POLICY: 'the program has no rules in force on that day',
});

/** Why a review does not count under its program's rules, as one sentence. */
export function doesNotCount(codes: readonly string[], own: Words): string {
  const words: Readonly<Record<string, string>> = countsWords(own);
  const reasons = codes.map((code) => words[code] ?? code);
  return reasons.length === 0
    ? 'Does not count under the program’s rules.'
    : `Does not count under the program’s rules: ${reasons.join('; ')}.`;
}

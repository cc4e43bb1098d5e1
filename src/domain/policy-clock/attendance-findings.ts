import type { ConferenceDefinition, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ProviderKind } from '#domain/program-policy/own-kinds.ts';
import type { ReviewAttendee, ReviewFact } from './facts.ts';
import { none, reasonIf, together, warningIf, type Findings } from './findings.ts';

/** Who was there for this review, and whether that makes it a conference. */
export function attendanceFindings(review: ReviewFact, { conference }: ProgramPolicy): Findings {
  const present = review.attendees.filter(({ attended }) => attended);
  return together([
    reasonIf(conference.requireCaseManager && !present.some(isCaseManager), 'NO_CASE_MANAGER'),
    providerFindings(review, conference, present),
    clientFindings(review, conference, present),
  ]);
}

const isCaseManager = ({ affiliation, role }: ReviewAttendee) =>
  affiliation === 'team' && role === 'case_manager';

function providerFindings(
  { kind }: ReviewFact,
  definition: ConferenceDefinition,
  present: readonly ReviewAttendee[],
): Findings {
  const isAmongTeam =
    present.length > 0 && present.every(({ affiliation }) => affiliation === 'team');
  if (isAmongTeam || kind === 'internal_case_review') return reasonIf(true, 'TEAM_ONLY');

  const candidates = present.filter((attendee) => isProvider(attendee, definition));
  const strangers = candidates.filter(({ servesClient }) => !servesClient);
  const counted =
    definition.requireServiceRelationship === 'block'
      ? candidates.filter(({ servesClient }) => servesClient)
      : candidates;
  if (counted.length < definition.minProviders)
    return strangers.length > 0 && counted.length < candidates.length
      ? reasonIf(true, 'PROVIDER_NOT_SERVING_CLIENT', personIds(strangers))
      : reasonIf(true, 'NO_PROVIDER');
  return together([
    reasonIf(lacksRequiredClass(counted, definition), 'NO_REQUIRED_PROVIDER_CLASS', [
      ...(definition.requireOneOf ?? []),
    ]),
    strangers.length > 0 && definition.requireServiceRelationship !== 'off'
      ? warningIf(true, 'PROVIDER_NOT_SERVING_CLIENT', personIds(strangers))
      : none,
    warningIf(counted.length > 0 && counted.every(isFamily), 'FAMILY_ONLY'),
    disciplineFindings(counted, definition),
    warningIf(
      definition.keyProviderCoverage !== 'off' && !counted.some((each) => each.isKeyProvider),
      'NO_KEY_PROVIDER',
    ),
  ]);
}

const isFamily = ({ affiliation }: ReviewAttendee) => affiliation === 'family_support';

const personIds = (attendees: readonly ReviewAttendee[]) =>
  attendees.map(({ personId }) => personId);

function isProvider(attendee: ReviewAttendee, definition: ConferenceDefinition) {
  const { affiliation } = attendee;
  if (affiliation === 'family_support') return definition.familyCountsAsProvider;
  const mayCount =
    affiliation === 'external' ||
    affiliation === 'mco' ||
    (affiliation === 'internal_other' && definition.internalOtherProgramCounts);
  return mayCount && isAccepted(attendee, definition);
}

const classOf = ({ affiliation, providerClass }: ReviewAttendee) =>
  affiliation === 'mco' ? 'mco' : affiliation === 'family_support' ? 'family' : providerClass;

const isAccepted = (attendee: ReviewAttendee, definition: ConferenceDefinition) =>
  isAmong(definition.acceptedProviderClasses, attendee);

/** Who is of a kind of the agency’s own is also of the one that it belongs under. */
function isAmong(kinds: readonly ProviderKind[], attendee: ReviewAttendee) {
  const providerClass = classOf(attendee);
  const { providerKind } = attendee;
  return (
    (providerClass !== null && kinds.includes(providerClass)) ||
    (providerKind !== null && kinds.includes(providerKind))
  );
}

function lacksRequiredClass(
  providers: readonly ReviewAttendee[],
  { requireOneOf }: ConferenceDefinition,
) {
  return (
    requireOneOf !== undefined && !providers.some((provider) => isAmong(requireOneOf, provider))
  );
}

const disciplineOf = (provider: ReviewAttendee) => provider.providerKind ?? classOf(provider);

function disciplineFindings(
  providers: readonly ReviewAttendee[],
  { interdisciplinary }: ConferenceDefinition,
): Findings {
  if (interdisciplinary === 'off' || new Set(providers.map(disciplineOf)).size > 1) return none;
  return interdisciplinary === 'block'
    ? reasonIf(true, 'SINGLE_DISCIPLINE')
    : warningIf(true, 'SINGLE_DISCIPLINE');
}

function clientFindings(
  { clientAbsenceReason }: ReviewFact,
  { clientPresence }: ConferenceDefinition,
  present: readonly ReviewAttendee[],
): Findings {
  if (present.some(({ affiliation }) => affiliation === 'client')) return none;
  if (clientPresence === 'required') return reasonIf(true, 'CLIENT_ABSENT_NO_REASON');
  return warningIf(
    clientPresence === 'expected_reason_if_absent' && clientAbsenceReason === null,
    'CLIENT_ABSENT_NO_REASON',
  );
}

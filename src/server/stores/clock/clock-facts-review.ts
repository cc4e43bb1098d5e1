import { staffAffiliationOn, type Membership } from '#domain/policy-clock/affiliation-on.ts';
import type { ReviewAttendee, ReviewFact } from '#domain/policy-clock/facts.ts';
import { topicCodes } from '#domain/program-policy/policy-words.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type {
  Artifact,
  DocumentedField,
  ProgramPolicy,
  TopicCode,
} from '#domain/program-policy/program-policy.ts';
import type { StoredReview } from '#server/platform/clock-documents.ts';

type Program = { programId: string; policies: readonly ProgramPolicy[] };

/** One review as one program sees it. What is written down counts from `finalizedAt`, null until it is closed. */
export function reviewFactOf(
  review: StoredReview,
  { programId, policies }: Program,
  finalizedAt: Temporal.Instant | null = review.closedAt,
): ReviewFact {
  const policy = policyOn(policies, review.heldOn);
  const attendees = review.attendees.map((attendee) => attendeeOf(attendee));
  return {
    id: review.id,
    kind: review.isInternal ? 'internal_case_review' : 'case_conference',
    heldOn: review.heldOn,
    startAt: review.startAt,
    endAt: review.endAt,
    mode: review.mode,
    attendees,
    topics: topicsOf(review),
    documented: documentedOf(review),
    artifacts: finalizedAt === null ? [] : artifactsOf(review, finalizedAt),
    finalizedAt,
    voidedAt: review.voidedAt,
    // A conference by email that was closed before its messages were kept is judged by who took part.
    isTwoWay:
      review.mode === 'email' && review.exchange.messages > 0
        ? review.exchange.hasReply
        : attendees.filter(({ attended }) => attended).length > 1,
    plannedAt: review.plannedAt,
    triggerIds: [],
    clientAbsenceReason: review.clientAbsenceReason,
    hasConsentIncident: review.hasConsentIncident,
    recordedAt: finalizedAt ?? review.startAt ?? Temporal.Instant.fromEpochMilliseconds(0),
    supersededAt: null,
  };

  function attendeeOf(attendee: StoredReview['attendees'][number]): ReviewAttendee {
    const { personId, kind, attended, servesClient, isKeyProvider } = attendee;
    const programIds = attendee.memberships
      .filter((each) => isOn(each, review.heldOn))
      .map((each) => each.programId);
    const common = { personId, attended, servesClient, isKeyProvider, programIds, role: null };
    switch (kind) {
      case 'client':
        return { ...common, affiliation: 'client', providerClass: null, providerKind: null };
      case 'support':
        return {
          ...common,
          servesClient: true,
          affiliation: 'family_support',
          providerClass: 'family',
          providerKind: null,
        };
      case 'provider':
        return {
          ...common,
          ...providerPlace(attendee.providerClass),
          providerKind: attendee.providerKind,
        };
      case 'staff':
        return { ...common, ...staffPlace(attendee), providerKind: null };
    }
  }

  function staffPlace(staff: StoredReview['attendees'][number]) {
    const memberships = staff.memberships.map((each) => ({ ...each, role: roleName(each.role) }));
    const definition = policy?.conference ?? { teamRoles: [] };
    const affiliation = staffAffiliationOn(memberships, {
      programId,
      definition,
      on: review.heldOn,
    });
    const isManager = memberships.some(
      (membership) =>
        membership.role === 'case_manager' &&
        staffAffiliationOn([membership], { programId, definition, on: review.heldOn }) === 'team',
    );
    return {
      affiliation,
      role: isManager ? 'case_manager' : null,
      providerClass: affiliation === 'team' ? null : (staff.providerClass ?? 'other'),
    } as const;
  }
}

const roleNames: Record<string, string> = {
  'case-manager': 'case_manager',
  coordinator: 'case_manager',
  technician: 'case_management_technician',
  'follow-up-worker': 'community_follow_up_worker',
};

/** A policy's word for a role; a central coordinator is the case manager of a program that has none by that name. */
const roleName = (role: string) => roleNames[role] ?? role;

/** What each of the staff was on a program's team on that day, in the words of a policy. */
export const teamRolesOf = (
  { attendees, heldOn }: StoredReview,
  programId: string,
): Map<string, string[]> =>
  new Map(
    attendees
      .filter(({ kind }) => kind === 'staff')
      .map(({ personId, memberships }) => [
        personId,
        memberships
          .filter((each) => each.programId === programId && isOn(each, heldOn))
          .map(({ role }) => roleName(role)),
      ]),
  );

const isOn = ({ from, to }: Membership, day: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(from, day) <= 0 &&
  (to === null || Temporal.PlainDate.compare(day, to) <= 0);

function providerPlace(providerClass: ReviewAttendee['providerClass']) {
  const affiliation =
    providerClass === 'mco' ? 'mco' : providerClass === 'family' ? 'family_support' : 'external';
  return { affiliation, providerClass } as const;
}

/** What it was called for, and the subjects that what was written shows to have been discussed. */
const topicsOf = ({ reasons, kinds, hasActions, hasSummary }: StoredReview): TopicCode[] => [
  ...topicCodes.filter((code) => reasons.includes(code)),
  ...(kinds.includes('need') ? (['status_needs_goals'] as const) : []),
  ...(kinds.includes('barrier') || kinds.includes('strength')
    ? (['activities_progress_barriers'] as const)
    : []),
  ...(kinds.includes('solution') ? (['plan_adjustment'] as const) : []),
  ...(hasActions ? (['roles_responsibilities'] as const) : []),
  ...(hasSummary ? (['information_exchange'] as const) : []),
];

function documentedOf(review: StoredReview): DocumentedField[] {
  const { kinds, hasSummary, hasActions, hasNoActionReason, exchange, attendees } = review;
  const isSettled = hasActions || hasNoActionReason;
  return [
    ...(attendees.some(({ attended }) => attended)
      ? (['attendee_names', 'attendee_titles', 'attendee_agencies'] as const)
      : []),
    ...(kinds.length > 0 || hasSummary ? (['issues_discussed'] as const) : []),
    ...(kinds.includes('need') || hasSummary ? (['needs'] as const) : []),
    ...(hasSummary ? (['summary', 'client_status'] as const) : []),
    ...(isSettled
      ? (['plan_of_action', 'responsibilities', 'timetable', 'follow_up_plan'] as const)
      : []),
    // Every line carries its author and moment, so a spoken conference logs itself; of a thread of mails each one is asked for.
    ...(saysWhyNotInPerson(review) ? (['mode_reason'] as const) : []),
    ...(isExchangeLogged(review) ? (['exchange_log'] as const) : []),
    ...(exchange.messages > 0 && exchange.copies === exchange.messages
      ? (['attachments'] as const)
      : []),
  ];
}

/** Asked of what is planned as a meeting elsewhere than in one room: of an exchange of emails there is no such choice. */
const saysWhyNotInPerson = ({ mode, hasModeReason }: StoredReview) =>
  mode === 'in_person' || mode === 'email' || hasModeReason;

const isExchangeLogged = ({ mode, kinds, hasSummary, exchange }: StoredReview) =>
  mode === 'email' ? exchange.hasReply : kinds.length > 0 || hasSummary;

/** Closing makes the form; the confirmed summary is its note and assessment, the agreed actions its activity note. */
function artifactsOf(
  { hasSummary, hasActions, hasNoActionReason }: StoredReview,
  completedAt: Temporal.Instant,
) {
  const done: Artifact[] = [
    'conference_form',
    ...(hasSummary ? (['progress_note', 'conference_assessment'] as const) : []),
    ...(hasActions || hasNoActionReason ? (['plan_activity_note'] as const) : []),
  ];
  return done.map((artifact) => ({ artifact, completedAt }));
}

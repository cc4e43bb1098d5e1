import type { Plain } from '#domain/policy-clock/given-facts.ts';
import type { ReviewFact } from '#domain/policy-clock/facts.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';

export type PlainPolicy = Plain<ProgramPolicy>;
export type PlainReview = Plain<ReviewFact>;
type PlainAttendee = PlainReview['attendees'][number];

/** Read from the policy's own words: does this review count, does it wait for its paper, or neither. */
export function weigh(review: PlainReview, policy: PlainPolicy): 'counts' | 'waits' | 'fails' {
  if (review.voidedAt !== null) return 'fails';
  if (!rightPeople(review, policy) || !rightExchange(review, policy)) return 'fails';
  if (review.hasConsentIncident && policy.consent.invalidConsentEffect === 'do_not_count')
    return 'fails';
  return isWritten(review, policy) ? 'counts' : 'waits';
}

function rightPeople({ attendees, kind }: PlainReview, { conference: wants }: PlainPolicy) {
  const there: PlainAttendee[] = [];
  for (const each of attendees) if (each.attended) there.push(each);
  let workers = 0;
  let outsiders = 0;
  let clients = 0;
  for (const { affiliation, role } of there) {
    if (affiliation === 'team' && role === 'case_manager') workers += 1;
    if (affiliation !== 'team') outsiders += 1;
    if (affiliation === 'client') clients += 1;
  }
  if (kind === 'internal_case_review') return false;
  if (there.length > 0 && outsiders === 0) return false;
  if (wants.requireCaseManager && workers === 0) return false;
  if (wants.clientPresence === 'required' && clients === 0) return false;
  const seen: string[] = [];
  for (const each of there) {
    const standsFor = classFor(each, wants);
    if (standsFor === null) continue;
    if (wants.requireServiceRelationship === 'block' && !each.servesClient) continue;
    seen.push(standsFor);
  }
  if (seen.length < wants.minProviders) return false;
  if (wants.interdisciplinary === 'block' && !seen.some((each) => each !== seen[0])) return false;
  return wants.requireOneOf === undefined || wants.requireOneOf.some((each) => seen.includes(each));
}

/** The kind of provider that somebody counts as, if as any. */
function classFor(
  { affiliation, providerClass }: PlainAttendee,
  wants: PlainPolicy['conference'],
): string | null {
  if (affiliation === 'family_support') return wants.familyCountsAsProvider ? 'family' : null;
  if (affiliation === 'mco') return wants.acceptedProviderClasses.includes('mco') ? 'mco' : null;
  if (affiliation === 'internal_other' && !wants.internalOtherProgramCounts) return null;
  if (affiliation !== 'internal_other' && affiliation !== 'external') return null;
  return providerClass !== null && wants.acceptedProviderClasses.includes(providerClass)
    ? providerClass
    : null;
}

function rightExchange(review: PlainReview, policy: PlainPolicy) {
  const wants = policy.conference;
  let modeCounts = false;
  for (const { mode, counts } of policy.modes)
    if (mode === review.mode && counts) modeCounts = true;
  if (!modeCounts || (wants.requireTwoWay && !review.isTwoWay)) return false;
  let topics = 0;
  for (const topic of review.topics) if (wants.topicCodes.includes(topic)) topics += 1;
  if (topics < wants.minTopics) return false;
  if (wants.requirePlanned !== 'block' || review.triggerIds.length > 0) return true;
  if (review.plannedAt === null) return false;
  if (review.startAt === null) return true;
  const notice = (Date.parse(review.startAt) - Date.parse(review.plannedAt)) / 60_000;
  return notice >= wants.minNoticeMinutes;
}

function isWritten(review: PlainReview, { documentation, modes }: PlainPolicy) {
  if (review.finalizedAt === null) return false;
  const wanted = new Set<string>(documentation.requiredFields);
  for (const { mode, documentation: level } of modes)
    if (mode === review.mode && level === 'strict') wanted.add('exchange_log');
  const written = new Set<string>(review.documented);
  for (const field of ['start_time', 'end_time']) written.delete(field);
  if (review.startAt !== null) written.add('start_time');
  if (review.endAt !== null) written.add('end_time');
  for (const field of wanted) if (!written.has(field)) return false;
  const done = review.artifacts.map(({ artifact }) => artifact);
  const { allOf, anyOf } = documentation.artifacts;
  for (const artifact of allOf ?? []) if (!done.includes(artifact)) return false;
  return anyOf === undefined || anyOf.some((artifact) => done.includes(artifact));
}

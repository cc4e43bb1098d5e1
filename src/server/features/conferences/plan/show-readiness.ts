import type { z } from 'zod';
import type { conferenceView } from '#contract/conferences/conference-view.ts';
import { conferenceProblems } from '#contract/conferences/conference-problems.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { toldReadinessInWords, untoldInWords } from '#domain/conference/conference-words.ts';
import { conferencePurpose, momentOf } from '#domain/conference/conference.ts';
import { impliedFor, isUntold } from '#domain/conference/who-else-comes.ts';
import { invite } from '#domain/conference/invite.ts';
import { planConference } from '#domain/conference/plan-conference.ts';
import type { Consent, Moment, Recipient } from '#domain/consent/consent.ts';
import { notToTell, type Exclusions } from '#domain/consent/not-to-tell.ts';
import { kindReadiness, readinessFor } from '#domain/consent/readiness.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import type { WordOf } from '#server/features/conferences/client-words.ts';
import { minutesOf } from '#server/features/conferences/meeting-time.ts';

type View = z.input<typeof conferenceView>;
type Asked = { stored: StoredConference; consents: readonly Consent[]; at: Temporal.Instant };
type Known = {
  /** The kinds of information that the asker may know of each client. */
  readable: ReadonlyMap<string, readonly SensitivityClass[]>;
  exclusions: Exclusions;
  wordOf: WordOf;
};

/** Every person against every client, seen from the date of the meeting. */
export function showReadiness(
  { stored, consents, at }: Asked,
  { readable, exclusions, wordOf }: Known,
): View['readiness'] {
  const { conference } = stored;
  const reviews: readonly ClientReview[] = conference.reviews;
  const meeting = momentOf(conference.schedule?.startsAt ?? at, conference);
  return conference.attendees.flatMap(({ person, organizationId }) =>
    reviews.map((review) => {
      if (person.kind === 'staff') return staffCell(person, review.id);
      const known = readable.get(review.clientId) ?? ['general'];
      return outsideCell({ person, organizationId }, review, {
        classes: impliedFor(review, { person, organizationId }, conference.attendees),
        meeting,
        consents,
        known,
        exclusions,
        word: wordOf(review.id),
      });
    }),
  );
}

const staffCell = (person: { kind: 'staff'; id: string }, reviewId: string) => ({
  person,
  reviewId,
  state: 'staff' as const,
  endsOn: null,
  missing: [],
  inWords: 'Works for the agency.',
  kinds: [],
  notToTell: { words: [], hasMore: false },
});

type Circumstances = {
  /** What being asked tells them. */
  classes: readonly SensitivityClass[];
  meeting: Moment;
  consents: readonly Consent[];
  /** The kinds of information that the asker may know of the client. */
  known: readonly SensitivityClass[];
  exclusions: Exclusions;
  word: string;
};

function outsideCell(
  recipient: Recipient,
  review: ClientReview,
  { classes, meeting, consents, known, exclusions, word }: Circumstances,
): View['readiness'][number] {
  const reached = { client: review.clientId, recipient, ...meeting };
  const pair = { ...reached, purpose: conferencePurpose };
  const answer = readinessFor(known, { ...pair, classes }, consents);
  const { readiness } = answer;
  const isOpen =
    readiness.state === 'partly' &&
    readiness.missing.length === 0 &&
    isUntold(review, classes, known);
  return {
    person: recipient.person,
    reviewId: review.id,
    state: readiness.state,
    endsOn: 'endsOn' in readiness ? (readiness.endsOn?.toString() ?? null) : null,
    missing: readiness.state === 'partly' ? readiness.missing : [],
    inWords: isOpen ? untoldInWords(word) : toldReadinessInWords(answer, word),
    kinds: known.map((each) => {
      const { endsOn, ...kind } = kindReadiness(each, pair, consents);
      return { ...kind, endsOn: endsOn?.toString() ?? null };
    }),
    notToTell: notToTell({ ...reached, known }, consents, exclusions),
  };
}

/** What a draft still lacks, and what the planner should look at before sending. */
export function showPlan({ stored, consents, at }: Asked): Pick<View, 'warnings' | 'notYet'> {
  const { conference } = stored;
  if (conference.state !== 'draft') return { warnings: [], notYet: null };
  const plan = planConference(conference);
  const warnings = plan.allowed ? plan.value.warnings : [];
  const answer = invite(conference, momentOf(at, conference), consents);
  if (answer.allowed) return { warnings, notYet: null };
  const code = answer.refusal;
  return { warnings, notYet: { code, inWords: conferenceProblems[code].title } };
}

export const showTimeBudget = ({ conference }: StoredConference): View['timeBudget'] => ({
  plannedMinutes: conference.reviews.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0),
  availableMinutes: conference.schedule === null ? null : minutesOf(conference.schedule),
});

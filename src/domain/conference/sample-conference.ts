import type { ActionItemDraft } from '#domain/action-items/action-item.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { forPerson, sampleConsent } from '#domain/consent/sample-consent.ts';
import type { Decision } from '#domain/decision.ts';
import type { ClientId, PersonRef } from '#domain/people.ts';
import { addActionItem, addEntry, confirmSummary, recordAttendance } from './capture.ts';
import { emptyContent, type EntryKind, type WaitingReview } from './client-review.ts';
import type {
  Attendee,
  Conference,
  ConferenceInSession,
  DraftConference,
  EndedConference,
  ScheduledConference,
} from './conference.ts';
import { activateReview, end, start } from './run-conference.ts';

/** Sample people and a sample meeting for the tests of these rules: nobody in it is real. */
export const worker: PersonRef = { kind: 'staff', id: 'worker-1' };
export const colleague: PersonRef = { kind: 'staff', id: 'worker-2' };
export const doctor: PersonRef = { kind: 'provider', id: 'doctor-1' };
export const sister: PersonRef = { kind: 'support', id: 'sister-1' };
export const clientOne: PersonRef = { kind: 'client', id: 'client-1' };

export const clock = (time: string) => Temporal.Instant.from(`2026-06-15T${time}:00-04:00`);
export const moment = (time: string) => ({
  at: clock(time),
  on: Temporal.PlainDate.from('2026-06-15'),
});

/** Dates and instants as text, because a partial comparison takes all Temporal values for equal. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

export function valueOf<T>(decision: Decision<T, string>): T {
  if (!decision.allowed) throw new Error(`refused: ${decision.refusal}`);
  return decision.value;
}

export const attendee = (person: PersonRef, change: Partial<Attendee> = {}): Attendee => ({
  person,
  name: `Sample ${person.id}`,
  title: 'Sample title',
  agency: 'Sample agency',
  organizationId: person.kind === 'provider' ? 'clinic-1' : null,
  tells: 'general',
  wantedFor: ['review-1', 'review-2', 'review-3'],
  invitedTo: [],
  reply: 'waiting',
  ...change,
});

export const review = (number: number, change: Partial<WaitingReview> = {}): WaitingReview => ({
  ...emptyContent,
  id: `review-${number}`,
  clientId: `client-${number}`,
  enrollmentId: `enrollment-${number}`,
  programId: 'program-1',
  reasons: [{ code: 'routine', text: `Reason ${number}`, class: 'general' }],
  impliedClasses: ['general'],
  plannedMinutes: 10,
  position: number,
  repliedAt: null,
  state: 'waiting',
  ...change,
});

/** Three clients: 10:00 to 10:12, to 10:40, to 10:55. */
export const draft = (change: Partial<DraftConference> = {}): DraftConference => ({
  id: 'conference-1',
  agencyId: 'agency-1',
  agencyZone: 'America/New_York',
  state: 'draft',
  schedule: {
    startsAt: clock('10:00'),
    endsAt: clock('11:00'),
    timeZone: 'America/New_York',
    mode: 'video',
    place: null,
  },
  roles: { facilitator: 'worker-1', timekeeper: 'worker-2', notetaker: 'worker-2' },
  attendees: [attendee(worker), attendee(colleague), attendee(doctor)],
  reviews: [
    review(1, { plannedMinutes: 12 }),
    review(2, { plannedMinutes: 28 }),
    review(3, { plannedMinutes: 15 }),
  ],
  ...change,
});

export const consent = (clientId: ClientId, change: Partial<Consent> = {}): Consent =>
  sampleConsent({
    id: `consent-${clientId}`,
    clientId,
    recipients: [forPerson(doctor)],
    validUntil: null,
    ...change,
  });

/** A conference that was sent, with everybody invited to what they were wanted for. */
export function scheduled(change: Partial<DraftConference> = {}): ScheduledConference {
  const { schedule, ...rest } = draft(change);
  if (schedule === null) throw new Error('a scheduled conference has its times');
  const attendees = rest.attendees.map((a) => ({ ...a, invitedTo: a.wantedFor }));
  const invitedAt = clock('08:00');
  return { ...rest, attendees, schedule, state: 'scheduled', invitedAt };
}

export const by = 'worker-1';

export const inSession = (change: Partial<DraftConference> = {}): ConferenceInSession =>
  valueOf(start(scheduled(change), { by, at: clock('10:00') }));

export const withActive = (change: Partial<DraftConference> = {}): ConferenceInSession =>
  valueOf(activateReview(inSession(change), { reviewId: 'review-1', by, at: clock('10:00') }));

export const entry = (kind: EntryKind, text = `A ${kind}`) => ({
  id: `entry-${kind}`,
  kind,
  text,
  author: worker,
  at: clock('10:03'),
  class: 'general' as const,
});

export const itemDraft = (
  change: Partial<ActionItemDraft> = {},
): Omit<ActionItemDraft, 'reviewId' | 'clientId'> => ({
  id: 'item-1',
  needId: null,
  text: 'Call the day centre',
  class: 'general',
  owner: worker,
  dueOn: Temporal.PlainDate.from('2026-06-22'),
  followUp: { on: Temporal.PlainDate.from('2026-06-24'), how: 'By telephone', by: 'worker-1' },
  ...change,
});

export const summing = {
  text: 'Evening visits agreed.',
  class: 'general',
  how: 'aloud',
  by,
} as const;

/** Everything that closing asks for, said about one review. */
function filled(conference: Conference, reviewId: string): Conference {
  const at = clock('10:05');
  const steps: ((c: Conference) => Decision<Conference, string>)[] = [
    (c) => addEntry(c, { reviewId, entry: { ...entry('need'), id: `need-of-${reviewId}` } }),
    (c) => confirmSummary(c, { ...summing, reviewId, at }),
    (c) => addActionItem(c, { reviewId, item: itemDraft({ id: `item-of-${reviewId}` }), at }),
    ...('attendees' in conference ? conference.attendees : []).map(
      ({ person }) =>
        (c: Conference) =>
          recordAttendance(c, {
            reviewId,
            attendance: {
              state: 'present',
              person,
              presentFrom: startOf(c, reviewId),
              presentUntil: null,
            },
          }),
    ),
  ];
  return steps.reduce((state, step) => valueOf(step(state)), conference);
}

function startOf(conference: Conference, reviewId: string): Temporal.Instant {
  const found = [...conference.reviews].find(({ id }) => id === reviewId);
  return found?.state === 'active' ? found.startedAt : clock('10:00');
}

/** Clients one and two were discussed, client three was not reached. */
export function ended(change: Partial<DraftConference> = {}): EndedConference {
  const first = filled(withActive(change), 'review-1');
  const second = activateReview(first, { reviewId: 'review-2', by, at: clock('10:12') });
  const done = filled(valueOf(second), 'review-2');
  return valueOf(end(done, { by, at: clock('10:40') }));
}

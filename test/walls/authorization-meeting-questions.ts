type Fields = Record<string, unknown>;
type IdOf = (column: string) => string;

const when = { time: '10:30', minutes: 60, timeZone: 'America/New_York', mode: 'video' };
const draft = (id: IdOf) => ({ version: id('draft_version') });
const invited = (id: IdOf) => ({ version: id('invited_version') });
const aStep = (id: IdOf): Fields => ({
  needId: null,
  text: 'Ask for a ride.',
  owner: { kind: 'staff', id: id('worker_staff_id') },
  dueOn: '2027-03-29',
  followUp: { on: '2027-04-05', how: 'By telephone', by: id('worker_staff_id') },
});
const provider = (id: IdOf) => ({ kind: 'provider', id: id('invited_provider_id') });
const nothing = () => ({});

/** Questions about meetings that chance does not find: the meeting has to be in the right state, and its version the right one. */
export const ofMeetings: Record<string, (id: IdOf) => Fields> = {
  'POST /api/conferences/:conferenceId/clients': (id) => ({
    ...draft(id),
    reviews: [
      {
        enrollmentId: id('enrollment_id'),
        plannedMinutes: 20,
        reasons: [{ code: 'status_needs_goals', text: null }],
      },
    ],
  }),
  'POST /api/conferences/:conferenceId/people': (id) => ({
    ...draft(id),
    attendees: [
      { person: { kind: 'staff', id: id('worker_staff_id') }, reviewIds: [id('draft_review_id')] },
      { person: provider(id), reviewIds: [id('draft_review_id')] },
    ],
  }),
  'POST /api/conferences/:conferenceId/schedule': (id) => ({
    ...draft(id),
    schedule: { on: '2027-04-05', ...when },
  }),
  'POST /api/conferences/:conferenceId/roles': (id) => ({
    ...draft(id),
    roles: { facilitator: id('worker_staff_id'), timekeeper: null, notetaker: null },
  }),
  'POST /api/conferences/:conferenceId/invitations': draft,
  'POST /api/conferences/:conferenceId/late-invitations': (id) => ({
    ...invited(id),
    attendees: [
      {
        person: { kind: 'support', id: id('support_id') },
        reviewIds: [id('invited_review_id')],
      },
    ],
  }),
  'POST /api/conferences/:conferenceId/people/take-off': (id) => ({
    ...invited(id),
    person: provider(id),
  }),
  'POST /api/conferences/:conferenceId/replies': (id) => ({
    person: provider(id),
    reply: 'yes',
  }),
  'POST /api/conferences/:conferenceId/reschedule': (id) => ({
    ...invited(id),
    schedule: { on: '2027-04-06', ...when },
  }),
  'GET /api/conferences/:conferenceId/agendas/:kind/:personId': nothing,
  'GET /api/conferences/:conferenceId/agendas/:kind/:personId/sheet.pdf': nothing,
  'GET /api/conferences/:conferenceId/closing': nothing,
  'POST /api/conferences/:conferenceId/mode-reason': () => ({ modeReason: 'distance' }),
  'POST /api/conferences/:conferenceId/close': nothing,
  'POST /api/conferences/:conferenceId/held': () => ({
    startedAt: '2027-03-15T15:00:00Z',
    endedAt: '2027-03-15T15:30:00Z',
  }),
  'POST /api/conferences/:conferenceId/reviews/:reviewId/times': () => ({
    startedAt: '2027-03-15T15:02:00Z',
    endedAt: '2027-03-15T15:10:00Z',
  }),
  'POST /api/conferences/:conferenceId/reviews/:reviewId/attendance': (id) => ({
    person: { kind: 'staff', id: id('worker_staff_id') },
    state: 'present',
  }),
  'POST /api/conferences/:conferenceId/reviews/:reviewId/walk-ins/check': (id) => ({
    person: provider(id),
  }),
  'POST /api/conferences/:conferenceId/reviews/:reviewId/action-items': aStep,
  'POST /api/conferences/:conferenceId/reviews/:reviewId/action-items/:actionItemId': aStep,
  'POST /api/conferences/:conferenceId/reviews/:reviewId/exchange': (id) => ({
    from: { kind: 'staff', id: id('worker_staff_id') },
    sentAt: '2027-03-15T10:00:00Z',
    text: 'A ride.',
    isSubstantive: true,
    isCopy: true,
  }),
  'POST /api/actions/:actionItemId/done': () => ({ version: 1, outcome: 'There was a ride.' }),
  'POST /api/actions/:actionItemId/cancel': () => ({ version: 1, reason: 'No ride is needed.' }),
  'GET /api/reviews/:reviewId/form/:kind/:personId': nothing,
};

const ofDraft = { conference_id: 'draft_conference_id' };
const ofInvited = { conference_id: 'invited_conference_id' };
const ofOver = { conference_id: 'over_conference_id', review_id: 'over_review_id' };
const ofClosed = { review_id: 'closed_review_id' };
const toProvider = { kind: 'provider', person_id: 'invited_provider_id' };

/** What stands in the path of such a question, where it is not the live meeting. */
export const meant: Record<string, Record<string, string>> = {
  'GET /api/conferences/:conferenceId/colleagues': ofDraft,
  'POST /api/conferences/:conferenceId/clients': ofDraft,
  'POST /api/conferences/:conferenceId/people': ofDraft,
  'POST /api/conferences/:conferenceId/schedule': ofDraft,
  'POST /api/conferences/:conferenceId/roles': ofDraft,
  'POST /api/conferences/:conferenceId/invitations': ofDraft,
  'POST /api/conferences/:conferenceId/late-invitations': ofInvited,
  'POST /api/conferences/:conferenceId/people/take-off': ofInvited,
  'POST /api/conferences/:conferenceId/replies': ofInvited,
  'POST /api/conferences/:conferenceId/reschedule': ofInvited,
  'GET /api/conferences/:conferenceId/agendas/:kind/:personId': { ...ofInvited, ...toProvider },
  'GET /api/conferences/:conferenceId/agendas/:kind/:personId/sheet.pdf': {
    ...ofInvited,
    ...toProvider,
  },
  'POST /api/filings/:filingId/put-right': { filing_id: 'untrue_filing_id' },
  'GET /api/conferences/:conferenceId/closing': ofOver,
  'POST /api/conferences/:conferenceId/close': ofOver,
  'POST /api/conferences/:conferenceId/reviews/:reviewId/times': ofOver,
  'POST /api/actions/:actionItemId/done': { action_item_id: 'closed_action_item_id' },
  'POST /api/actions/:actionItemId/cancel': { action_item_id: 'closed_action_item_id' },
  'GET /api/reviews/:reviewId/form/:kind/:personId': { ...ofClosed, ...toProvider },
};

import fc from 'fast-check';
import { columnOf, once, requestsTo, type Asked, type Known } from '#test/walls/any-request.ts';

import { meant, ofMeetings } from '#test/walls/authorization-meeting-questions.ts';

type Fields = Record<string, unknown>;

const ofThePolicy = (id: (column: string) => string) => ({
  programId: id('program_id'),
  version: 2,
  revision: 1,
});

/** Questions that chance does not find, by the operation: each holds what makes it a good one. */
const bodies: Record<string, (id: (column: string) => string) => Fields> = {
  ...ofMeetings,
  'POST /api/clients/:clientId/attempts': attempted,
  'POST /api/attempts/:attemptId/correct': attempted,
  'POST /api/clients/:clientId/changes': () => ({ code: 'nonadherence', on: '2027-03-20' }),
  'POST /api/clients/:clientId/identifiers/remove': () => ({
    system: 'medicaid',
    value: 'AB12345C',
  }),
  'POST /api/enrollments/:enrollmentId/why': (id) => ({
    obligationKey: `nonadherence:${id('change_event_id')}`,
  }),
  'POST /api/enrollments/:enrollmentId/snooze': () => ({
    obligationKey: 'every-six-months',
    until: '2027-03-29',
    reason: 'other',
  }),
  'POST /api/enrollments/:enrollmentId/pauses': () => ({
    kind: 'in_hospital',
    from: '2027-03-20',
    reviewOn: '2027-04-01',
  }),
  'POST /api/conferences/:conferenceId/reviews/:reviewId/walk-ins': (id) => ({
    person: { kind: 'provider', id: id('provider_id') },
    knowsOfNoConsent: true,
  }),
  'POST /api/conferences/:conferenceId/reviews/:reviewId/action-items/:actionItemId/remove':
    () => ({
      version: 1,
    }),
  'POST /api/clients/:clientId/consents': (id) => ({
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: id('provider_id') }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
  }),
  'POST /api/clients/:clientId/disclosures/emergency': (id) => ({
    to: { kind: 'provider', id: id('provider_id') },
    classes: ['general'],
    reason: 'medical-emergency',
    channel: 'telephone',
    on: '2027-03-01',
    time: '10:00',
    words: 'The hospital asked what the client takes.',
  }),
  'POST /api/emergency/open': () => anEmergency,
  'POST /api/clients/:clientId/consents/stop-telling': (id) => ({
    recipient: { kind: 'provider', id: id('provider_id') },
    how: 'oral',
  }),
  'POST /api/clients/:clientId/consents/stop-telling/preview': (id) => ({
    recipient: { kind: 'provider', id: id('provider_id') },
  }),
  'POST /api/clients/:clientId/contacts': (id) => ({
    partner: { kind: 'provider', id: id('provider_id') },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2027-03-10',
    time: '09:00',
    note: 'The clinic has an evening slot.',
    told: [],
  }),
  'POST /api/notice-texts': () => ({
    law: 'hiv-27f',
    body: 'This information is confidential. It may not be told to anybody else.',
    approvedBy: 'The counsel',
    effectiveFrom: '2027-04-01',
  }),
  'POST /api/staff/invite': () => ({
    fullName: 'New Person',
    title: 'Worker',
    email: 'new.person@home.example',
    roles: ['case-manager'],
  }),
  'POST /api/provider-kinds/rename': (id) => ({
    kindId: id('kind_id'),
    name: 'Peer guide',
    was: ownKind.name,
  }),
  'GET /api/billing': () => ({ month: '2027-03' }),
  'GET /api/billing/export': () => ({ month: '2027-03', reason: 'supervision' }),
  'POST /api/billing/export/requests': () => ({ month: '2027-03', reason: 'supervision' }),
  'POST /api/today/due/export/requests': () => ({ when: 'all', reason: 'supervision' }),
  'GET /api/consents/ending': () => ({ within: '30' }),
  'GET /api/clients/:clientId/disclosures': () => ({ accounting: 'everything' }),
  'GET /api/clients/:clientId/may-tell': (id) => ({ providerId: id('provider_id') }),
  'POST /api/clients/:clientId/service-plan/answers': (id) => ({
    items: [{ actionItemId: id('closed_action_item_id'), seen: null }],
    answer: 'agreed',
    givenBy: 'client',
    how: 'telephone',
    on: '2027-03-20',
  }),
  'POST /api/clients/:clientId/service-plan/answers/take-back': (id) => ({
    actionItemId: id('closed_action_item_id'),
    seen: id('closed_action_item_id'),
  }),
  'POST /api/clients/:clientId/service-plan/verifications': (id) => ({
    reviewId: id('closed_review_id'),
    seen: id('verification_id'),
    result: 'missing',
    on: '2027-03-20',
  }),
  'POST /api/clients/:clientId/care-team/add': (id) => ({
    kind: 'support',
    personId: id('support_id'),
    from: '2027-03-01',
  }),
  'POST /api/enrollments/:enrollmentId/exemptions': () => ({
    reason: 'covered-elsewhere',
    from: '2027-07-01',
    lastOn: '2027-07-30',
    reviewOn: '2027-07-20',
  }),
  'POST /api/staff-access/titles/remove': (id) => ({ titleId: id('title_id') }),
  'POST /api/staff/renew-invitation': (id) => ({ staffId: id('invited_staff_id') }),
  'POST /api/staff-changes/confirm': (id) => ({ changeId: id('change_id') }),
  'POST /api/staff-changes/refuse': (id) => ({ changeId: id('change_id') }),
  'POST /api/policies/draft/discard': ofThePolicy,
  'POST /api/policies/preview': ofThePolicy,
  'POST /api/clients/:clientId/service-plan/verifications/take-back': (id) => ({
    verificationId: id('verification_id'),
  }),
  'POST /api/filings/:filingId/put-right': () => ({}),
  'POST /api/filings': (id) => ({
    about: { kind: 'attempt', id: id('attempt_id') },
    artifacts: ['conference_assessment'],
    filedOn: '2027-03-16',
  }),
};

export const ownKind = { name: 'Peer worker', providerClass: 'social' };
export const anEmergency = {
  client: 'Alma Rivera',
  bornOn: '1980-02-03',
  reason: 'urgent-care',
  words: 'A hospital asks what the client takes.',
};

function attempted(id: (column: string) => string): Fields {
  return {
    enrollmentId: id('enrollment_id'),
    on: '2027-03-02',
    channel: 'telephone',
    outcome: 'no_response',
    to: { kind: 'provider', id: id('provider_id') },
    nextStep: 'write',
  };
}

/** Ids of different meetings do not go together: in the room the first ones do, which are those of the live one. */
const inTheRoom = ({ ids, texts }: Known): Known => ({
  ids: new Map(
    [...ids].map(([column, all]) => [column, all.slice(0, column === 'staff_id' ? 9 : 1)]),
  ),
  texts,
});

const ofTheExchange = ({ ids, texts }: Known): Known => ({
  ids: new Map([
    ...ids,
    ...['conference_id', 'review_id'].map(
      (column) => [column, ids.get(`exchange_${column}`) ?? ids.get(column) ?? []] as const,
    ),
  ]),
  texts,
});

/** First what makes a good question, where chance finds none, and then what chance finds. */
export const questionsFor = once((route, given): readonly Asked[] => {
  const { method, path } = route.endpoint;
  const known = path.includes('/exchange') ? ofTheExchange(given) : given;
  const of = path.includes('/:conferenceId/reviews/') ? inTheRoom(known) : known;
  return [
    ...spelledOut(`${method} ${path}`, known),
    // A kind of person, a person of it and a meeting that is still to come are rarely drawn together, nor one person alone of three kinds.
    ...fc.sample(requestsTo(route, of), {
      seed: 7,
      numRuns: /\/(agendas|form)\/:kind/.test(path) ? 400 : path.endsWith('/may-tell') ? 60 : 16,
    }),
  ];
});

function spelledOut(operation: string, { ids, versions }: Known): Asked[] {
  const body = bodies[operation];
  if (!body) return [];
  const id = (column: string) => versions?.get(column) ?? ids.get(column)?.[0]?.id ?? '';
  const path = (operation.split(' ')[1] ?? '').replace(/:(\w+)/g, (_, name: string) => {
    const column = columnOf(name);
    const named = meant[operation]?.[column];
    return named === undefined ? id(column) : id(named) || named;
  });
  if (!operation.startsWith('GET')) return [{ method: 'POST', path, body: body(id) }];
  const query = new URLSearchParams(
    Object.entries(body(id)).map(([name, value]) => [name, String(value)]),
  );
  return [{ method: 'GET', path: `${path}?${query.toString()}`, body: undefined }];
}

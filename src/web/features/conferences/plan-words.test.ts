import { expect, test } from 'vitest';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { withPeople } from '#web/features/conferences/plan/plan-add-client.ts';
import { decided } from '#web/features/conferences/plan/plan-decisions.ts';
import { evenly, moved } from '#web/features/conferences/plan/plan-order.ts';
import { reviewWords, sendingWords } from '#web/features/conferences/plan/plan-mails.ts';
import { pairsOf, recipientsOf, shortName, taskWords } from './plan-words.ts';

const provider = { kind: 'provider', id: 'lee' } as const;
const staff = { kind: 'staff', id: 'ana' } as const;

const review = (
  id: string,
  name: string,
  plannedMinutes: number,
): ConferenceView['reviews'][number] => ({
  reviewId: id,
  enrollmentId: `enrollment-${id}`,
  client: {
    clientId: `client-${id}`,
    name,
    number: 1001,
    pronouns: '',
    languages: ['English'],
    interpreterNeeded: false,
    hasDied: false,
  },
  program: {
    programId: 'program',
    name: 'Care program',
    vocabulary: { client: 'client', worker: 'case manager', plan: 'plan' },
  },
  position: 1,
  plannedMinutes,
  reasons: [],
  causes: [],
  topics: [],
  clientNotAskedBecause: null,
  state: 'waiting',
  startedAt: null,
  endedAt: null,
  attendance: [],
  entries: [],
  noNeedsReason: null,
  summary: null,
  actionItems: [],
  noActionReason: null,
  earlierActionItems: [],
  classes: ['general'],
  lowered: [],
  isToldWhole: true,
  form: null,
  counts: null,
  mayVoid: false,
});

const person = (who: ConferenceView['attendees'][number]['person'], name: string) => ({
  person: who,
  name,
  title: null,
  agency: null,
  organizationId: null,
  wantedFor: ['a', 'b'],
  invitedTo: [],
  reply: 'waiting' as const,
  answerInWords: null,
  hasEmail: true,
  hasDied: false,
});

const cell = (reviewId: string, state: ConferenceView['readiness'][number]['state']) => ({
  person: provider,
  reviewId,
  state,
  endsOn: null,
  missing: [],
  inWords: '',
  kinds: [],
  notToTell: { words: [], hasMore: false },
});

const notYet = {
  invitedAt: null,
  startedAt: null,
  endedAt: null,
  closedAt: null,
  missed: null,
  isWhole: true,
};

const plan = (readiness: ConferenceView['readiness']): ConferenceView => ({
  conferenceId: 'conference',
  number: 1,
  state: 'draft',
  version: 'any',
  plannedBy: { staffId: 'ana', name: 'Ana' },
  timeZone: 'America/New_York',
  schedule: null,
  roles: { facilitator: null, timekeeper: null, notetaker: null },
  ...notYet,
  withdrawnBecause: null,
  reviews: [review('a', 'Alma Rivera', 20), review('b', 'Ben Osei', 15)],
  attendees: [person(provider, 'Dr Lee'), person(staff, 'Ana')],
  isInternal: false,
  suggested: [],
  readiness: [
    ...readiness,
    ...['a', 'b'].map((reviewId) => ({ ...cell(reviewId, 'staff'), person: staff })),
  ],
  warnings: [],
  notYet: null,
  timeBudget: { plannedMinutes: 35, availableMinutes: null },
  may: { plan: true, invite: true, start: false, lead: false, write: false, close: false },
  at: '2026-05-04T14:00:00Z',
});

test('a check that did not come back counts as not allowed', () => {
  const pairs = pairsOf(plan([cell('a', 'ok')]));

  expect(pairs.map(({ isFine }) => isFine)).toEqual([true, false]);
});

test('a consent that leaves out what being discussed here tells is no leave to invite', () => {
  const { ready, blocked } = recipientsOf(plan([cell('a', 'partly'), cell('b', 'none')]));

  expect(ready.map(({ name }) => name)).toEqual(['Ana']);
  expect(blocked).toHaveLength(2);
});

test('a mail is promised to nobody who has no address, or has died', () => {
  const view = plan([cell('a', 'ok'), cell('b', 'ok')]);
  const reached = (hasEmail: boolean) => ({
    ...view,
    attendees: view.attendees.map((each) => ({
      ...each,
      hasEmail: hasEmail && each.name === 'Ana',
    })),
  });

  expect(sendingWords(view)).toBe('Send invitations to 2 people');
  expect(sendingWords(reached(true))).toBe('Send invitations to 1 person');
  expect(reviewWords(reached(true))).toBe('Review and send to 1 person');
  expect(sendingWords(reached(false))).toBe('Record who is invited');
});

test('whoever may hear about one client is invited, and still waits for the other', () => {
  const { ready, waiting } = recipientsOf(plan([cell('a', 'ok'), cell('b', 'revoked')]));

  expect(ready.map(({ name }) => name)).toEqual(['Ana', 'Dr Lee']);
  expect(waiting.map(({ name }) => name)).toEqual(['Dr Lee']);
});

test('the task of consents counts the pairs to fix', () => {
  const words = taskWords(plan([cell('a', 'ok'), cell('b', 'none')]));

  expect(words.consents).toMatchObject({ state: '1 to fix', mark: 'blocked' });
  expect(words.clients.state).toBe('2 reasons to give');
});

const schedule = {
  startsAt: '2026-05-04T14:00:00Z',
  endsAt: '2026-05-04T15:00:00Z',
  on: '2026-05-04',
  time: '10:00',
  minutes: 60,
  timeZone: 'America/New_York',
  inWords: '',
  mode: 'video' as const,
  modeReason: null,
  place: '',
  joinLink: '',
};

test('a draft for a time that has passed has its time still to be chosen (REQ-055)', () => {
  const at = (moment: string) => taskWords({ ...plan([]), schedule, at: moment }).time;
  expect(at('2026-05-04T13:59:00Z').state).toBe('Completed');
  expect(at('2026-05-04T14:01:00Z')).toMatchObject({ state: 'In the past', isOpen: true });
});

const people = {
  attendees: [
    { person: provider, name: 'Dr Lee', title: null, agency: null, reviewIds: ['a', 'b'] },
    { person: staff, name: 'Ana', title: null, agency: null, reviewIds: ['a', 'b'] },
  ],
  clientsNotAsked: [],
  isInternal: false,
};

test('somebody who may not hear about one client is invited without that client', () => {
  const [, blocked] = pairsOf(plan([cell('a', 'ok')]));
  if (!blocked) throw new Error('expected a pair');

  const [lee] = decided(people, blocked, 'without').attendees;

  expect(lee?.reviewIds).toEqual(['a']);
});

test('staff only takes the client from everybody outside and from nobody of our own', () => {
  const [, blocked] = pairsOf(plan([cell('a', 'ok')]));
  if (!blocked) throw new Error('expected a pair');

  const { attendees } = decided(people, blocked, 'staff-only');

  expect(attendees.map(({ reviewIds }) => reviewIds)).toEqual([['a'], ['a', 'b']]);
});

test('asking for consent changes nothing: the person stays on the list and waits', () => {
  const [, blocked] = pairsOf(plan([cell('a', 'ok')]));
  if (!blocked) throw new Error('expected a pair');

  expect(decided(people, blocked, 'ask')).toBe(people);
});

test('a client who is moved pushes the others along', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});

test('time shared evenly never exceeds the meeting', () => {
  const drafts = ['a', 'b', 'c'].map((enrollmentId) => ({
    enrollmentId,
    clientName: enrollmentId,
    plannedMinutes: 1,
    reasons: [],
  }));

  expect(evenly(drafts, 50).map(({ plannedMinutes }) => plannedMinutes)).toEqual([15, 15, 15]);
  expect(evenly(drafts, 10).map(({ plannedMinutes }) => plannedMinutes)).toEqual([3, 3, 3]);
});

test('a narrow column shows an initial and the family name', () => {
  expect(shortName('Marcus Bell')).toBe('M. Bell');
  expect(shortName('Prince')).toBe('Prince');
});

test('with a new client our own people hear about them, and nobody else from outside', () => {
  const pike = { kind: 'provider', id: 'pike' } as const;
  const start = {
    ...people,
    attendees: people.attendees.map((each) => ({ ...each, reviewIds: ['a'] })),
  };

  const { attendees } = withPeople(start, [{ person: pike, name: 'Joanne Pike' }], 'b');

  expect(attendees.map(({ name, reviewIds }) => [name, reviewIds])).toEqual([
    ['Dr Lee', ['a']],
    ['Ana', ['a', 'b']],
    ['Joanne Pike', ['b']],
  ]);
});

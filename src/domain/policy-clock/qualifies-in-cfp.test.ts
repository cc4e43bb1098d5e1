import { expect, test } from 'vitest';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { staffAffiliationOn, type Membership } from './affiliation-on.ts';
import type { ReviewAttendee } from './facts.ts';
import {
  caseManager,
  counselor,
  counts,
  day,
  followUpWorker,
  held,
  judged,
  nurseElsewhereInHouse,
  physician,
  review,
  sister,
  technician,
  theClient,
} from './given-facts.ts';
import { qualifies } from './qualifies.ts';

test('a talk of the team alone is no conference (REQ-085, T6)', () => {
  expect(held(cfp, caseManager, technician, followUpWorker)).toMatchObject({
    ok: false,
    reasons: ['TEAM_ONLY'],
  });
});

test('another program of the same agency is a provider like any other (REQ-084, REQ-103, T7)', () => {
  expect(
    judged(cfp, { mode: 'telephone', attendees: [caseManager, nurseElsewhereInHouse] }),
  ).toMatchObject(counts);
});

test('a case manager and the sister alone count, and a supervisor is warned (REQ-082, T9)', () => {
  expect(held(cfp, caseManager, sister)).toEqual({ ...counts, warnings: ['FAMILY_ONLY'] });
});

test('a case manager must be party to it (REQ-081)', () => {
  expect(held(cfp, technician, physician)).toMatchObject({
    ok: false,
    reasons: ['NO_CASE_MANAGER'],
  });
});

test('the provider must serve this very client (REQ-083)', () => {
  expect(held(cfp, caseManager, { ...physician, servesClient: false })).toMatchObject({
    ok: false,
    reasons: ['PROVIDER_NOT_SERVING_CLIENT'],
  });
});

test('client and family may take part, and nobody asks why they did not (REQ-087, REQ-088)', () => {
  expect(held(cfp, caseManager, physician, theClient, sister)).toEqual({
    ...counts,
    warnings: [],
  });
  expect(held(cfp, caseManager, physician)).toEqual({ ...counts, warnings: [] });
});

test('more of the team may take part (REQ-089)', () => {
  expect(held(cfp, caseManager, technician, physician)).toMatchObject(counts);
});

test('one provider is enough and all at once are welcome (REQ-101)', () => {
  expect(held(cfp, caseManager, counselor)).toMatchObject(counts);
  expect(held(cfp, caseManager, counselor, physician, nurseElsewhereInHouse)).toMatchObject(counts);
});

test('a one-way message is no dialogue (REQ-114)', () => {
  expect(judged(cfp, { isTwoWay: false })).toMatchObject({
    ok: false,
    reasons: ['ONE_WAY_ONLY'],
  });
});

test('an unplanned call counts (REQ-100)', () => {
  expect(judged(cfp, { plannedAt: null, mode: 'telephone' })).toEqual({
    ...counts,
    warnings: [],
  });
});

test('e-mail never counts', () => {
  expect(judged(cfp, { mode: 'email' })).toMatchObject({
    ok: false,
    reasons: ['MODE_NOT_ACCEPTED'],
  });
});

test('face to face is preferred: another mode asks for its reason (REQ-102)', () => {
  const documented = review('2026-05-04').documented.filter((field) => field !== 'mode_reason');

  expect(judged(cfp, { mode: 'telephone', documented })).toEqual({
    ...counts,
    warnings: ['DOC_INCOMPLETE'],
  });
  expect(judged(cfp, { mode: 'in_person', documented })).toEqual({ ...counts, warnings: [] });
});

test('start and end times are needed (REQ-111)', () => {
  const verdict = qualifies(review('2026-05-04', { startAt: null, endAt: null }), cfp);

  expect(verdict.reasons).toEqual([{ code: 'DOC_INCOMPLETE', of: ['start_time', 'end_time'] }]);
});

test('a progress note is accepted in place of the form, which is preferred (REQ-106, REQ-107)', () => {
  const completedAt = review('2026-05-04').recordedAt;
  const noted = judged(cfp, { artifacts: [{ artifact: 'progress_note', completedAt }] });
  const neither = qualifies(review('2026-05-04', { artifacts: [] }), cfp);

  expect(noted).toMatchObject(counts);
  expect(neither.reasons).toEqual([{ code: 'ARTIFACT_MISSING', of: ['conference_form'] }]);
});

const moved: Membership[] = [
  {
    programId: 'cfp',
    role: 'community_follow_up_worker',
    from: day('2020-01-01'),
    to: day('2026-05-31'),
  },
  { programId: 'food', role: 'community_follow_up_worker', from: day('2026-06-01'), to: null },
];
const heldWithHim = (on: string) => {
  const affiliation = staffAffiliationOn(moved, {
    programId: 'cfp',
    definition: cfp.conference,
    on: day(on),
  });
  const him: ReviewAttendee = { ...followUpWorker, affiliation, providerClass: 'benefits' };
  return qualifies(review(on, { attendees: [caseManager, him] }), cfp);
};

test('a worker who leaves the team becomes a provider from that day on (REQ-083, REQ-084, T12)', () => {
  expect(heldWithHim('2026-05-31').reasons).toEqual([{ code: 'TEAM_ONLY', of: [] }]);
  expect(heldWithHim('2026-06-02').ok).toBe(true);
});

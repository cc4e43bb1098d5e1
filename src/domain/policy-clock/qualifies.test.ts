import { describe, expect, test } from 'vitest';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { communityCare } from '#domain/program-policy/presets/community-care.ts';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import type { ProgramPolicy, ProviderClass } from '#domain/program-policy/program-policy.ts';
import { staffAffiliationOn, type Membership } from './affiliation-on.ts';
import type { ReviewAttendee, ReviewFact } from './facts.ts';
import {
  caseManager,
  counselor,
  day,
  followUpWorker,
  nurseElsewhereInHouse,
  physician,
  plan,
  review,
  sister,
  technician,
  theClient,
} from './given-facts.ts';
import { qualifies } from './qualifies.ts';

const judged = (policy: ProgramPolicy, over: Partial<ReviewFact>) => {
  const { ok, reasons, warnings } = qualifies(review('2026-05-04', over), policy);
  return {
    ok,
    reasons: reasons.map((each) => each.code),
    warnings: warnings.map((each) => each.code),
  };
};
const held = (policy: ProgramPolicy, ...attendees: ReviewAttendee[]) =>
  judged(policy, { attendees });
const counts = { ok: true, reasons: [] };

test.each(presetIds)('a well documented video conference with two providers counts in %s', (id) => {
  expect(judged(presets[id], {})).toEqual({ ok: true, reasons: [], warnings: [] });
});

describe('in the community follow-up program', () => {
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
    expect(held(cfp, caseManager, counselor, physician, nurseElsewhereInHouse)).toMatchObject(
      counts,
    );
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
});

describe('in the Health Home', () => {
  test('the managed care organization alone does not satisfy (REQ-131, T10)', () => {
    expect(held(healthHome, caseManager, plan)).toMatchObject({
      ok: false,
      reasons: ['NO_REQUIRED_PROVIDER_CLASS'],
    });
  });

  test('it may join the others (REQ-139, REQ-140)', () => {
    expect(held(healthHome, caseManager, plan, physician, counselor)).toMatchObject(counts);
  });

  test.each<ProviderClass>(['medical', 'behavioral', 'social'])(
    'one %s provider is enough (REQ-131, REQ-137)',
    (providerClass) => {
      expect(held(healthHome, caseManager, { ...physician, providerClass })).toMatchObject(counts);
    },
  );

  test('a case manager and family do not satisfy (REQ-137)', () => {
    expect(held(healthHome, caseManager, sister)).toMatchObject({
      ok: false,
      reasons: ['NO_PROVIDER'],
    });
  });

  test('family and supports may join (REQ-141)', () => {
    expect(held(healthHome, caseManager, physician, theClient, sister)).toMatchObject(counts);
  });

  test('who was invited but did not come counts for nothing (REQ-137)', () => {
    expect(
      held(healthHome, caseManager, theClient, { ...physician, attended: false }),
    ).toMatchObject({
      ok: false,
      reasons: ['NO_PROVIDER'],
    });
  });

  test('an absent patient without a reason is a warning, never a block (REQ-136)', () => {
    expect(held(healthHome, caseManager, physician, counselor)).toEqual({
      ...counts,
      warnings: ['CLIENT_ABSENT_NO_REASON'],
    });
    expect(
      judged(healthHome, {
        attendees: [caseManager, physician, counselor],
        clientAbsenceReason: 'declined',
      }),
    ).toEqual({ ...counts, warnings: [] });
  });

  test.each(['in_person', 'telephone', 'video', 'email'] as const)(
    'a conference held by %s counts (REQ-143)',
    (mode) => {
      expect(judged(healthHome, { mode })).toMatchObject(counts);
    },
  );

  test('e-mail is the least preferred mode (REQ-134)', () => {
    const spoken = healthHome.modes.filter(({ mode }) => mode !== 'email');
    const email = healthHome.modes.find(({ mode }) => mode === 'email');

    expect(spoken.every(({ preference }) => preference < (email?.preference ?? 0))).toBe(true);
  });

  test('e-mail without its exchange is not documented, and its copies are asked for (REQ-161, REQ-162)', () => {
    const documented = review('2026-05-04').documented.filter((field) => field !== 'exchange_log');
    const verdict = qualifies(review('2026-05-04', { mode: 'email', documented }), healthHome);

    expect(verdict.reasons).toEqual([{ code: 'DOC_INCOMPLETE', of: ['exchange_log'] }]);
    expect(verdict.warnings).toEqual([{ code: 'DOC_INCOMPLETE', of: ['attachments'] }]);
  });

  test('assessment and activity note are both needed (REQ-159)', () => {
    const one = review('2026-05-04').artifacts.filter(
      ({ artifact }) => artifact !== 'plan_activity_note',
    );
    const verdict = qualifies(review('2026-05-04', { artifacts: one }), healthHome);

    expect(verdict.reasons).toEqual([{ code: 'ARTIFACT_MISSING', of: ['plan_activity_note'] }]);
  });

  test('something must have been discussed (REQ-148)', () => {
    expect(judged(healthHome, { topics: [] })).toMatchObject({ ok: false, reasons: ['NO_TOPIC'] });
  });

  test.each(['diagnosis_confirmation', 'status_needs_goals', 'treatment_change'] as const)(
    '%s is a topic on its own (REQ-149, REQ-150, REQ-151)',
    (topic) => expect(judged(healthHome, { topics: [topic] })).toMatchObject(counts),
  );

  test.each([
    'roles_responsibilities',
    'activities_progress_barriers',
    'conflict_resolution',
  ] as const)('%s is a topic on its own (REQ-152, REQ-153, REQ-154)', (topic) =>
    expect(judged(healthHome, { topics: [topic] })).toMatchObject(counts),
  );

  test.each(['plan_adjustment', 'other_coordination_need'] as const)(
    '%s is a topic on its own (REQ-155, REQ-156)',
    (topic) => expect(judged(healthHome, { topics: [topic] })).toMatchObject(counts),
  );
});

describe('under the state standard', () => {
  test.each(['in_person', 'telephone', 'video'] as const)('%s counts (REQ-020)', (mode) => {
    expect(judged(comprehensive, { mode })).toMatchObject(counts);
  });

  test('one discipline is a warning, never a block (REQ-012)', () => {
    expect(held(comprehensive, caseManager, theClient, physician)).toEqual({
      ...counts,
      warnings: ['SINGLE_DISCIPLINE'],
    });
  });

  test('one provider of the agency itself is enough, several from outside as well (REQ-013)', () => {
    expect(held(comprehensive, caseManager, nurseElsewhereInHouse)).toMatchObject(counts);
    expect(held(comprehensive, caseManager, physician, counselor)).toMatchObject(counts);
  });

  test('a conference without a key provider is a warning (REQ-033)', () => {
    const strangers = [counselor, { ...physician, isKeyProvider: false }];

    expect(held(comprehensive, caseManager, theClient, ...strangers).warnings).toEqual([
      'NO_KEY_PROVIDER',
    ]);
  });

  test('a mode below face to face asks for its reason (REQ-040)', () => {
    const documented = review('2026-05-04').documented.filter((field) => field !== 'mode_reason');

    expect(judged(comprehensive, { documented })).toEqual({
      ...counts,
      warnings: ['DOC_INCOMPLETE'],
    });
  });

  test('an unplanned one is a warning, and a block where the toolkit is followed (REQ-009, REQ-055)', () => {
    expect(judged(comprehensive, { plannedAt: null })).toEqual({
      ...counts,
      warnings: ['NOT_PLANNED'],
    });
    expect(judged(communityCare, { plannedAt: null })).toMatchObject({
      ok: false,
      reasons: ['NOT_PLANNED'],
    });
    expect(judged(communityCare, { plannedAt: null, triggerIds: ['trigger-1'] })).toMatchObject(
      counts,
    );
  });
});

test('an internal case review never counts, whoever attends', () => {
  expect(judged(comprehensive, { kind: 'internal_case_review' })).toMatchObject({
    ok: false,
    reasons: ['TEAM_ONLY'],
  });
});

test('a conference without valid consent counts as an incident, unless the policy says it does not', () => {
  const strict: ProgramPolicy = {
    ...comprehensive,
    consent: { ...comprehensive.consent, invalidConsentEffect: 'do_not_count' },
  };

  expect(judged(comprehensive, { hasConsentIncident: true })).toEqual({
    ...counts,
    warnings: ['CONSENT_INCIDENT'],
  });
  expect(judged(strict, { hasConsentIncident: true })).toMatchObject({
    ok: false,
    reasons: ['CONSENT_INCIDENT'],
  });
});

test('void, outside the enrollment, not finalized: each has its reason', () => {
  const bad = review('2026-05-04', {
    voidedAt: review('2026-05-05').recordedAt,
    finalizedAt: null,
  });
  const enrollment = { startedOn: day('2026-05-05'), endedOn: null };

  expect(qualifies(bad, comprehensive, enrollment).reasons).toEqual([
    { code: 'VOIDED', of: [] },
    { code: 'OUTSIDE_ENROLLMENT', of: [] },
    { code: 'DOC_INCOMPLETE', of: ['finalized'] },
  ]);
});

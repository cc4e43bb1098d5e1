import { expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import type { ProviderClass } from '#domain/program-policy/policy-words.ts';
import {
  caseManager,
  counselor,
  counts,
  held,
  judged,
  physician,
  plan,
  review,
  sister,
  theClient,
} from './given-facts.ts';
import { qualifies } from './qualifies.ts';

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
  expect(held(healthHome, caseManager, theClient, { ...physician, attended: false })).toMatchObject(
    {
      ok: false,
      reasons: ['NO_PROVIDER'],
    },
  );
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

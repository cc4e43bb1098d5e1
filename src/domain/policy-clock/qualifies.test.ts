import type { ProviderKind } from '#domain/program-policy/own-kinds.ts';
import { describe, expect, test } from 'vitest';
import { communityCare } from '#domain/program-policy/presets/community-care.ts';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  caseManager,
  counselor,
  counts,
  day,
  held,
  judged,
  nurseElsewhereInHouse,
  physician,
  review,
  theClient,
} from './given-facts.ts';
import { qualifies } from './qualifies.ts';

test.each(presetIds)('a well documented video conference with two providers counts in %s', (id) => {
  expect(judged(presets[id], {})).toEqual({ ok: true, reasons: [], warnings: [] });
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

  test('a conference without a key provider is a warning (REQ-033, C-17)', () => {
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

  test('an unplanned one is a warning, and a block where the toolkit is followed (REQ-009, REQ-055, C-18)', () => {
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

test('an hour of notice makes it planned, a minute less does not (REQ-009)', () => {
  const startAt = Temporal.Instant.from('2026-05-04T16:00:00Z');
  const noticed = (minutes: number) =>
    judged(comprehensive, { startAt, plannedAt: startAt.subtract({ minutes }) }).warnings;

  expect(noticed(60)).toEqual([]);
  expect(noticed(59)).toEqual(['NOT_PLANNED']);
});

test('a colleague who provides no service to the client is no provider (REQ-013)', () => {
  const colleague = { ...nurseElsewhereInHouse, providerClass: null };

  expect(held(comprehensive, caseManager, colleague)).toMatchObject({
    ok: false,
    reasons: ['NO_PROVIDER'],
  });
});

test('who is of the agency’s own kind counts as the one that it belongs under, and where the rules name it alone (REQ-082)', () => {
  const rosa = { ...counselor, isKeyProvider: true, providerKind: 'own-drug-counselor' as const };
  const asking = (...requireOneOf: ProviderKind[]) => ({
    ...comprehensive,
    conference: { ...comprehensive.conference, requireOneOf },
  });
  expect(held(comprehensive, caseManager, theClient, rosa)).toMatchObject({ ok: true });
  expect(held(asking('behavioral'), caseManager, theClient, rosa)).toMatchObject({ ok: true });
  expect(held(asking('own-drug-counselor'), caseManager, theClient, rosa)).toMatchObject({
    ok: true,
  });
  const another = { ...counselor, isKeyProvider: true };
  expect(held(asking('own-drug-counselor'), caseManager, theClient, another)).toMatchObject({
    ok: false,
    reasons: ['NO_REQUIRED_PROVIDER_CLASS'],
  });
});

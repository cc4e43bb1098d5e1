import { expect, test } from 'vitest';
import type { ReviewFact } from '#domain/policy-clock/facts.ts';
import {
  caseManager,
  followUpWorker,
  nurseElsewhereInHouse,
  physician,
  review,
  sister,
  technician,
  theClient,
} from '#domain/policy-clock/given-facts.ts';
import { lacksOnlyDocumentation, qualifies } from '#domain/policy-clock/qualifies.ts';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import type { BillingRule } from '#domain/program-policy/policy-rules.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { billable, type BilledTime, type BillingFact } from './billable.ts';
import { billCodeInWords, billErrors, billWarnings } from './bill-codes.ts';

const at = Temporal.Instant.from;
const from = at('2027-03-15T13:00:00Z');
const until = at('2027-03-15T13:38:00Z');

const held = (over: Partial<ReviewFact> = {}): ReviewFact => ({
  ...review('2027-03-15'),
  mode: 'telephone',
  startAt: from,
  endAt: until,
  finalizedAt: at('2027-03-15T14:00:00Z'),
  attendees: [caseManager, nurseElsewhereInHouse],
  ...over,
});

const biller = (over: Partial<BilledTime> = {}): BilledTime => ({
  staffId: 'case-manager',
  from,
  until,
  activity: 'conference',
  presence: { from, until },
  roles: ['case_manager'],
  ...over,
});

const with15 = (over: Partial<BillingRule> = {}, policy: ProgramPolicy = cfp): ProgramPolicy => ({
  ...policy,
  billing: { ...policy.billing, unitRule: 'floor15', ...over },
});

const judged = (
  over: Partial<BillingFact> = {},
  policy: ProgramPolicy = with15(),
  fact: ReviewFact = held(),
) =>
  billable(
    {
      ...fact,
      billed: [biller()],
      planFound: null,
      billedBeside: false,
      askedOn: Temporal.PlainDate.from('2027-03-16'),
      askedAt: at('2027-03-16T12:00:00Z'),
      ...over,
    },
    policy,
  );

test('a nurse of another program by telephone, 38 minutes: 2 units, or 3 by eight minutes (T7, REQ-080)', () => {
  expect(judged()).toEqual({ bills: true, minutes: 38, units: 2, errors: [], warnings: [] });
  expect(judged({}, with15({ unitRule: 'eight_minute' }))).toMatchObject({ units: 3 });
  expect(judged({}, cfp)).toMatchObject({ minutes: 38, units: null, errors: [] });
  expect(judged({ billed: [] })).toMatchObject({ minutes: 38, units: 2, errors: [] });
});

test('a talk of team members only is not billed (T6, REQ-086)', () => {
  expect(judged({ attendees: [caseManager, technician, followUpWorker] })).toMatchObject({
    units: null,
    errors: ['B03'],
  });
});

test('two of the staff for the same review are one too many (T8, REQ-090)', () => {
  const both = [biller(), biller({ staffId: 'technician', roles: ['case_management_technician'] })];
  expect(judged({ billed: both })).toMatchObject({ units: null, errors: ['B06'] });
});

test('several workers may bill their own clients of one meeting, unless the policy has one biller for all of it (REQ-090)', () => {
  const beside = { billedBeside: true };
  const strict = with15({ oneBillerScope: 'meeting' });
  expect(judged(beside).errors).toEqual([]);
  expect(judged(beside, strict).errors).toEqual(['B06']);
  expect(judged({ ...beside, billed: [] }, strict).errors).toEqual([]);
  expect(judged({}, strict).errors).toEqual([]);
});

test('the sister alone is billed with a warning (T9)', () => {
  expect(judged({ attendees: [caseManager, sister] })).toMatchObject({
    units: 2,
    errors: [],
    warnings: ['B30'],
  });
});

test('time spent preparing never becomes a unit (REQ-122)', () => {
  const prepared = biller({
    activity: 'preparation',
    from: at('2027-03-15T12:00:00Z'),
    until: from,
    presence: null,
  });
  const { units, minutes, errors } = judged({ billed: [biller(), prepared] });
  expect({ units, minutes }).toEqual({ units: null, minutes: 38 });
  expect(errors).toContain('B12');
});

const wrong: [string, Partial<BillingFact>, string][] = [
  ['no start', { startAt: null }, 'B01'],
  ['no end', { endAt: null }, 'B01'],
  ['an end before its start', { startAt: until, endAt: from, billed: [] }, 'B02'],
  ['13 hours', { endAt: at('2027-03-16T02:00:00Z'), billed: [] }, 'B02'],
  ['an end to come', { askedAt: at('2027-03-15T13:30:00Z'), billed: [] }, 'B02'],
  ['the client and the case manager alone', { attendees: [caseManager, theClient] }, 'B04'],
  [
    'a provider of somebody else',
    { attendees: [caseManager, { ...physician, servesClient: false }] },
    'B04',
  ],
  ['no case manager', { attendees: [technician, physician] }, 'B05'],
  ['a biller who was not there', { billed: [biller({ presence: null })] }, 'B07'],
  [
    'a biller who came later',
    { billed: [biller({ presence: { from: at('2027-03-15T13:05:00Z'), until } })] },
    'B07',
  ],
  ['a role that is not billed', { billed: [biller({ roles: ['supervisor'] })] }, 'B08'],
  [
    'time after its end',
    {
      billed: [
        biller({
          until: at('2027-03-15T13:50:00Z'),
          presence: { from, until: at('2027-03-15T13:50:00Z') },
        }),
      ],
    },
    'B11',
  ],
  [
    'an attendee without an agency',
    { documented: held().documented.filter((field) => field !== 'attendee_agencies') },
    'B14',
  ],
  [
    'no plan of action',
    { documented: held().documented.filter((field) => field !== 'plan_of_action') },
    'B15',
  ],
  ['email', { mode: 'email' }, 'B16'],
  ['14 minutes by quarters', { endAt: at('2027-03-15T13:14:00Z'), billed: [] }, 'B20'],
  ['a void review', { voidedAt: at('2027-03-16T10:00:00Z') }, 'B22'],
];
test.each(wrong)('%s cannot be billed', (_, over, code) => {
  expect(judged(over)).toMatchObject({ units: null, errors: [code] });
});

test('an incident blocks where the policy lets it count for nothing', () => {
  const strict = {
    ...with15(),
    consent: { ...cfp.consent, invalidConsentEffect: 'do_not_count' as const },
  };
  expect(judged({ hasConsentIncident: true }).errors).toEqual([]);
  expect(judged({ hasConsentIncident: true }, strict).errors).toEqual(['B22']);
});

test('what was closed late can be billed, with a warning (T13)', () => {
  expect(judged({ finalizedAt: at('2027-03-25T14:00:00Z') })).toMatchObject({
    units: 2,
    warnings: ['B27'],
  });
});

test('an agreement that is not in the plan, and a verification that is missing after its days, are billed with a warning (B32, REQ-158)', () => {
  const verifying = (over: Partial<BillingFact>, verification: 'required' | 'off' = 'required') =>
    judged(over, {
      ...with15(),
      planUpdate: { ...cfp.planUpdate, verification, verifyWithinDays: 7 },
    });
  const late = { askedOn: Temporal.PlainDate.from('2027-03-23') };

  expect(verifying({ planFound: 'missing' })).toMatchObject({ units: 2, warnings: ['B32'] });
  expect(verifying(late).warnings).toEqual(['B32']);
  for (const planFound of ['reflected', 'not-needed'] as const)
    expect(verifying({ ...late, planFound }).warnings).toEqual([]);
  expect(verifying({ askedOn: Temporal.PlainDate.from('2027-03-22') }).warnings).toEqual([]);
  expect(verifying(late, 'off').warnings).toEqual([]);
});

test('a program paid by the month bills no conference, and one that sums a day rounds none of it', () => {
  expect(judged({}, healthHome)).toMatchObject({ bills: false, units: null, errors: [] });
  expect(judged({}, with15({ sumScope: 'client_day' }))).toMatchObject({
    bills: true,
    minutes: 38,
    units: null,
    errors: [],
  });
  expect(judged({}, with15({ method: 'per_event' }))).toMatchObject({ units: 1 });
});

test('what counts, what is billed and what was due are three questions: each can be so without the others (C-10)', () => {
  const short = held({ endAt: at('2027-03-15T13:06:00Z') });
  const asked = (fact: ReviewFact, policy: ProgramPolicy) => {
    const { ok } = qualifies(fact, policy);
    const { errors, bills } = judged({ ...fact, billed: [] }, policy);
    return { counts: ok, isBilled: bills && errors.length === 0 };
  };
  const whole = held();
  const policy = with15();
  expect(asked(whole, policy)).toEqual({ counts: true, isBilled: true });
  expect(asked({ ...whole, endAt: short.endAt }, policy)).toEqual({
    counts: true,
    isBilled: false,
  });
  expect(asked({ ...whole, isTwoWay: false }, policy)).toEqual({ counts: false, isBilled: true });
  expect(asked({ ...whole, attendees: [caseManager, technician] }, policy)).toEqual({
    counts: false,
    isBilled: false,
  });
  const unwritten = { ...whole, finalizedAt: null, artifacts: [] };
  expect(lacksOnlyDocumentation(qualifies(unwritten, policy))).toBe(true);
});

test('every code has words, which say nothing of what was discussed', () => {
  const words = [...billErrors, ...billWarnings].map((code) =>
    billCodeInWords(code, cfp.vocabulary),
  );
  expect(new Set(words).size).toBe(words.length);
  expect(words.join()).toContain('No Case Manager took part.');
});

import { expect, test } from 'vitest';
import { cfp } from '#domain/program-policy/presets/cfp.ts';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { supportive } from '#domain/program-policy/presets/supportive.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { explain } from './explain.ts';
import type { Facts } from './facts.ts';
import { day, enrolled, facts, recordedOn, review, trigger, when } from './given-facts.ts';
import { obligations } from './obligations.ts';

const today = '2026-12-03';
const told = (policy: ProgramPolicy, known: Partial<Facts>, startedOn = '2026-01-12') =>
  obligations(enrolled([policy], startedOn), facts(known), when(today)).map((status) =>
    explain(status, policy.vocabulary),
  );

test('a late client is told with rule, evidence, attempts and days', () => {
  const attempts = ['2026-10-01', '2026-11-02', '2026-11-20'].map((on) => ({
    id: on,
    on: day(on),
    artifacts: [],
    ...recordedOn(on),
  }));

  expect(told(comprehensive, { reviews: [review('2026-05-20')], attempts })).toEqual([
    {
      rule: '180-day rule',
      strength: 'required',
      evidence: '180 days from Wed 20 May. 3 documented attempts, last Fri 20 Nov',
      due: 'Mon 16 Nov',
      left: '17 days late',
      notes: [],
    },
  ]);
});

test('six months are told as months', () => {
  expect(told(healthHome, { reviews: [review('2026-06-04')] })).toMatchObject([
    {
      rule: 'Six-month rule',
      evidence: 'Six months from Thu 4 Jun',
      due: 'Fri 4 Dec',
      left: 'Tomorrow',
    },
  ]);
});

test('the first conference is told from the enrollment, with the year where it is another one', () => {
  expect(told(comprehensive, {}, '2026-06-22')).toMatchObject([
    {
      rule: 'First case conference',
      evidence: '180 days from enrollment, Mon 22 Jun',
      due: 'Sat 19 Dec',
      left: 'In 16 days',
    },
  ]);
  expect(told(comprehensive, {}, '2025-06-22')[0]?.evidence).toBe(
    '180 days from enrollment, Sun 22 Jun 2025',
  );
});

test('a change without a deadline is told by its age', () => {
  expect(told(healthHome, { triggers: [trigger('nonadherence', '2026-11-12')] })[1]).toEqual({
    rule: 'Not taking medication or treatment',
    strength: 'required',
    evidence: 'Reported Thu 12 Nov; no date in the rule',
    due: 'No date set',
    left: 'Open 21 days',
    notes: [],
  });
});

test('a change of today is open since today, and not for no days (REQ-022)', () => {
  const [, change] = told(healthHome, { triggers: [trigger('nonadherence', '2026-12-03')] });
  expect(change?.left).toBe('Open since today');
});

test('a change with a deadline of the agency says whose deadline it is', () => {
  const strict = {
    ...supportive,
    triggers: supportive.triggers.map((rule) => ({ ...rule, withinDays: 14 })),
  };

  expect(told(strict, { triggers: [trigger('housing_loss', '2026-11-27')] })[1]).toMatchObject({
    rule: 'Lost or losing housing',
    strength: 'recommended',
    evidence: 'Since Fri 27 Nov; your agency allows 14 days',
    due: 'Fri 11 Dec',
    left: 'In 8 days',
  });
});

test('a reassessment is told from its own date', () => {
  const reassessments = [
    { id: 'reassessment-1', on: day('2026-11-20'), ...recordedOn('2026-11-20') },
  ];

  expect(told(cfp, { reassessments })[0]).toMatchObject({
    rule: 'Reassessment',
    evidence: '30 days from the reassessment, Fri 20 Nov',
    due: 'Sun 20 Dec',
    left: 'In 17 days',
  });
});

test('a program without a date says so in words (REQ-029)', () => {
  expect(told(supportive, {})).toMatchObject([
    {
      rule: 'Case conference',
      strength: 'not required',
      due: 'Not required',
      evidence: 'This program sets no routine date',
    },
  ]);
});

test('what is planned, unfinished or moved is noted beside it', () => {
  const scheduled = [
    { conferenceId: 'conference-1', on: day('2026-12-08'), ...recordedOn('2026-12-01') },
  ];
  const unfinished = review('2026-12-01', { finalizedAt: null });

  expect(
    told(healthHome, { reviews: [review('2026-06-04'), unfinished], scheduled })[0]?.notes,
  ).toEqual([
    'Held Tue 1 Dec; counts once its record is finished',
    'Scheduled for Tue 8 Dec, 4 days after due',
  ]);
});

test('a conference recorded elsewhere says so', () => {
  const elsewhere = [
    {
      id: 'elsewhere-1',
      heldOn: day('2026-05-20'),
      source: 'Paper chart',
      ...recordedOn('2026-11-30'),
    },
  ];

  expect(told(comprehensive, { elsewhere })[0]?.evidence).toBe(
    '180 days from Wed 20 May, recorded elsewhere',
  );
});

test('an exemption and a pause are told with their reason and their days (C-29)', () => {
  const exemptions = [
    {
      id: 'exemption-1',
      ruleId: null,
      reason: 'client-declined',
      from: day('2026-11-01'),
      until: null,
      reviewOn: day('2027-02-01'),
      ...recordedOn('2026-11-01'),
    },
  ];
  const pausing = {
    ...comprehensive,
    cadence: comprehensive.cadence.map((rule) => ({ ...rule, pauses: ['in_hospital'] })),
  };
  const pauses = [
    {
      id: 'pause-1',
      kind: 'in_hospital',
      from: day('2026-11-09'),
      resumedOn: null,
      ...recordedOn('2026-11-09'),
    },
  ];

  expect(told(comprehensive, { exemptions })[0]).toMatchObject({
    left: 'Exempt',
    notes: ['Exempt: the client declined; to be reviewed Mon 1 Feb 2027'],
  });
  expect(told(pausing, { pauses })[0]).toMatchObject({
    left: 'Paused',
    notes: ['Paused since Mon 9 Nov: in hospital'],
  });
});

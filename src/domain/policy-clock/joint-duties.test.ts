import { expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import type { CrossProgramRule } from '#domain/program-policy/program-policy.ts';
import {
  ask as askOf,
  caseManager,
  counselor,
  day,
  enrolled,
  recordedOn,
  review,
  nurseElsewhereInHouse,
} from './given-facts.ts';
import type { Facts } from './facts.ts';

const sixtyDays: CrossProgramRule = {
  kind: 'dual_enrollment',
  otherPolicyId: 'day-care',
  maxDays: 60,
  jointConference: ['before_end', 'on_admission'],
  jointPlan: true,
};
const policy = { ...comprehensive, crossProgram: [sixtyDays] };
const enrollment = enrolled([policy], '2026-01-05');
const dayCare = {
  id: 'enrollment-2',
  programId: 'program-2',
  policyId: 'day-care',
  startedOn: day('2026-03-02'),
  endedOn: null,
  ...recordedOn('2026-03-02'),
};
const nurse = { ...nurseElsewhereInHouse, programIds: ['program-2'] };
const together = (heldOn: string, over = {}) =>
  review(heldOn, { attendees: [caseManager, nurse, counselor], ...over });

const joint = (known: Partial<Facts>, asOf: string) =>
  askOf(enrollment, known, { asOf }).filter(({ basis }) => basis.code === 'joint');

test('two programs at once owe a joint conference on admission and another before day sixty (C-34)', () => {
  expect(joint({ beside: [dayCare] }, '2026-03-01')).toEqual([]);
  expect(joint({ beside: [dayCare] }, '2026-03-03')).toMatchObject([
    { ruleId: 'joint-on-admission', strength: 'required', dueOn: '2026-03-02', status: 'overdue' },
    { ruleId: 'joint-before-end', dueOn: '2026-04-30', status: 'due_soon' },
  ]);
  expect(joint({}, '2026-03-03')).toEqual([]);
});

test('each takes a conference with somebody of the other program and its steps in writing (C-34)', () => {
  const beside = [dayCare];
  const statuses = (...reviews: Facts['reviews']) =>
    joint({ beside, reviews }, '2026-04-10').map(({ status }) => status);

  expect(statuses(review('2026-03-02'))).toEqual(['overdue', 'due_soon']);
  const unplanned = review('2026-03-02').documented.filter((each) => each !== 'plan_of_action');
  expect(statuses(together('2026-03-02', { documented: unplanned }))).toEqual([
    'overdue',
    'due_soon',
  ]);
  expect(statuses(together('2026-03-02'))).toEqual(['satisfied', 'due_soon']);
  expect(statuses(together('2026-03-02'), together('2026-04-09'))).toEqual([
    'satisfied',
    'satisfied',
  ]);
});

test('what was not held is closed when the client is in one program again (C-34)', () => {
  const beside = [{ ...dayCare, endedOn: day('2026-03-20') }];

  expect(joint({ beside }, '2026-03-19').map(({ status }) => status)).toEqual([
    'overdue',
    'due_soon',
  ]);
  expect(joint({ beside }, '2026-03-20').map(({ status }) => status)).toEqual(['closed', 'closed']);
});

test('the answer changes on the day on which the other program begins and ends (C-34)', () => {
  const beside = [{ ...dayCare, endedOn: day('2026-04-20') }];
  const [before] = askOf(enrollment, { beside }, { asOf: '2026-02-01' });
  const [during] = askOf(enrollment, { beside }, { asOf: '2026-03-02' });

  expect([before?.changesOn, during?.changesOn]).toEqual(['2026-03-02', '2026-04-20']);
});

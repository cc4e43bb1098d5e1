import { expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { sensitivityClasses } from '#domain/people.ts';
import {
  changeKindsOn,
  classesFrom,
  flawOfChangeDate,
  higherClass,
  type EnrolledProgram,
} from './significant-changes.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const today = day('2026-05-04');
const enrolled = (
  programName: string,
  policies: EnrolledProgram['policies'],
  [startedOn, endedOn]: [string, string | null],
): EnrolledProgram => ({
  enrollmentId: programName,
  programName,
  startedOn: day(startedOn),
  endedOn: endedOn === null ? null : day(endedOn),
  policies,
});
const home = enrolled('Health Home', [healthHome], ['2026-01-15', null]);
const care = enrolled('Comprehensive', [comprehensive], ['2026-03-01', '2026-04-01']);

test('the kinds of change are those of all programs that run on the date, each with its own answer (REQ-022, REQ-030)', () => {
  const both = changeKindsOn([home, care], day('2026-03-05'));
  const ideation = both.find(({ code }) => code === 'suicidal_ideation');

  expect(ideation).toMatchObject({ severity: 'crisis', class: 'mental_health' });
  expect(
    ideation?.programs.map(({ programName, obligation }) => [programName, obligation]),
  ).toEqual([
    ['Health Home', 'required'],
    ['Comprehensive', 'recommended'],
  ]);
  expect(changeKindsOn([home, care], day('2026-04-02'))[0]?.programs).toHaveLength(1);
  expect(changeKindsOn([home, care], day('2026-01-14'))).toEqual([]);
});

test('a list of an agency’s own is what its policy names, from the day on which that version holds', () => {
  const own = {
    ...healthHome,
    version: 2,
    effectiveFrom: day('2026-04-01'),
    triggers: [
      {
        code: 'eviction_notice',
        label: 'Eviction notice',
        obligation: 'required' as const,
        severity: 'urgent' as const,
        withinDays: 14,
        countsForCadence: true,
      },
    ],
  };
  const program = { ...home, policies: [healthHome, own] };

  expect(changeKindsOn([program], day('2026-04-01')).map(({ label }) => label)).toEqual([
    'Eviction notice',
  ]);
  expect(changeKindsOn([program], day('2026-03-31'))).toHaveLength(healthHome.triggers.length);
});

test('a change is never dated outside the enrollments, nor in the future, and the answer says which, in the program’s word (REQ-142)', () => {
  const flaw = (on: string, spans = [home, care]) =>
    flawOfChangeDate(day(on), spans, { today, client: 'patient' });

  expect(flaw('2026-05-04')).toBeNull();
  expect(flaw('2026-01-15')).toBeNull();
  expect(flaw('2026-05-05')).toContain('has not come yet');
  expect(flaw('2026-01-14')).toContain('before the patient was enrolled, on Thu 15 Jan 2026');
  expect(flaw('2026-04-01', [care])).toBeNull();
  expect(flaw('2026-04-02', [care])).toContain(
    'The patient had left every program by then, on Wed 1 Apr 2026',
  );
  expect(flaw('2026-04-02', [])).toContain('Enroll them first');
});

test('the class of a change can be raised and never lowered', () => {
  expect(classesFrom('general')).toEqual([...sensitivityClasses]);
  expect(classesFrom('mental_health')).toEqual([
    'mental_health',
    'hiv',
    'sud',
    'reproductive_minor',
    'psychotherapy_notes',
    'sud_counseling_notes',
  ]);
  expect(classesFrom('hiv')).toEqual(['hiv', 'psychotherapy_notes', 'sud_counseling_notes']);
  expect(classesFrom('psychotherapy_notes')).toEqual(['psychotherapy_notes']);
  expect(higherClass('general', 'dv')).toBe('dv');
  expect(higherClass('hiv', 'dv')).toBe('hiv');
});

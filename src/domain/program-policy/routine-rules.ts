import type { CadenceRule, IntervalRule } from './program-policy.ts';

/** Comes again after its time; what is counted from enrollment is owed once. */
export const isRoutine = (rule: CadenceRule): rule is IntervalRule =>
  rule.kind === 'interval' &&
  rule.obligation !== 'not_required' &&
  rule.anchor !== 'enrollment_start';

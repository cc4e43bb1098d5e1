import { problems } from '#contract/problem.ts';

export const policyProblems = problems({
  'policy-has-draft': {
    status: 409,
    title: 'This program has a draft already. Go on with it, or discard it first.',
  },
  'policy-unreadable': {
    status: 409,
    title:
      'The rules of this version cannot be read. A draft can be discarded under Policies, and another begun. A published version is brought back from a backup: ask whoever runs this installation.',
  },
  'policy-published': {
    status: 409,
    title: 'This version is published and cannot be changed. Start a draft from it.',
  },
  'policy-has-flaws': {
    status: 422,
    title: 'These rules contradict themselves. Correct what is named below, then publish.',
  },
  'policy-past-not-previewed': {
    status: 409,
    title:
      'The first day lies in the past, so what was judged is judged again. Preview the effect of the draft as it stands, then publish.',
  },
  'policy-judges-past': {
    status: 409,
    title:
      'The first day lies in the past. Say that you have read what is judged again, or choose today or a later day.',
  },
  'policy-has-begun': {
    status: 409,
    title: 'This version has begun and is in use. Publish another one instead.',
  },
});

import { draftsOf } from './use-drafts.ts';

type ChangeDraft = {
  code: string | null;
  on: string;
  time: string;
  class: string | null;
  wants: 'yes' | 'no' | null;
  whyNot: string;
  note: string;
};

export const useChangeDraft = draftsOf<ChangeDraft>({
  code: null,
  on: '',
  time: '',
  class: null,
  wants: null,
  whyNot: '',
  note: '',
});

type ReassessmentDraft = { enrollmentId: string | null; on: string };

export const useReassessmentDraft = draftsOf<ReassessmentDraft>({ enrollmentId: null, on: '' });

type SuspensionDraft = {
  what: 'exemption' | 'pause';
  enrollmentId: string | null;
  ruleId: string;
  reason: string | null;
  kind: string | null;
  from: string;
  lastOn: string;
  reviewOn: string;
  note: string;
};

export const useSuspensionDraft = draftsOf<SuspensionDraft>({
  what: 'exemption',
  enrollmentId: null,
  ruleId: '',
  reason: null,
  kind: null,
  from: '',
  lastOn: '',
  reviewOn: '',
  note: '',
});

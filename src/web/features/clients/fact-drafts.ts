import type { SensitivityClass } from '#domain/people.ts';
import type { Choice } from '#web/features/clients/consents/consent-recipients.tsx';
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

type EmergencyDraft = Choice & {
  classes: string[];
  reason: string | null;
  channel: string | null;
  on: string;
  time: string;
  words: string;
};

export const useEmergencyDraft = draftsOf<EmergencyDraft>({
  kind: 'provider',
  current: null,
  classes: [],
  reason: null,
  channel: null,
  on: '',
  time: '',
  words: '',
});

type AddendumDraft = { text: string; read: SensitivityClass | null };

/** By the contact that is corrected; the class that its words were said to be of stays with them. */
export const useAddendumDraft = draftsOf<AddendumDraft>({ text: '', read: null });

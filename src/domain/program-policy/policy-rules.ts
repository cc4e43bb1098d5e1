import type { SensitivityClass } from '#domain/people.ts';
import type { documentedFields, modes } from './policy-words.ts';

export type FollowUpRule = {
  ownerRequired: true;
  dueDateRequired: boolean;
  followUpPlanRequired: boolean;
  noActionNeedsReason: true;
  carryForwardToNext: boolean;
  remindBeforeDays: readonly number[];
};

export type DistributionRule = {
  onClose: boolean;
  targetMinutes: number;
  lateAfterHours: number;
  includeYourActions: true;
  absenteesToo: boolean;
};

/** The gate of each moment; a conference that was held without valid consent is an incident. */
export type ConsentRule = {
  gates: {
    invite: 'warn' | 'block';
    agenda: 'warn' | 'block';
    start: 'warn' | 'block';
    distribute: 'warn' | 'block';
  };
  classesHandled: readonly SensitivityClass[];
  invalidConsentEffect: 'count_with_incident' | 'do_not_count';
  /** Keys of versioned texts; the wording itself is approved by the agency's counsel. */
  noticeTexts: readonly string[];
  oralNoticeDays: number;
};

export type BillingExclusion =
  | 'preparation'
  | 'travel'
  | 'no_show'
  | 'internal_only'
  | 'supervision'
  | 'after_session_documentation';

export type BillingCode = {
  system: 'rate_code' | 'hcpcs' | 'cpt';
  code: string;
  from: Temporal.PlainDate;
  to?: Temporal.PlainDate;
  amountInCents?: number;
};

/** How conferences become claims; no code and no unit is assumed until an administrator sets one. */
export type BillingRule = {
  enabled: boolean;
  method: 'timed' | 'monthly' | 'per_event' | 'none';
  unitRule: 'none' | 'floor15' | 'eight_minute' | 'first_minute' | 'ceil15' | 'tenth_hour';
  minMinutes: number;
  maxMinutesPerDay?: number;
  sumScope: 'review' | 'client_day';
  oneBillerScope: 'client_review' | 'meeting';
  billableRoles: readonly string[];
  requiredModes: readonly (typeof modes)[number][];
  externalRequired: boolean;
  excluded: readonly BillingExclusion[];
  extraBillable: readonly 'plan_revision'[];
  requiredFields: readonly (typeof documentedFields)[number][];
  signature: readonly ('biller' | 'supervisor')[];
  timelyFilingDays: number;
  codes: readonly BillingCode[];
  claimFormat: '837I' | '837P' | 'csv';
  monthly?: { coreServiceCodes: readonly string[]; questionnaireRequired: boolean };
};

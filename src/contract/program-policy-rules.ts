import { z } from 'zod';
import { fieldInWords } from '#domain/program-policy/field-names.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { documentedFields, modes } from '#domain/program-policy/policy-words.ts';

const named = (field: string, remedy: string) => `${fieldInWords([field])}: ${remedy}`;

/** Words that are not left empty; the message says which field of the policy is meant. */
export const textOf = (field: string) =>
  z.string(named(field, 'enter some words.')).trim().min(1, named(field, 'enter some words.'));
export const wholeOf = (field: string) => z.int(named(field, 'enter a whole number.'));
const byPlace = (remedy: string) => ({
  error: ({ path = [] }: { path?: PropertyKey[] | undefined }) =>
    `${fieldInWords(path)}: ${remedy}`,
});
/** As above, for a field that its place in the document names. */
export const text = z
  .string(byPlace('enter some words.'))
  .trim()
  .min(1, byPlace('enter some words.'));
const wholeNumber = z.int(byPlace('enter a whole number.'));
export const documentedField = z.enum(documentedFields);

/** An ISO date in JSON, a civil date in the domain. */
export const plainDate = z.iso
  .date('A date of the policy: enter it as year, month and day, for example 2026-12-03.')
  .transform((iso) => Temporal.PlainDate.from(iso));

export const followUpRule = z.strictObject({
  ownerRequired: z.literal(true),
  dueDateRequired: z.boolean(),
  followUpPlanRequired: z.boolean(),
  noActionNeedsReason: z.literal(true),
  carryForwardToNext: z.boolean(),
  remindBeforeDays: z.array(wholeNumber),
});

export const distributionRule = z.strictObject({
  onClose: z.boolean(),
  targetMinutes: wholeNumber,
  lateAfterHours: wholeNumber,
  includeYourActions: z.literal(true),
  absenteesToo: z.boolean(),
});

const gate = z.enum(['warn', 'block']);

export const consentRule = z.strictObject({
  gates: z.strictObject({ invite: gate, agenda: gate, start: gate, distribute: gate }),
  classesHandled: z.array(z.enum(sensitivityClasses)),
  invalidConsentEffect: z.enum(['count_with_incident', 'do_not_count']),
  noticeTexts: z.array(text),
  oralNoticeDays: wholeNumber,
});

export const billingRuleOf = <Day extends z.ZodType>(day: Day) =>
  z.strictObject({
    enabled: z.boolean(),
    method: z.enum(['timed', 'monthly', 'per_event', 'none']),
    unitRule: z.enum(['none', 'floor15', 'eight_minute', 'first_minute', 'ceil15', 'tenth_hour']),
    minMinutes: wholeNumber,
    maxMinutesPerDay: wholeNumber.exactOptional(),
    sumScope: z.enum(['review', 'client_day']),
    oneBillerScope: z.enum(['client_review', 'meeting']),
    billableRoles: z.array(text),
    requiredModes: z.array(z.enum(modes)),
    externalRequired: z.boolean(),
    excluded: z.array(
      z.enum([
        'preparation',
        'travel',
        'no_show',
        'internal_only',
        'supervision',
        'after_session_documentation',
      ]),
    ),
    extraBillable: z.array(z.literal('plan_revision')),
    requiredFields: z.array(documentedField),
    signature: z.array(z.enum(['biller', 'supervisor'])),
    timelyFilingDays: wholeNumber,
    codes: z.array(
      z.strictObject({
        system: z.enum(['rate_code', 'hcpcs', 'cpt']),
        code: text,
        from: day,
        to: day.exactOptional(),
        amountInCents: wholeNumber.exactOptional(),
      }),
    ),
    claimFormat: z.enum(['837I', '837P', 'csv']),
    monthly: z
      .strictObject({ coreServiceCodes: z.array(text), questionnaireRequired: z.boolean() })
      .exactOptional(),
  });

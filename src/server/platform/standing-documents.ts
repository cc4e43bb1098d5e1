import { z } from 'zod';
import { snoozeReasons } from '#domain/policy-clock/facts.ts';
import {
  obligationKinds,
  standingStates,
  type Grounds,
  type StandingObligation,
} from '#domain/policy-clock/standing.ts';
import * as words from '#domain/program-policy/policy-words.ts';
import { plainDate } from './clock-documents.ts';

const interval = z.object({ value: z.int(), unit: z.enum(words.intervalUnits) });
const satisfied = z.object({
  by: z.enum(['conference', 'recorded_elsewhere']),
  id: z.string(),
  heldOn: plainDate,
});

const grounds = z.union([
  z.object({
    anchor: z.object({
      kind: z.enum([
        'enrollment',
        'conference',
        'recorded_elsewhere',
        'policy_start',
        'fixed_cycle',
        'trigger',
        'reassessment',
        'beside',
        'key_provider',
      ]),
      on: plainDate,
      id: z.string().nullable(),
    }),
    basis: z.discriminatedUnion('code', [
      z.object({ code: z.literal('interval'), interval }),
      z.object({ code: z.literal('fixed_cycle'), interval, cycle: z.int() }),
      z.object({ code: z.literal('within_days'), days: z.int(), label: z.string() }),
      z.object({ code: z.literal('no_deadline'), label: z.string() }),
      z.object({ code: z.literal('event_window'), beforeDays: z.int(), afterDays: z.int() }),
      z.object({
        code: z.literal('joint'),
        label: z.string(),
        days: z.int(),
        atMost: z.int(),
      }),
      z.object({ code: z.literal('key_providers'), label: z.string(), interval, of: z.int() }),
    ]),
  }),
  z.object({
    anchor: z.null(),
    basis: z.discriminatedUnion('code', [
      z.object({ code: z.literal('no_event') }),
      z.object({ code: z.literal('no_cadence') }),
    ]),
  }),
]) satisfies z.ZodType<Grounds>;

const standing = z.object({
  enrollmentId: z.string(),
  policyId: z.string(),
  policyVersion: z.int(),
  kind: z.enum(obligationKinds),
  ruleId: z.string(),
  occurrenceId: z.string().nullable(),
  strength: z.enum(words.strengths),
  severity: z.enum(words.severities),
  state: z.enum(standingStates),
  dueOn: plainDate.nullable(),
  labelOn: plainDate.nullable(),
  dueSoonOn: plainDate.nullable(),
  graceDays: z.int(),
  moved: z.object({ by: z.enum(['pause', 'attempts']), from: plainDate }).nullable(),
  satisfied: satisfied.nullable(),
  flags: z.object({
    backlog: z.boolean(),
    pendingDocumentation: z.array(z.object({ reviewId: z.string(), heldOn: plainDate })),
    scheduled: z.object({ conferenceId: z.string(), on: plainDate }).nullable(),
    attempts: z.object({ count: z.int(), lastOn: plainDate }).nullable(),
    heldLate: satisfied.nullable(),
    exemption: z
      .object({ id: z.string(), reason: z.string(), reviewOn: plainDate.nullable() })
      .nullable(),
    pause: z.object({ id: z.string(), kind: z.string(), from: plainDate }).nullable(),
    snooze: z
      .object({ id: z.string(), until: plainDate, reason: z.enum(snoozeReasons) })
      .nullable(),
  }),
  changesOn: plainDate.nullable(),
});

/** What the projector stored, as the domain's own words again. */
export const readStanding = (value: unknown): StandingObligation => ({
  ...standing.parse(value),
  ...grounds.parse(value),
});

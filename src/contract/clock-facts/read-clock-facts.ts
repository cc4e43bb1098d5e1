import { z } from 'zod';
import { clientKey } from '#contract/clients.ts';
import { endpoint } from '#contract/endpoint.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { snoozeReasons } from '#domain/policy-clock/facts.ts';
import { statuses } from '#domain/policy-clock/status-on.ts';
import { severities } from '#domain/program-policy/policy-words.ts';

const note = z.object({ text: z.string(), by: z.string() });

/** A duty of the client as the worklist has it, with the arithmetic behind it. */
const duty = z.object({
  key: z.string(),
  rule: z.string(),
  strength: z.string(),
  severity: z.enum(severities),
  status: z.enum(statuses),
  due: z.string(),
  left: z.string(),
  evidence: z.string(),
  notes: z.array(z.string()),
  isBacklog: z.boolean(),
  /** The significant change that opened it. */
  changeEventId: z.string().nullable(),
  snoozeId: z.string().nullable(),
  /** The last day until which it can be snoozed, or why it cannot. */
  snoozeUntil: z.string().nullable(),
  whyNoSnooze: z.string(),
});
export type DutyView = z.output<typeof duty>;

const suspended = {
  from: z.string(),
  /** The last day on which it holds. */
  lastOn: z.string().nullable(),
  reviewOn: z.string(),
  /** It holds or is ahead; what is over stands in the record. */
  isOver: z.boolean(),
  isReviewDue: z.boolean(),
  by: z.string(),
  notes: z.array(note),
};

const exemption = z.object({
  exemptionId: z.string(),
  /** Empty: every rule of the program. */
  rule: z.string(),
  reason: z.string(),
  ...suspended,
});

export type ExemptionView = z.output<typeof exemption>;

const pause = z.object({ pauseId: z.string(), kind: z.string(), ...suspended });
export type PauseView = z.output<typeof pause>;

const reassessment = z.object({
  reassessmentId: z.string(),
  on: z.string(),
  /** A conference from this day until that one counts for it. */
  window: z.object({ from: z.string(), until: z.string() }).nullable(),
  by: z.string(),
});

export type ReassessmentView = z.output<typeof reassessment>;

const program = z.object({
  enrollmentId: z.string(),
  programName: z.string(),
  startedOn: z.string(),
  endedOn: z.string().nullable(),
  today: z.string(),
  /** What the program calls them. */
  client: z.string(),
  conference: z.string(),
  /** How many days around a reassessment a conference counts; null where the policy asks for none. */
  window: z.object({ beforeDays: z.int(), afterDays: z.int() }).nullable(),
  /** What this client can be exempted from, and for what the clock can stand still. */
  rules: z.array(z.object({ ruleId: z.string(), name: z.string() })),
  pauseKinds: z.array(z.object({ kind: z.string(), name: z.string() })),
  /** For which reasons a duty can be snoozed, in the program's words. */
  snoozeReasons: z.array(z.object({ reason: z.enum(snoozeReasons), words: z.string() })),
  duties: z.array(duty),
  reassessments: z.array(reassessment),
  exemptions: z.array(exemption),
  pauses: z.array(pause),
});
export type ProgramFacts = z.output<typeof program>;

const change = z.object({
  changeEventId: z.string(),
  label: z.string(),
  on: z.string(),
  class: z.enum(sensitivityClasses),
  wantsConference: z.boolean(),
  by: z.string(),
  notes: z.array(note),
});

export type ChangeView = z.output<typeof change>;

export const readClockFacts = endpoint({
  method: 'GET',
  path: '/api/clients/:clientId/clock-facts',
  summary:
    'What is due for a client in each program and why, and the changes, reassessments, exemptions and pauses behind it.',
  refusals: ['not-found'],
  requirements: ['REQ-022', 'REQ-030', 'REQ-099'],
  input: z.strictObject(clientKey),
  reply: z.object({
    programs: z.array(program),
    changes: z.array(change),
    mayWrite: z.boolean(),
  }),
});

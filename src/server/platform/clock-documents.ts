import { z } from 'zod';
import { ownKind } from '#contract/own-kind.ts';
import { draftPolicy } from '#contract/program-policy.ts';
import { highestClass } from '#domain/consent/privacy-incident.ts';
import { sensitivityClasses } from '#domain/people.ts';
import * as words from '#domain/program-policy/policy-words.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { snoozeReasons } from '#domain/policy-clock/facts.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { civilDate } from './civil-date.ts';

export const plainDate = z.iso.date().transform(civilDate);
const instant = z.string().transform((iso) => Temporal.Instant.from(iso));

const recorded = { id: z.string(), recordedAt: instant, supersededAt: instant.nullable() };

/** A stored policy document, as the domain's policy, also where it contradicts itself; null where it cannot be read, never guessed at. */
export const readPolicy = (document: unknown): ProgramPolicy | null =>
  draftPolicy.safeParse(document).data ?? null;

const review = z.object({
  id: z.string(),
  heldOn: plainDate,
  startAt: instant.nullable(),
  endAt: instant.nullable(),
  mode: z.enum(words.modes),
  /** Among the agency's own staff alone. */
  isInternal: z.boolean(),
  /** What was written by email: whether it was answered, how many emails are on record, and of how many the text itself. */
  exchange: z.object({ hasReply: z.boolean(), messages: z.int(), copies: z.int() }),
  /** Called for this enrollment, and not for another one of the client. */
  isOwn: z.boolean(),
  plannedAt: instant.nullable(),
  clientAbsenceReason: z.string().nullable(),
  closedAt: instant.nullable(),
  voidedAt: instant.nullable(),
  hasConsentIncident: z.boolean(),
  kinds: z.array(z.enum(['strength', 'barrier', 'need', 'solution'])),
  /** The reasons that the plan named, as codes. */
  reasons: z.array(z.string()),
  hasModeReason: z.boolean(),
  hasSummary: z.boolean(),
  hasActions: z.boolean(),
  hasNoActionReason: z.boolean(),
  attendees: z.array(
    z.object({
      personId: z.string(),
      kind: z.enum(['staff', 'provider', 'support', 'client']),
      attended: z.boolean(),
      memberships: z.array(
        z.object({
          programId: z.string(),
          role: z.string(),
          from: plainDate,
          to: plainDate.nullable(),
        }),
      ),
      providerClass: z.enum(words.providerClasses).nullable(),
      providerKind: ownKind.nullable(),
      servesClient: z.boolean(),
      isKeyProvider: z.boolean(),
    }),
  ),
});

/** A client's review as the tables hold it, before a program judges it. */
export type StoredReview = z.output<typeof review>;
export const readReview = (value: unknown): StoredReview => review.parse(value);

const elsewhere = z.array(
  z.object({ id: z.string(), heldOn: plainDate, source: z.string(), recordedAt: instant }),
);
export const readElsewhere = (value: unknown) => elsewhere.parse(value);

const events = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trigger'),
    event: z.object({
      ...recorded,
      code: z.string(),
      occurredOn: plainDate,
      occurredAt: instant.nullable(),
      isWanted: z.boolean(),
      class: z.enum(sensitivityClasses),
    }),
  }),
  z.object({
    kind: z.literal('beside'),
    event: z.object({
      ...recorded,
      programId: z.string(),
      policyId: z.string(),
      class: z.enum(sensitivityClasses),
      startedOn: plainDate,
      endedOn: plainDate.nullable(),
    }),
  }),
  z.object({
    kind: z.literal('key_provider'),
    event: z.object({
      ...recorded,
      personId: z.string(),
      from: plainDate,
      lastOn: plainDate.nullable(),
    }),
  }),
  z.object({ kind: z.literal('cause'), event: z.object({ ...recorded, reviewId: z.string() }) }),
  z.object({ kind: z.literal('reassessment'), event: z.object({ ...recorded, on: plainDate }) }),
  z.object({ kind: z.literal('attempt'), event: z.object({ ...recorded, on: plainDate }) }),
  z.object({
    kind: z.literal('exemption'),
    event: z.object({
      ...recorded,
      ruleId: z.string().nullable(),
      reason: z.string(),
      from: plainDate,
      until: plainDate.nullable(),
      reviewOn: plainDate.nullable(),
    }),
  }),
  z.object({
    kind: z.literal('pause'),
    event: z.object({
      ...recorded,
      kind: z.string(),
      from: plainDate,
      resumedOn: plainDate.nullable(),
    }),
  }),
  z.object({
    kind: z.literal('snooze'),
    event: z.object({
      ...recorded,
      key: z.string(),
      until: plainDate,
      reason: z.enum(snoozeReasons),
    }),
  }),
]);
export type StoredEvent = z.output<typeof events>;
export const readEvent = (value: unknown): StoredEvent => events.parse(value);

const vocabulary = z.object({
  client: z.string(),
  plan: z.string(),
  worker: z.string(),
  conference: z.string(),
});
export const readVocabulary = (value: unknown) => vocabulary.parse(value);

/** The class of a trigger's obligation: what reading that it exists would give away. */
export const obligationClassOf = (
  { triggers }: ProgramPolicy,
  { kind, ruleId }: Pick<StandingObligation, 'kind' | 'ruleId'>,
) => {
  if (kind !== 'trigger') return 'general';
  const classes = triggers.find(({ code }) => code === ruleId)?.sensitivity ?? [];
  return highestClass(classes);
};

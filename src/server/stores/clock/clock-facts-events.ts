import { sql } from 'kysely';
import type { SensitivityClass } from '#domain/people.ts';
import type { Facts, SnoozeFact } from '#domain/policy-clock/facts.ts';
import { readObligationKey } from '#domain/policy-clock/obligation-key.ts';
import { readEvent, type StoredEvent } from '#server/platform/clock-documents.ts';
import type { Tx } from '#server/platform/database.ts';
import { sendOn } from '#server/platform/send-on.ts';

export type Events = Pick<
  Facts,
  'triggers' | 'beside' | 'keyProviders' | 'reassessments' | 'attempts' | 'exemptions' | 'pauses'
> & {
  /** As they are stored: the day on which one was set is that of the program's own clock. */
  snoozed: readonly Extract<StoredEvent, { kind: 'snooze' }>['event'][];
  /** Of a change its own, of another program that of its name: by change and by enrollment. */
  classOfTrigger: ReadonlyMap<string, SensitivityClass>;
  /** The changes for which a review was called, by review. */
  causes: ReadonlyMap<string, readonly string[]>;
};

export const noEvents: Events = {
  triggers: [],
  beside: [],
  keyProviders: [],
  reassessments: [],
  attempts: [],
  exemptions: [],
  pauses: [],
  snoozed: [],
  classOfTrigger: new Map(),
  causes: new Map(),
};

/** Changes, reassessments, attempts, exemptions, pauses and snoozes by enrollment: as they are known now, or were known at that moment. */
export async function eventsOf(
  tx: Tx,
  enrollmentIds: readonly string[],
  knownAt: Temporal.Instant | null = null,
): Promise<Map<string, Events>> {
  const rows = await sendOn(
    tx,
    sql<{ enrollment_id: string; kind: string; event: unknown }>`
    select * from auth.clock_events(${enrollmentIds}::uuid[], ${knownAt}::timestamptz)`,
  );
  const byEnrollment = new Map<string, StoredEvent[]>();
  for (const { enrollment_id: id, kind, event } of rows) {
    const known = byEnrollment.get(id) ?? [];
    known.push(readEvent({ kind, event }));
    byEnrollment.set(id, known);
  }
  return new Map([...byEnrollment].map(([id, events]) => [id, sorted(events)]));
}

const sorted = (events: readonly StoredEvent[]): Events => ({
  triggers: events.flatMap((each) => (each.kind === 'trigger' ? [each.event] : [])),
  beside: events.flatMap((each) => (each.kind === 'beside' ? [each.event] : [])),
  keyProviders: events.flatMap((each) => (each.kind === 'key_provider' ? [each.event] : [])),
  reassessments: events.flatMap((each) => (each.kind === 'reassessment' ? [each.event] : [])),
  // What an attempt still lacks on paper is asked where attempts are filed; the clock only counts them.
  attempts: events.flatMap((each) =>
    each.kind === 'attempt' ? [{ ...each.event, artifacts: [] }] : [],
  ),
  exemptions: events.flatMap((each) => (each.kind === 'exemption' ? [each.event] : [])),
  pauses: events.flatMap((each) => (each.kind === 'pause' ? [each.event] : [])),
  snoozed: events.flatMap((each) => (each.kind === 'snooze' ? [each.event] : [])),
  classOfTrigger: new Map(
    events.flatMap((each) =>
      each.kind === 'trigger' || each.kind === 'beside'
        ? [[each.event.id, each.event.class] as const]
        : [],
    ),
  ),
  causes: causesOf(events),
});

/** The snoozes of an enrollment as the clock of its program reads them. */
export const snoozesIn = ({ snoozed }: Pick<Events, 'snoozed'>, timeZone: string): SnoozeFact[] =>
  snoozed.map(({ key, ...snooze }) => ({
    ...snooze,
    ...readObligationKey(key),
    from: snooze.recordedAt.toZonedDateTimeISO(timeZone).toPlainDate(),
  }));

function causesOf(events: readonly StoredEvent[]) {
  const causes = new Map<string, string[]>();
  for (const { kind, event } of events)
    if (kind === 'cause')
      causes.set(event.reviewId, [...(causes.get(event.reviewId) ?? []), event.id]);
  return causes;
}

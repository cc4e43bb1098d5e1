import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type ChangeEvent = {
  changeEventId: string;
  /** The first row of the chain of corrections. */
  firstId: string;
  clientId: ClientId;
  code: string;
  occurredOn: Temporal.PlainDate;
  occurredAt: Temporal.Instant | null;
  class: SensitivityClass;
  wantsConference: boolean;
  recordedBy: string;
  recordedAt: Temporal.Instant;
  supersededAt: Temporal.Instant | null;
};

const events = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx.selectFrom('change_event').selectAll().where('agency_id', '=', agencyId);

type EventRow = Awaited<ReturnType<ReturnType<typeof events>['executeTakeFirstOrThrow']>>;

const eventOf = (row: EventRow): ChangeEvent => ({
  changeEventId: row.change_event_id,
  firstId: row.first_id ?? row.change_event_id,
  clientId: row.client_id,
  code: row.code,
  occurredOn: row.occurred_on,
  occurredAt: row.occurred_at,
  class: sensitivityClasses.find((known) => known === row.class) ?? 'general',
  wantsConference: row.wants_conference,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
  supersededAt: row.superseded_at,
});

/** One that may not be read is as absent as one that is not there. */
export async function findChange(here: Here, changeEventId: string): Promise<ChangeEvent> {
  const row = await events(here).where('change_event_id', '=', changeEventId).executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return eventOf(row);
}

/** The changes of a client that stand, newest first, as far as the asker may know them. */
export async function changesOf(here: Here, clientId: ClientId): Promise<ChangeEvent[]> {
  const rows = await events(here)
    .where('client_id', '=', clientId)
    .where('superseded_at', 'is', null)
    .orderBy('occurred_on', 'desc')
    .orderBy('change_event_id', 'desc')
    .execute();
  return rows.map(eventOf);
}

export async function changesById(
  here: Pick<Here, 'tx' | 'agencyId'>,
  ids: readonly string[],
): Promise<ChangeEvent[]> {
  if (ids.length === 0) return [];
  return (await events(here).where('change_event_id', 'in', ids).execute()).map(eventOf);
}

export type NewChange = Omit<
  ChangeEvent,
  'changeEventId' | 'firstId' | 'recordedBy' | 'recordedAt' | 'supersededAt'
> & { firstId: string | null };

/** Writes a change, or what takes the place of one, with its line in the record. */
export async function addChange(
  here: Here,
  change: NewChange,
  as: 'happened' | 'corrected',
): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  const changeEventId = newId(at);
  await tx
    .insertInto('change_event')
    .values({
      agency_id: agencyId,
      change_event_id: changeEventId,
      first_id: change.firstId,
      client_id: change.clientId,
      code: change.code,
      occurred_on: change.occurredOn,
      occurred_at: change.occurredAt,
      class: change.class,
      wants_conference: change.wantsConference,
      recorded_by: actor,
      recorded_at: at,
    })
    .execute();
  await addToRecord(here, [
    {
      kind: 'change',
      change: as,
      clientId: change.clientId,
      aboutId: changeEventId,
      on: change.occurredOn,
      class: change.class,
      ...(change.occurredAt === null ? {} : { at: change.occurredAt }),
    },
  ]);
  return changeEventId;
}

/** Ends what was known of it. Whoever comes second is told that it has changed meanwhile. */
export async function supersedeChange(
  { tx, at, agencyId, actor }: Here,
  { changeEventId }: ChangeEvent,
  why: 'corrected' | 'recorded-in-error',
) {
  const { numUpdatedRows } = await tx
    .updateTable('change_event')
    .set({ superseded_at: at, superseded_by: actor, superseded_why: why })
    .where('agency_id', '=', agencyId)
    .where('change_event_id', '=', changeEventId)
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new Refused('changed-meanwhile');
}

export async function recordWithdrawal(here: Here, event: ChangeEvent, on: Temporal.PlainDate) {
  const { clientId, changeEventId, class: ofEvent } = event;
  await addToRecord(here, [
    { kind: 'change', change: 'withdrawn', clientId, aboutId: changeEventId, on, class: ofEvent },
  ]);
}

/** The reviews that were called for this change are called for what takes its place. */
export async function moveCauses({ tx, agencyId }: Here, from: ChangeEvent, changeEventId: string) {
  const rows = await tx
    .selectFrom('review_cause')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('change_event_id', '=', from.changeEventId)
    .execute();
  if (rows.length > 0)
    await tx
      .insertInto('review_cause')
      .values(rows.map((row) => ({ ...row, change_event_id: changeEventId })))
      .execute();
}

import type { ClientId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type Pause = {
  pauseId: string;
  firstId: string;
  clientId: ClientId;
  enrollmentId: string;
  /** A code of the program's policy. */
  kind: string;
  from: Temporal.PlainDate;
  /** The first day on which the clock runs again. */
  until: Temporal.PlainDate | null;
  reviewOn: Temporal.PlainDate;
  recordedBy: string;
};

const pauses = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx.selectFrom('pause').selectAll().where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof pauses>['executeTakeFirstOrThrow']>>;

const asPause = (row: Row): Pause => ({
  pauseId: row.pause_id,
  firstId: row.first_id ?? row.pause_id,
  clientId: row.client_id,
  enrollmentId: row.enrollment_id,
  kind: row.kind,
  from: row.starts_on,
  until: row.resumed_on,
  reviewOn: row.review_on,
  recordedBy: row.recorded_by,
});

export async function findPause(here: Here, pauseId: string): Promise<Pause> {
  const row = await pauses(here).where('pause_id', '=', pauseId).executeTakeFirst();
  if (!row) throw new Refused('not-found');
  if (row.superseded_at !== null) throw new Refused('changed-meanwhile');
  return asPause(row);
}

/** Those that stand, past ones too, the latest first. */
export async function pausesOf(here: Here, clientId: ClientId): Promise<Pause[]> {
  const rows = await pauses(here)
    .where('client_id', '=', clientId)
    .where('superseded_at', 'is', null)
    .orderBy('starts_on', 'desc')
    .execute();
  return rows.map(asPause);
}

type NewPause = Omit<Pause, 'pauseId' | 'firstId' | 'recordedBy'> & {
  firstId: string | null;
};
type Told = { as: 'began' | 'corrected' | 'ended'; today: Temporal.PlainDate };

export async function addPause(here: Here, pause: NewPause, { as, today }: Told): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  const pauseId = newId(at);
  await tx
    .insertInto('pause')
    .values({
      agency_id: agencyId,
      pause_id: pauseId,
      first_id: pause.firstId,
      client_id: pause.clientId,
      enrollment_id: pause.enrollmentId,
      kind: pause.kind,
      starts_on: pause.from,
      resumed_on: pause.until,
      review_on: pause.reviewOn,
      recorded_by: actor,
      recorded_at: at,
    })
    .execute();
  await recordPauseChange(here, { clientId: pause.clientId, pauseId, on: today }, as);
  return pauseId;
}

export async function recordPauseChange(
  here: Here,
  { clientId, pauseId, on }: { clientId: ClientId; pauseId: string; on: Temporal.PlainDate },
  change: Told['as'] | 'withdrawn',
) {
  await addToRecord(here, [{ kind: 'pause', change, clientId, aboutId: pauseId, on }]);
}

import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type StoredState = 'reading' | 'preview' | 'applied' | 'refused' | 'discarded';

export type ImportRun = {
  importId: string;
  state: StoredState;
  fileName: string;
  readRows: number;
  choicesRevision: number;
  outcome: unknown;
  startedBy: string;
  startedAt: Temporal.Instant;
  finishedAt: Temporal.Instant | null;
};

const source = 'hmis';

const runs = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('import_run as i')
    .leftJoin('staff_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'i.agency_id')
        .onRef('v.staff_id', '=', 'i.started_by')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .select([
      'i.import_id as importId',
      'i.state',
      'i.file_name as fileName',
      'i.read_rows as readRows',
      'i.choices_revision as choicesRevision',
      'i.outcome',
      'i.started_at as startedAt',
      'i.finished_at as finishedAt',
      sql<string>`coalesce(v.full_name, '')`.as('startedBy'),
    ])
    .where('i.agency_id', '=', agencyId)
    .where('i.source', '=', source)
    .$narrowType<{ state: StoredState }>();

/** The latest imports, newest first. */
export const importRunsOf = (tx: Tx, agencyId: string): Promise<ImportRun[]> =>
  runs(tx, agencyId).orderBy('i.started_at', 'desc').limit(50).execute();

export async function findImportRun(
  tx: Tx,
  agencyId: string,
  importId: string,
): Promise<ImportRun> {
  const run = await runs(tx, agencyId).where('i.import_id', '=', importId).executeTakeFirst();
  if (!run) throw new Refused('not-found');
  return run;
}

/** What was chosen last: for an import that was written, or for any but one that somebody cancelled, which keeps none. */
export async function lastChoices(
  tx: Tx,
  agencyId: string,
  of: 'written' | 'any',
): Promise<unknown> {
  const row = await tx
    .selectFrom('import_run')
    .select('choices')
    .where('agency_id', '=', agencyId)
    .where('source', '=', source)
    .where(sql<boolean>`choices <> '{}'`)
    .$if(of === 'written', (query) => query.where('state', '=', 'applied'))
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.choices;
}

/** Keeps the choices beside the file; answers how often that was done. */
export async function saveChoices(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  importId: string,
  choices: unknown,
): Promise<number> {
  const { choices_revision: revision } = await tx
    .updateTable('import_run')
    .set(({ eb }) => ({
      choices: JSON.stringify(choices),
      choices_revision: eb('choices_revision', '+', 1),
    }))
    .where('agency_id', '=', agencyId)
    .where('import_id', '=', importId)
    .returning('choices_revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** When the newest export that was applied had been made, on the exporter's own clock. */
export async function lastExportedAt(
  tx: Tx,
  agencyId: string,
): Promise<Temporal.PlainDateTime | null> {
  const row = await tx
    .selectFrom('import_run')
    .select(sql<string | null>`max(outcome ->> 'exportedAt')`.as('exportedAt'))
    .where('agency_id', '=', agencyId)
    .where('source', '=', source)
    .where('state', '=', 'applied')
    .executeTakeFirst();
  return row?.exportedAt ? Temporal.PlainDateTime.from(row.exportedAt) : null;
}

/** Begins a run. Whatever stood open has lost its file, and ends. */
export async function startImportRun(
  { tx, at, agencyId, actor }: Here,
  run: { importId: string; fileName: string },
) {
  await tx
    .updateTable('import_run')
    .set({ state: 'discarded', finished_at: at })
    .where('agency_id', '=', agencyId)
    .where('source', '=', source)
    .where('state', 'in', ['reading', 'preview'])
    .execute();
  await tx
    .insertInto('import_run')
    .values({
      agency_id: agencyId,
      import_id: run.importId,
      source,
      state: 'reading',
      file_name: run.fileName,
      started_by: actor,
      started_at: at,
    })
    .execute();
}

export type RunChange = {
  state: StoredState;
  readRows?: number;
  choices?: unknown;
  outcome?: unknown;
};

export async function saveImportRun(
  { tx, at, agencyId }: Pick<Here, 'tx' | 'at' | 'agencyId'>,
  importId: string,
  { state, readRows, choices, outcome }: RunChange,
) {
  const isOver = state === 'applied' || state === 'refused' || state === 'discarded';
  await tx
    .updateTable('import_run')
    .set({
      state,
      ...(readRows === undefined ? {} : { read_rows: readRows }),
      ...(choices === undefined ? {} : { choices: JSON.stringify(choices) }),
      ...(outcome === undefined ? {} : { outcome: JSON.stringify(outcome) }),
      ...(isOver ? { finished_at: at } : {}),
    })
    .where('agency_id', '=', agencyId)
    .where('import_id', '=', importId)
    .execute();
}

/** Two who confirm or change one import are not both at work: the second waits here, and sees what the first has done. */
export async function lockImportRun(
  tx: Tx,
  agencyId: string,
  importId: string,
): Promise<{ choicesRevision: number }> {
  const run = await tx
    .selectFrom('import_run')
    .select(['state', 'choices_revision as choicesRevision'])
    .where('agency_id', '=', agencyId)
    .where('import_id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (run?.state !== 'preview') throw new Refused('import-not-ready');
  return run;
}

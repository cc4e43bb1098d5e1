import { sql } from 'kysely';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { unseal } from '#server/platform/vault.ts';
import { readsWholeCase } from '#server/stores/conferences/client-reviews.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

const noteKinds = ['note', 'why-not', 'withdrawn'] as const;
export type NoteKind = (typeof noteKinds)[number];

export type FactNote = {
  kind: NoteKind;
  class: SensitivityClass;
  text: string;
  by: string;
  at: Temporal.Instant;
};

/**
 * The notes that the asker may read, oldest first, by the fact they are about. A note may be missing anywhere; why something was taken
 * back, or asks for no conference, never is, so that it is told by who reads: its absence would tell of a restricted case (0170).
 */
export async function notesOf(
  { tx, agencyId }: Here,
  aboutIds: readonly string[],
): Promise<Map<string, FactNote[]>> {
  if (aboutIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fact_note as n')
    .innerJoin('client as p', (join) =>
      join.onRef('p.agency_id', '=', 'n.agency_id').onRef('p.client_id', '=', 'n.client_id'),
    )
    .select([
      'n.note_id',
      'n.about_id',
      'n.client_id',
      'n.kind',
      'n.class',
      'n.body',
      'n.written_by',
      'n.written_at',
    ])
    .$narrowType<{ class: SensitivityClass }>()
    .where('n.agency_id', '=', agencyId)
    .where('n.about_id', '=', oneOf(aboutIds))
    .where(({ eb, or }) =>
      or([
        eb('n.kind', '=', 'note'),
        readsWholeCase,
        eb('n.written_by', '=', sql<string>`auth.actor()`),
      ]),
    )
    .orderBy('n.written_at')
    .orderBy('n.note_id')
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.about_id)].map(([aboutId, own]) => [
      aboutId,
      own.map((row) => ({
        kind: noteKinds.find((kind) => kind === row.kind) ?? 'note',
        class: row.class,
        text: unseal({ agencyId, clientId: row.client_id, rowId: row.note_id }, row.body),
        by: row.written_by ?? '',
        at: row.written_at,
      })),
    ]),
  );
}

/** What was written about each of these facts, as one text. */
export async function factNotesOf(
  here: Here,
  aboutIds: readonly string[],
): Promise<Map<string, string>> {
  const notes = await notesOf(here, aboutIds);
  return new Map(
    [...notes].map(([aboutId, own]) => [aboutId, own.map(({ text }) => text).join(' ')]),
  );
}

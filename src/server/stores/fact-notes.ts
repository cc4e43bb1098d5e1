import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { classesOfCases } from './care-teams.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

const noteKinds = ['note', 'why-not', 'withdrawn'] as const;
export type NoteKind = (typeof noteKinds)[number];

export type FactNote = { kind: NoteKind; text: string; by: string; at: Temporal.Instant };

type NewNote = {
  /** The first row of the fact, which its corrections keep. */
  aboutId: string;
  clientId: ClientId;
  kind: NoteKind;
  text: string;
  /** The class of the fact itself: words about it are never less. */
  atLeast?: SensitivityClass;
};

/** Words about a fact of the clock, in the highest class of the case; nothing written is no note. */
export async function addNote(
  { tx, at, agencyId, actor }: Here,
  { aboutId, clientId, kind, text, atLeast = 'general' }: NewNote,
) {
  if (text === '') return;
  const ofCase = (await classesOfCases(tx, [clientId])).get(clientId) ?? 'general';
  const noteId = newId(at);
  await tx
    .insertInto('fact_note')
    .values({
      agency_id: agencyId,
      note_id: noteId,
      about_id: aboutId,
      client_id: clientId,
      kind,
      class: higherClass(ofCase, atLeast),
      body: seal({ agencyId, clientId, rowId: noteId }, text),
      written_by: actor,
      written_at: at,
    })
    .execute();
}

/** The strictest class of what was written about this fact, as far as the asker may read it. */
export async function noteClassOf(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  aboutId: string,
): Promise<SensitivityClass> {
  const rows = await tx
    .selectFrom('fact_note')
    .select('class')
    .$narrowType<{ class: SensitivityClass }>()
    .where('agency_id', '=', agencyId)
    .where('about_id', '=', aboutId)
    .execute();
  return rows.reduce<SensitivityClass>(
    (highest, row) => higherClass(highest, row.class),
    'general',
  );
}

/** The notes that the asker may read, oldest first, by the fact they are about. */
export async function notesOf(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  aboutIds: readonly string[],
): Promise<Map<string, FactNote[]>> {
  if (aboutIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fact_note')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('about_id', 'in', aboutIds)
    .orderBy('written_at')
    .orderBy('note_id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.about_id)].map(([aboutId, own]) => [
      aboutId,
      own.map((row) => ({
        kind: noteKinds.find((kind) => kind === row.kind) ?? 'note',
        text: unseal({ agencyId, clientId: row.client_id, rowId: row.note_id }, row.body),
        by: row.written_by,
        at: row.written_at,
      })),
    ]),
  );
}

/** What was written about each of these facts, as one text. */
export async function factNotesOf(
  here: Pick<Here, 'tx' | 'agencyId'>,
  aboutIds: readonly string[],
): Promise<Map<string, string>> {
  const notes = await notesOf(here, aboutIds);
  return new Map(
    [...notes].map(([aboutId, own]) => [aboutId, own.map(({ text }) => text).join(' ')]),
  );
}

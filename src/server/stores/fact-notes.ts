import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';
import { classesOfCases } from './care-teams.ts';
import type { NoteKind } from './fact-notes-read.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

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

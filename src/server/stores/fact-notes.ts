import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';
import { caseClasses, chooseClass, noteLowering } from './case-classes.ts';
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
  here: Here,
  { aboutId, clientId, kind, text, atLeast = 'general' }: NewNote,
) {
  if (text === '') return;
  const ofCase = (await classesOfCases(here.tx, [clientId])).get(clientId) ?? 'general';
  await write(here, { aboutId, clientId, kind, text, class: higherClass(ofCase, atLeast) });
}

/** The same where the writer may choose: whoever may read the whole case lowers it, which is written down. */
export async function addChosenNote(
  visit: Visit,
  { aboutId, clientId, text, wanted }: ChosenNote,
): Promise<void> {
  if (text === '') return;
  const classes = await caseClasses(visit, clientId);
  const chosen = chooseClass(classes, wanted ?? null);
  await write(visit, { aboutId, clientId, kind: 'note', text, class: chosen });
  await noteLowering(visit, classes, { aboutId, clientId, class: chosen });
}

type ChosenNote = Pick<NewNote, 'aboutId' | 'clientId' | 'text'> & {
  wanted: SensitivityClass | undefined;
};

async function write(
  { tx, at, agencyId, actor }: Here,
  {
    aboutId,
    clientId,
    kind,
    text,
    ...note
  }: Omit<NewNote, 'atLeast'> & { class: SensitivityClass },
) {
  const noteId = newId(at);
  await tx
    .insertInto('fact_note')
    .values({
      agency_id: agencyId,
      note_id: noteId,
      about_id: aboutId,
      client_id: clientId,
      kind,
      class: note.class,
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

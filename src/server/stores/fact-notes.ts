import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';

type NewNote = { aboutId: string; clientId: ClientId; text: string };

/** Words about a fact of the clock; they take the highest class of the case, which their writer may not know. */
export async function addFactNote(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  { aboutId, clientId, text }: NewNote,
) {
  const noteId = newId(at);
  await tx
    .insertInto('fact_note')
    .values({
      agency_id: agencyId,
      note_id: noteId,
      about_id: aboutId,
      client_id: clientId,
      class: sql<string>`null`,
      body: seal({ agencyId, clientId, rowId: noteId }, text),
      written_by: actor,
      written_at: at,
    })
    .execute();
}

/** What was written about each of these facts, as far as the asker may read it. */
export async function factNotesOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  aboutIds: readonly string[],
): Promise<Map<string, string>> {
  if (aboutIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('fact_note')
    .select(['note_id', 'about_id', 'client_id', 'body'])
    .where('agency_id', '=', agencyId)
    .where('about_id', 'in', [...aboutIds])
    .orderBy('written_at')
    .orderBy('note_id')
    .execute();
  const notes = new Map<string, string>();
  for (const { note_id: rowId, about_id: aboutId, client_id: clientId, body } of rows) {
    const text = unseal({ agencyId, clientId, rowId }, body);
    const before = notes.get(aboutId);
    notes.set(aboutId, before === undefined ? text : `${before} ${text}`);
  }
  return notes;
}

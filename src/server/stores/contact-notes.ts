import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor' | 'abilities'>;

/** Row security answers the words to nobody else; the screen has to know why it got none. */
export const readsContactNotes = ({ abilities }: Pick<Here, 'abilities'>) =>
  abilities.has('record:read');

/** What to heed before making contact with this client; empty where nothing is, or where it is not the asker's to read. */
export async function contactNoteOf(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<string> {
  const row = await tx
    .selectFrom('client_contact_note')
    .select('body')
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row ? unseal(placeOf(agencyId, clientId), row.body) : '';
}

/** The first note of a new client, which may come from somebody who will not read it. */
export async function addContactNote(here: Here, clientId: ClientId, note: string) {
  if (note !== '')
    await here.tx
      .insertInto('client_contact_note')
      .values(rowOf(here, clientId, note))
      .execute();
}

/** Writes over the note that stands. */
export async function saveContactNote(here: Here, clientId: ClientId, note: string) {
  if ((await contactNoteOf(here, clientId)) === note) return;
  const row = rowOf(here, clientId, note);
  const { body, written_by, written_at } = row;
  await here.tx
    .insertInto('client_contact_note')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'client_id']).doUpdateSet({ body, written_by, written_at }),
    )
    .execute();
}

const placeOf = (agencyId: string, clientId: ClientId) => ({ agencyId, clientId, rowId: clientId });

const rowOf = ({ at, agencyId, actor }: Here, clientId: ClientId, note: string) => ({
  agency_id: agencyId,
  client_id: clientId,
  body: seal(placeOf(agencyId, clientId), note),
  written_by: actor,
  written_at: at,
});

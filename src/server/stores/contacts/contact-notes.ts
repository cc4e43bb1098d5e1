import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

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
    .modifyEnd(keepPlan)
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
  const { body, class: sensitivity, written_by, written_at } = row;
  await here.tx
    .insertInto('client_contact_note')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'client_id'])
        .doUpdateSet({ body, class: sensitivity, written_by, written_at }),
    )
    .execute();
}

const placeOf = (agencyId: string, clientId: ClientId) => ({ agencyId, clientId, rowId: clientId });

const rowOf = ({ at, agencyId, actor }: Here, clientId: ClientId, note: string) => ({
  agency_id: agencyId,
  client_id: clientId,
  body: seal(placeOf(agencyId, clientId), note),
  // The database gives it the highest of the case, which the writer may not know.
  class: sql<string>`null`,
  written_by: actor,
  written_at: at,
});

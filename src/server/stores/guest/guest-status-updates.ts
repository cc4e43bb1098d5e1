import { sql } from 'kysely';
import type { ActionItemId } from '#domain/action-items/action-item.ts';
import type { StatusUpdate } from '#domain/action-items/status-update.ts';
import type { ClientId } from '#domain/people.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { newId } from '#server/platform/ids.ts';

/** Takes the place of what they said before. Whose step it is; null where it is none of theirs that is open. */
export async function saveStatusUpdate(
  { tx, at }: Pick<GuestVisit, 'tx' | 'at'>,
  id: ActionItemId,
  { said, until }: StatusUpdate,
): Promise<ClientId | null> {
  const { rows } = await sql<{ clientId: ClientId | null }>`
    select say(${id}::uuid, ${said}, ${until}::date, ${newId(at)}::uuid) as "clientId"`.execute(tx);
  return rows[0]?.clientId ?? null;
}

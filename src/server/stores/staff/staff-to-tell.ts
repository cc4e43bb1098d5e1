import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';

export type StaffToTell = { staffId: string; isOnTeam: boolean; isSupervisor: boolean };

/** Who of the staff is to hear of a change that the asker has just recorded; all of them may read it. */
export async function staffToTell(
  { tx }: Pick<Visit, 'tx'>,
  changeEventId: string,
): Promise<StaffToTell[]> {
  const { rows } = await sql<{ staff_id: string; is_on_team: boolean; is_supervisor: boolean }>`
    select t.* from auth.staff_to_tell(${changeEventId}::uuid) t
    join auth.staff_cleared_for(${changeEventId}::uuid, array(select x.staff_id from auth.staff_to_tell(${changeEventId}::uuid) x)) c on c = t.staff_id`.execute(
    tx,
  );
  return rows.map((row) => ({
    staffId: row.staff_id,
    isOnTeam: row.is_on_team,
    isSupervisor: row.is_supervisor,
  }));
}

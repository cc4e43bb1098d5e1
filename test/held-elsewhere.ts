import { sql } from 'kysely';
import { transact } from '#server/platform/database.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import type { GivenAgency, GivenClient, GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

/** Another system held this client's last conference on that day; an earlier such attestation is superseded. */
export function givenHeldElsewhere(
  house: House,
  { agencyId }: GivenAgency,
  { client, on, by }: { client: GivenClient; on: string; by: GivenStaff },
) {
  const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
  return transact(house.ownerDatabase, { asker, purpose: 'administration' }, async (tx, { at }) => {
    await sql`update held_elsewhere set superseded_at = ${at}
      where agency_id = ${agencyId} and enrollment_id = ${client.enrollmentId} and superseded_at is null`.execute(
      tx,
    );
    await sql`insert into held_elsewhere (agency_id, held_elsewhere_id, client_id, enrollment_id, held_on, source, recorded_by, recorded_at)
      values (${agencyId}, ${house.newId()}, ${client.clientId}, ${client.enrollmentId}, ${on}, 'earlier-system', ${by.staffId}, ${at})`.execute(
      tx,
    );
    await projectEnrollments({ tx, at, agencyId }, [client.enrollmentId]);
  });
}

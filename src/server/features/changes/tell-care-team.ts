import type { ChangeKind } from '#domain/policy-clock/significant-changes.ts';
import { documentReady } from '#server/platform/documents/letters.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { sendAlerts } from '#server/stores/alerts.ts';
import { staffToTell } from '#server/stores/staff-to-tell.ts';
import { staffOf } from '#server/stores/staff.ts';

type Told = { changeEventId: string; severity: ChangeKind['severity'] };

/**
 * A neutral mail at once to those of the care team who may read the change, and in a crisis to the programs' supervisors too.
 * It says that something is there to read, never what, of whom or how urgent. Answers how many were written to.
 */
export async function tellCareTeam(
  visit: Visit,
  { changeEventId, severity }: Told,
): Promise<number> {
  if (severity === 'routine') return 0;
  const { tx, agencyId, actor } = visit;
  const told = (await staffToTell(visit, changeEventId)).filter(
    ({ isOnTeam }) => isOnTeam || severity === 'crisis',
  );
  if (told.length === 0) return 0;
  const agency = await findAgency(tx, agencyId);
  const staff = await staffOf(tx, agencyId);
  const recorder = staff.find(({ staffId }) => staffId === actor);
  const letter = documentReady({
    contact: {
      name: recorder?.fullName ?? agency.neutralName,
      phone: agency.contactPhone,
      agencyNeutralName: agency.neutralName,
      isSample: agency.isSample,
    },
    link: `${visit.shell.publicOrigin}/`,
  });
  const people = staff.filter(
    ({ staffId, email }) => email !== '' && told.some((each) => each.staffId === staffId),
  );
  await sendAlerts(visit, people, letter);
  return people.length;
}

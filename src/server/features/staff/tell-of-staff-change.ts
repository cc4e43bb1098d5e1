import { agencyItself, staffChanged } from '#server/platform/documents/letters.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { sendAlerts } from '#server/stores/staff/alerts.ts';
import { staffOf } from '#server/stores/staff/staff.ts';

/** A neutral mail to every other administrator and supervisor: that there is something to read, never what or of whom. */
export async function tellOfStaffChange(visit: Visit, about: string) {
  const { tx, agencyId, actor, shell } = visit;
  const staff = await staffOf(tx, agencyId);
  const told = staff.filter(
    ({ staffId, roles, hasSignIn, deactivatedAt, email }) =>
      ![actor, about].includes(staffId) &&
      hasSignIn &&
      !deactivatedAt &&
      email !== '' &&
      (roles.includes('administrator') || roles.includes('supervisor')),
  );
  if (told.length === 0) return;
  const agency = await findAgency(tx, agencyId);
  const letter = staffChanged({
    contact: {
      ...agencyItself(agency),
      name: staff.find(({ staffId }) => staffId === actor)?.fullName ?? null,
    },
    link: `${shell.publicOrigin}/admin/staff-changes`,
  });
  await sendAlerts(visit, told, letter);
}

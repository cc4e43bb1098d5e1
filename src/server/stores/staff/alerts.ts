import type { StaffId } from '#domain/people.ts';
import { agencyItself, documentReady, type Letter } from '#server/platform/documents/letters.ts';
import { enqueue } from '#server/platform/jobs.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { addMail } from '#server/stores/mail.ts';
import { staffOf } from './staff.ts';

type Reader = { staffId: StaffId; fullName: string; email: string };

/** The same neutral letter to each of them, on its way once this is committed; whoever has no address gets none. */
export async function sendAlerts(visit: Visit, readers: readonly Reader[], letter: Letter) {
  for (const { staffId, fullName, email } of readers) {
    if (email === '') continue;
    const mailId = await addMail(visit, {
      ...letter,
      conferenceId: null,
      kind: 'alert',
      to: { kind: 'staff', id: staffId },
      toName: fullName,
      address: email,
      calendar: null,
    });
    await enqueue(visit, 'send-mail', { mailId });
  }
}

/** In the asker's name to each of these: something is ready for them at this path, never what. Answers how many were written to. */
export async function tellDocumentReady(
  visit: Visit,
  staffIds: ReadonlySet<StaffId>,
  path: string,
): Promise<number> {
  const { tx, agencyId, actor, shell } = visit;
  const staff = await staffOf(tx, agencyId);
  const agency = await findAgency(tx, agencyId);
  const readers = staff.filter(({ staffId, email }) => staffIds.has(staffId) && email !== '');
  const name = staff.find(({ staffId }) => staffId === actor)?.fullName ?? null;
  const link = `${shell.publicOrigin}${path}`;
  for (const reader of readers) {
    const asked = reader.staffId === actor ? null : name;
    const contact = { ...agencyItself(agency), name: asked };
    await sendAlerts(visit, [reader], documentReady({ contact, link }));
  }
  return readers.length;
}

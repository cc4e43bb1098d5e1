import type { StaffId } from '#domain/people.ts';
import type { Letter } from '#server/platform/documents/letters.ts';
import { enqueue } from '#server/platform/jobs.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addMail } from './mail.ts';

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

import { enqueue } from '#server/platform/jobs.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addToRecord } from './add-to-record.ts';
import { addMail, type NewMail } from './mail.ts';

type Concerning = { clientIds: readonly string[]; timeZone: string };

/** What goes to somebody outside stands in the record of each client it has to do with. */
export async function writeMail(visit: Visit, mail: NewMail, { clientIds, timeZone }: Concerning) {
  const mailId = await addMail(visit, mail);
  await enqueue(visit, 'send-mail', { mailId });
  if (mail.to.kind === 'staff') return mailId;
  const on = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const change = mail.kind === 'document' ? 'notice' : mail.kind;
  await addToRecord(
    visit,
    clientIds.map((clientId) => ({
      kind: 'mail',
      change,
      clientId,
      aboutId: mailId,
      on,
      at: visit.at,
    })),
  );
  return mailId;
}

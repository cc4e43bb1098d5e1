import type { sendMailAgain as endpoint } from '#contract/outbox.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isSuperseded, lockMail, settleMail } from '#server/stores/mail.ts';
import { mayBeWrittenTo } from './may-be-written-to.ts';
import { isForOneMoment, isStranded } from './show-mail.ts';

/** A person's own choice: nothing that may already have arrived goes out a second time without one. */
export async function sendMailAgain({ mailId }: InputOf<typeof endpoint>, visit: Visit) {
  const mail = await lockMail(visit, mailId);
  const isSettled = mail.state === 'failed' || mail.state === 'held' || mail.state === 'unknown';
  if (isForOneMoment(mail) || (!isSettled && !isStranded(mail, visit.at)))
    throw new Refused('mail-not-to-be-sent-again');
  if (await isSuperseded(visit, mail)) throw new Refused('mail-superseded');
  // Consent is asked anew, and only who may read the conference can ask.
  if (mail.to.kind !== 'staff' && !visit.abilities.has('conference:read'))
    throw new Refused('mail-needs-its-staff');
  const permission = await mayBeWrittenTo(visit, mail);
  if (!permission.allowed) throw new Refused(permission.because);
  await settleMail(visit, mailId, { state: 'queued', problem: '' });
  await enqueue(visit, 'send-mail', { mailId });
  return { mailId, state: 'queued' as const };
}

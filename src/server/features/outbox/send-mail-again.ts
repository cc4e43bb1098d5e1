import type { sendMailAgain as endpoint } from '#contract/outbox.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { enqueue } from '#server/platform/jobs.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isSuperseded, wasSentAgain } from '#server/stores/mail-passed-by.ts';
import { lockMail, settleMail, type StoredMail } from '#server/stores/mail.ts';
import { mayBeWrittenTo } from './may-be-written-to.ts';
import { isForOneMoment, isStranded } from './show-mail.ts';
import { writeAgain } from './write-again.ts';

/** A person's own choice: nothing that may already have arrived goes out a second time without one. */
export async function sendMailAgain({ mailId }: InputOf<typeof endpoint>, visit: Visit) {
  const mail = await lockMail(visit, mailId);
  if (isForOneMoment(mail) || !(maySettleAnew(mail, visit) || isStranded(mail, visit.at)))
    throw new Refused('mail-not-to-be-sent-again');
  if (wasSentAgain(mail) || (await isSuperseded(visit, mail))) throw new Refused('mail-superseded');
  // Consent is asked anew, and only who may read the conference can ask.
  if (mail.to.kind !== 'staff' && !visit.abilities.has('conference:read'))
    throw new Refused('mail-needs-its-staff');
  const permission = await mayBeWrittenTo(visit, mail);
  if (!permission.allowed) throw new Refused(permission.because);
  visit.touch(...permission.grants.map(({ client }) => client));
  const writtenAnew = await writeAgain(visit, mail);
  if (writtenAnew !== null) return { mailId: writtenAnew, state: 'queued' as const };
  await settleMail(visit, mailId, { state: 'queued', problem: '' });
  await enqueue(visit, 'send-mail', { mailId });
  return { mailId, state: 'queued' as const };
}

/** What surely left is for the staff of its meeting alone. */
const maySettleAnew = ({ state }: StoredMail, { abilities }: Visit) =>
  state === 'sent'
    ? abilities.has('conference:plan')
    : state === 'failed' || state === 'held' || state === 'unknown';

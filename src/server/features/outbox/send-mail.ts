import { jobs, type Payload } from '#contract/jobs.ts';
import { job } from '#server/platform/jobs.ts';
import { messageIdOf, type Delivery, type Mail } from '#server/platform/mailer.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { recordDisclosure } from '#server/stores/disclosures/disclosures.ts';
import {
  isForGuest,
  lockMail,
  settleMail,
  type MailChange,
  type StoredMail,
} from '#server/stores/mail.ts';
import { isSuperseded } from '#server/stores/mail-passed-by.ts';
import { mayBeWrittenTo } from './may-be-written-to.ts';
import { putIn } from './put-in.ts';

const mostAttempts = 5;

/** Intent first: what a crash leaves behind as "sending" may lie in a mailbox, so it is never sent again by itself. */
async function sendMail({ mailId }: Payload<'send-mail'>, { shell, step }: Passage) {
  const mail = await step((visit) => prepare(visit, mailId));
  if (mail === null || shell.mailer === undefined) return;
  const delivery = await shell.mailer.deliver(mail);
  const change = await step(async (visit) => {
    const { attempts } = await lockMail(visit, mailId);
    const outcome = outcomeOf(delivery, attempts);
    await settleMail(visit, mailId, outcome);
    return outcome;
  });
  if (change.state === 'queued') throw new Error('The mail server cannot take this mail yet.');
}

async function prepare(visit: Visit, mailId: string): Promise<Mail | null> {
  const mail = await lockMail(visit, mailId);
  if (mail.state === 'sending')
    await settleMail(visit, mailId, { state: 'unknown', problem: 'outcome-unknown' });
  if (mail.state !== 'queued') return null;
  // It may have been on its way to a busy mail server when the newer one was written.
  if (await isSuperseded(visit, mail)) {
    await settleMail(visit, mailId, { state: 'cancelled', problem: 'superseded' });
    return null;
  }
  const permission = await mayBeWrittenTo(visit, mail);
  if (permission.allowed) visit.touch(...permission.grants.map(({ client }) => client));
  if (!permission.allowed) {
    await settleMail(visit, mailId, { state: 'cancelled', problem: permission.because });
    return null;
  }
  if (visit.shell.mailer === undefined) {
    await settleMail(visit, mailId, { state: 'held', problem: 'no-mail-server' });
    return null;
  }
  const text = await putIn(visit, mail);
  if (text === null) {
    await settleMail(visit, mailId, { state: 'cancelled', problem: 'code-over' });
    return null;
  }
  // Written down before it leaves; what was sent again was written down the first time, and a guest was told by the mail before.
  if (permission.grants.length > 0 && mail.attempts === 0 && !isForGuest(mail.kind))
    await recordDisclosure(visit, permission.grants, {
      channel: 'email',
      description:
        mail.kind === 'document'
          ? 'Notice that a record is ready'
          : 'Invitation to a case conference',
      // A neutral mail tells no class in words, and so carries no text about one.
      texts: [],
    });
  await settleMail(visit, mailId, { state: 'sending' });
  const letter = letterOf({ ...mail, text }, visit.shell.publicOrigin);
  if (mail.to.kind === 'staff') return letter;
  // Whom they know: a name of a product alone looks like unwanted mail.
  const { neutralName } = await findAgency(visit.tx, visit.agencyId);
  return { ...letter, fromName: neutralName };
}

const letterOf = (
  { mailId, address, subject, text, calendar }: StoredMail,
  origin: string,
): Mail => ({
  messageId: messageIdOf(mailId, `mail@${new URL(origin).hostname}`),
  to: address,
  subject,
  text,
  ...(calendar === null ? {} : { ics: calendar }),
});

function outcomeOf(delivery: Delivery, attempts: number): MailChange {
  if (delivery === 'sent') return { state: 'sent' };
  const problem = delivery.failed;
  switch (problem) {
    case 'no-mail-server':
      return { state: 'held', problem };
    case 'outcome-unknown':
      return { state: 'unknown', problem };
    case 'mail-server-busy':
    case 'mail-server-unreachable':
      return attempts < mostAttempts ? { state: 'queued', problem } : { state: 'failed', problem };
    case 'mail-not-sendable':
    case 'mail-server-refused':
      return { state: 'failed', problem };
  }
}

export const sendMailJob = job(
  jobs['send-mail'],
  { needs: 'account:own', purpose: 'care-coordination' },
  sendMail,
);

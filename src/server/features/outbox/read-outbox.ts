import type {
  readConferenceMails as ofConference,
  readOutbox as endpoint,
} from '#contract/outbox.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findConference } from '#server/stores/conferences.ts';
import { mailPage, mailsOf } from '#server/stores/mail.ts';
import { showMail } from './show-mail.ts';

const size = 50;

export async function readOutbox({ after, state }: InputOf<typeof endpoint>, visit: Visit) {
  const rows = await mailPage(visit, { after: after?.[0], state, size: size + 1 });
  const page = rows.slice(0, size);
  return {
    mails: page.map((mail) => showMail(mail, visit.at)),
    next: rows.length > size ? (page.at(-1)?.mailId ?? null) : null,
  };
}

export async function readConferenceMails(
  { conferenceId }: InputOf<typeof ofConference>,
  visit: Visit,
) {
  await findConference(visit, conferenceId);
  const mails = await mailsOf(visit, conferenceId);
  return { mails: mails.map((mail) => showMail(mail, visit.at)) };
}

import type { z } from 'zod';
import type { readOutbox } from '#contract/outbox.ts';
import type { StoredMail } from '#server/stores/mail.ts';

type MailView = z.input<(typeof readOutbox)['reply']>['mails'][number];

/** Longer than any mail server is waited for, and longer than a queue takes: nobody is at it any more. */
const patience = { sending: 5, queued: 60 };

/** What a crash, or a sender who left, has left behind. */
export function isStranded({ state, sendingAt, writtenAt }: StoredMail, at: Temporal.Instant) {
  const minutesSince = (moment: Temporal.Instant) => moment.until(at).total('minutes');
  if (state === 'queued') return minutesSince(writtenAt) > patience.queued;
  return state === 'sending' && sendingAt !== null && minutesSince(sendingAt) > patience.sending;
}

const stateWords: Readonly<Record<StoredMail['state'], string>> = {
  queued: 'Waits to be sent.',
  sending: 'Is being sent.',
  sent: 'Was handed to the mail server.',
  held: 'Not sent: no mail server is set up.',
  unknown:
    'The connection broke while it was being sent. It may have arrived: ask before you send it again.',
  failed: 'Was not sent. Look at the address and at the mail server, then send it again.',
  cancelled: 'Was cancelled before it was sent.',
};

const problemWords: Readonly<Record<string, string>> = {
  'mail-not-sendable': 'The address cannot be used. Correct it in the directory.',
  'mail-server-refused': 'The mail server refused it.',
  'mail-server-busy': 'The mail server was busy.',
  'mail-server-unreachable': 'The mail server could not be reached.',
  'consent-no-longer-allows': 'The consent behind it does not hold any more.',
  'recipient-has-died': 'Whom it was for has died.',
  superseded: 'A newer mail took its place.',
  'sent-again': 'It was sent again since.',
  'code-over': 'Its time was over before it could be sent. The person can ask for a new one.',
};

/** A link to somebody's sign-in is in their mail and nowhere else, so that this one is never passed on from here. */
const heldRecovery =
  'No mail server is set up, so it was not sent. Help this person from the staff page: there you can make a link for them.';

const stoppedByMistake =
  'Was stopped because a date of death was recorded, which was taken back since. Read it, then send it again.';

/** What somebody asked for a moment ago they ask for again themselves. */
export const isForOneMoment = ({ kind }: StoredMail) =>
  kind === 'recovery' || kind === 'guest-code';

const momentWords: Readonly<Partial<Record<StoredMail['state'], string>>> = {
  held: 'Not sent: no mail server was set up.',
  unknown: 'The connection broke while it was being sent. It may have arrived.',
  failed: 'Was not sent. Look at the address and at the mail server.',
};
const askAgain = 'The person can ask for a new one.';

const guestAsked = 'They asked for it to open the page that an earlier mail links to.';

const carriesLink = ({ kind }: StoredMail) =>
  kind === 'recovery' || kind === 'staff-invitation' || kind === 'staff-recovery';

function wordsFor(mail: StoredMail, state: StoredMail['state']): string {
  const ofMoment = isForOneMoment(mail) ? momentWords[state] : undefined;
  if (carriesLink(mail) && state === 'held') return heldRecovery;
  if (ofMoment !== undefined) return `${ofMoment} ${askAgain}`;
  if (mail.problem === 'death-taken-back') return stoppedByMistake;
  return mail.kind === 'guest-code' ? `${guestAsked} ${stateWords[state]}` : stateWords[state];
}

export function showMail(mail: StoredMail, at: Temporal.Instant): MailView {
  const isLeft = isStranded(mail, at);
  const state = isLeft && mail.state === 'sending' ? 'unknown' : mail.state;
  const problem = problemWords[mail.problem];
  const words = wordsFor(mail, state);
  return {
    mailId: mail.mailId,
    conferenceId: mail.conferenceId,
    to: mail.address,
    toName: mail.toName,
    subject: mail.subject,
    text: mail.text,
    calendarFile: mail.calendar?.content ?? null,
    state,
    problem: mail.problem === '' ? null : mail.problem,
    inWords: problem === undefined ? words : `${words} ${problem}`,
    writtenAt: mail.writtenAt.toString(),
    settledAt: mail.settledAt?.toString() ?? null,
    maySendAgain:
      !isForOneMoment(mail) && (isLeft || ['failed', 'held', 'unknown'].includes(state)),
  };
}

/**
 * The trail says whom a meeting was about when a mail of it left. Once being served by a partner tells something (0440), the outbox of
 * the agency names no provider; the mails of the meeting do, to those who may know.
 */
export const withoutAddressee = (mail: MailView): MailView => ({
  ...mail,
  to: '',
  toName: 'A provider',
  calendarFile: null,
});

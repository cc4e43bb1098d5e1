import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';

/** Nobody who glances at a mailbox learns more than these four lines. */
export type MailSubject =
  | 'Meeting invitation'
  | 'Meeting reminder'
  | 'A document is ready for you'
  | 'Your code';

export type Mail = {
  messageId: string;
  to: string;
  /** Whose name stands before the address of the sender; ours, where none is given. */
  fromName?: string;
  subject: MailSubject;
  text: string;
  ics?: { method: 'REQUEST' | 'CANCEL'; content: string };
};

/** Only `outcome-unknown` may already lie in a mailbox; sending it again needs a person's word. */
export type MailFailure =
  | 'no-mail-server'
  | 'mail-not-sendable'
  | 'mail-server-unreachable'
  | 'mail-server-busy'
  | 'mail-server-refused'
  | 'outcome-unknown';

export type Delivery = 'sent' | { failed: MailFailure };

export type Mailer = { deliver: (mail: Mail) => Promise<Delivery> };

type MailerOptions = { smtpUrl: string | undefined; from: string; patienceMs?: number };

const ourName = 'Roundtable';
const address = /^[^\s@<>",:;()[\]\\]+@[^\s@<>",:;()[\]\\]+$/;

/** The same row of the outbox always has the same id, so that a receiver can drop a second copy. */
export const messageIdOf = (outboxId: string, from: string): string =>
  `<${outboxId}@${from.slice(from.lastIndexOf('@') + 1)}>`;

// A line break is what starts a forged header; none of these may hold one, or any other control.
const isSendable = ({ messageId, to, subject, fromName = ourName }: Mail): boolean =>
  /^<[\w.-]+@[\w.-]+>$/.test(messageId) &&
  address.test(to) &&
  ![messageId, to, subject, fromName].some((value) => /\p{Cc}/u.test(value));

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

const replyCode = (error: unknown): number =>
  typeof error === 'object' &&
  error !== null &&
  'responseCode' in error &&
  typeof error.responseCode === 'number'
    ? error.responseCode
    : 0;

const failureOf = (error: unknown, serverAwaitedText: boolean): MailFailure => {
  const code = replyCode(error);
  if (code >= 500) return 'mail-server-refused';
  if (code >= 400) return 'mail-server-busy';
  return serverAwaitedText ? 'outcome-unknown' : 'mail-server-unreachable';
};

/** Listens to the talk with the server for the one line after which the mail is out of our hands. */
const listener = () => {
  const heard = { awaitsText: false };
  const listen = (...line: unknown[]): void => {
    if (line.some((part) => typeof part === 'string' && /^354\b/.test(part)))
      heard.awaitsText = true;
  };
  const logger = {
    level: () => {},
    trace: listen,
    debug: listen,
    info: listen,
    warn: listen,
    error: listen,
    fatal: listen,
  };
  return { heard, logger };
};

/** One mail to one person, or the reason why not, within a bounded time and never by an exception. */
export const openMailer = ({ smtpUrl, from, patienceMs = 60_000 }: MailerOptions): Mailer => {
  if (smtpUrl === undefined)
    return { deliver: () => Promise.resolve({ failed: 'no-mail-server' }) };
  const { hostname } = new URL(smtpUrl);
  const step = Math.min(15_000, patienceMs);

  const deliver = async (mail: Mail): Promise<Delivery> => {
    if (!isSendable(mail)) return { failed: 'mail-not-sendable' };
    const { heard, logger } = listener();
    const transport = createTransport({
      url: smtpUrl,
      name: from.slice(from.lastIndexOf('@') + 1),
      requireTLS: !isThisMachine(hostname),
      connectionTimeout: step,
      greetingTimeout: step,
      dnsTimeout: step,
      socketTimeout: step,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger,
      transactionLog: true,
    });
    try {
      await transport.sendMail({
        from: { name: mail.fromName ?? ourName, address: from },
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        messageId: mail.messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(patienceMs),
        ...(mail.ics ? { icalEvent: { filename: 'meeting.ics', ...mail.ics } } : {}),
      });
      return 'sent';
    } catch (error) {
      return { failed: failureOf(error, heard.awaitsText) };
    }
  };
  return { deliver };
};

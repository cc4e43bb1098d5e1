import { telephone } from '#contract/one-line.ts';
import { momentInWords, spanInWords } from '#domain/words.ts';
import type { Mail } from '#server/platform/mailer.ts';
import { linkWithheld, webAddress } from './withheld.ts';

export type Letter = Pick<Mail, 'subject' | 'text'>;

/** Whom to ask. An agency appears by its neutral name only: its legal name may imply a condition. */
export type LetterContact = {
  /** Null where nobody wrote: a reader is never sent to themselves. */
  name: string | null;
  phone: string;
  agencyNeutralName: string;
  /** Said in the letter too, in case it reaches somebody. */
  isSample?: boolean;
};

/** All that a letter can know. Without a link it is for somebody who has no sign-in: theirs is made when the mail leaves. */
export type NoticeFacts = { contact: LetterContact; link?: string };
export type MeetingFacts = NoticeFacts & { start: Temporal.ZonedDateTime; minutes: number };

const short = (value: string): string => {
  if (value.trim() === '' || value.length > 120 || /\p{Cc}|[\u2028\u2029]/u.test(value))
    throw new Error('A letter takes names and numbers of one short line.');
  return value.trim();
};

const phoneNumber = (value: string): string => {
  if (!telephone.test(value))
    throw new Error('A letter takes a telephone number, and no other words in its place.');
  return value;
};

export const questionsTo = ({
  name,
  phone,
  agencyNeutralName,
  isSample = false,
}: LetterContact): string =>
  `Questions? Call ${name === null ? '' : `${short(name)}, `}${short(agencyNeutralName)}, at ${phoneNumber(phone)}. ` +
  'Please do not answer this email: nobody reads the replies.' +
  (isSample ? '\n\nSample data. Nobody here is real.' : '');

/** Of an agency what a letter may tell, where nobody in particular wrote it. */
export const agencyItself = (
  agency: { neutralName: string; contactPhone: string } & Required<Pick<LetterContact, 'isSample'>>,
): LetterContact => ({
  name: null,
  phone: agency.contactPhone,
  agencyNeutralName: agency.neutralName,
  isSample: agency.isSample,
});

const calledFirst = ({ name, agencyNeutralName }: LetterContact) =>
  short(name ?? agencyNeutralName);

const spanOf = ({ start, minutes }: MeetingFacts): string =>
  spanInWords(start, start.add({ minutes }));

export const letter = (subject: Letter['subject'], paragraphs: readonly string[]): Letter => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
});

const wayIn = ({ link, contact }: NoticeFacts): string[] =>
  link === undefined
    ? [
        `Open this address to answer and to see how to join:\n${linkWithheld}`,
        `Or call ${calledFirst(contact)} to say whether you can come and to learn how to join.`,
      ]
    : [`Sign in to answer and to see how to join:\n${webAddress(link)}`];

export const meetingInvitation = (facts: MeetingFacts): Letter =>
  letter('Meeting invitation', [
    'Hello,',
    `You are invited to a meeting:\n${spanOf(facts)}`,
    ...wayIn(facts),
    questionsTo(facts.contact),
  ]);

export const meetingChanged = (facts: MeetingFacts): Letter =>
  letter('Meeting invitation', [
    'Hello,',
    `A meeting that you were invited to has changed. It is now:\n${spanOf(facts)}`,
    ...wayIn(facts),
    questionsTo(facts.contact),
  ]);

/** Says first that nobody needs to come, because the subject is not free to say so. */
export const meetingCancelled = (facts: Omit<MeetingFacts, 'minutes' | 'link'>): Letter =>
  letter('Meeting invitation', [
    'Hello,',
    `This meeting is cancelled:\n${momentInWords(facts.start)}`,
    'You do not need to do anything.',
    questionsTo(facts.contact),
  ]);

/** With a start it says of which meeting, for somebody who has to ask for it. */
export const documentReady = (facts: NoticeFacts & Partial<Pick<MeetingFacts, 'start'>>): Letter =>
  letter('A document is ready for you', [
    'Hello,',
    facts.start === undefined
      ? 'A document is ready for you.'
      : `A document is ready for you. It is from this meeting:\n${momentInWords(facts.start)}`,
    ...(facts.link === undefined
      ? [
          `Open this address to read what of it concerns you:\n${linkWithheld}`,
          `Or call ${calledFirst(facts.contact)} to receive it.`,
        ]
      : [`Sign in to read it:\n${webAddress(facts.link)}`]),
    questionsTo(facts.contact),
  ]);

/** To administrators and supervisors: what was done about whose seat is for whoever signs in. */
export const staffChanged = (facts: NoticeFacts & { link: string }): Letter =>
  letter('A document is ready for you', [
    'Hello,',
    `Something about who works with us was changed, or waits for somebody to agree. Sign in to read it:\n${webAddress(facts.link)}`,
    questionsTo(facts.contact),
  ]);

/** What comes near, and whose it is, is for whoever signs in. */
export const dateComesNear = (facts: NoticeFacts & { link: string }): Letter =>
  letter('A document is ready for you', [
    'Hello,',
    `A date that you keep an eye on comes near. Sign in to see it:\n${webAddress(facts.link)}`,
    questionsTo(facts.contact),
  ]);

/** To administrators: which rules are refused, and of what program, is for whoever signs in. */
export const rulesRefused = (facts: NoticeFacts & { link: string }): Letter =>
  letter('A document is ready for you', [
    'Hello,',
    `Something that was set up here is not as it was left, and dates wait for it. Sign in to read what helps:\n${webAddress(facts.link)}`,
    questionsTo(facts.contact),
  ]);

/** To staff, once a day: how much needs them, and nothing of what it is. */
export const duePapers = (facts: NoticeFacts & { link: string; count: number }): Letter =>
  letter('A document is ready for you', [
    'Hello,',
    facts.count === 1
      ? `One thing on your list needs you today. Sign in to see it:\n${webAddress(facts.link)}`
      : `${facts.count} things on your list need you today. Sign in to see them:\n${webAddress(facts.link)}`,
    questionsTo(facts.contact),
  ]);

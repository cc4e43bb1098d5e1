import { dateInWords, minutesInWords } from '#domain/words.ts';
import { attemptSentence } from './attempt-told.ts';
import { clockFactSentence } from './clock-fact-told.ts';
import { contactActivities, contactChannels } from './contact-activities.ts';
import { verificationSentence } from './verification-told.ts';
import type { ConferenceHeld, ContactMade, RecordItem } from './record-item.ts';

/** What happened, in a word, a sentence, and a line of evidence below it; the client by the word of their programs. */
export type RecordSentence = { title: string; text: string; detail: string };

export function sentenceOf(item: RecordItem, client: string): RecordSentence {
  switch (item.kind) {
    case 'import':
      return {
        title: 'Import',
        text:
          item.change === 'made'
            ? `Added from ${sourceName(item.source)}.`
            : `Updated from ${sourceName(item.source)}.`,
        detail: '',
      };
    case 'enrollment':
      return { title: 'Enrollment', text: enrollmentText(item), detail: '' };
    case 'conference':
      return conferenceSentence(item);
    case 'held-elsewhere':
      return {
        title: 'Held elsewhere',
        text: `A conference for ${item.program} was held elsewhere. ${item.source}`,
        detail: item.isSuperseded ? 'Corrected since.' : '',
      };
    case 'action': {
      const owner = item.owner ?? `The ${client}`;
      return {
        title: actionTitles(client)[item.change],
        text: item.text,
        detail: isAnswer(item.change) ? owner : joined(owner, item.outcome),
      };
    }
    case 'contact':
      return contactSentence(item);
    case 'attempt':
      return attemptSentence(item);
    case 'mail':
      return {
        title: 'Mail',
        text: mailText(item),
        detail: '',
      };
    case 'consent':
      return consentSentence(item);
    case 'document':
      return {
        title: 'Document',
        text: 'Conference form filed.',
        detail: item.pages === 1 ? '1 page' : `${item.pages} pages`,
      };
    case 'change':
    case 'reassessment':
    case 'exemption':
    case 'pause':
      return clockFactSentence(item);
    case 'verification':
      return verificationSentence(item);
  }
}

const actionTitles = (client: string) =>
  ({
    done: 'Action done',
    cancelled: 'Action given up',
    agreed: `The ${client} agreed`,
    declined: `The ${client} declined`,
    'answer-taken-back': `The ${client}’s answer was taken back`,
  }) as const;

/** What became of the action later is no part of what the client said to it. */
const isAnswer = (change: keyof ReturnType<typeof actionTitles>) =>
  change !== 'done' && change !== 'cancelled';

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('. ');

const sourceName = (source: string) => (source === 'hmis' ? 'an HMIS export' : source);

function enrollmentText({
  change,
  program,
  worker,
}: Extract<RecordItem, { kind: 'enrollment' }>): string {
  switch (change) {
    case 'began':
      return worker === null ? `${program} began.` : `${program} began, with ${worker}.`;
    case 'ended':
      return `${program} ended.`;
    case 'moved':
      return worker === null
        ? `${program}: no worker any more.`
        : `${program}: now with ${worker}.`;
    case 'corrected':
      return `${program}: the dates were corrected.`;
  }
}

const modeWords = {
  in_person: 'In person',
  telephone: 'By telephone',
  video: 'Video',
  email: 'By email',
  mixed: 'Mixed',
} as const;

const conferenceTitles = {
  held: 'Case conference',
  voided: 'Case conference declared void',
  restored: 'Case conference restored',
} as const;

const internalTitles = {
  held: 'Internal case review',
  voided: 'Internal case review declared void',
  restored: 'Internal case review restored',
} as const;

function conferenceSentence(item: ConferenceHeld): RecordSentence {
  const { change, mode, minutes, people, outcome, actions, counts, isVoid, contacts } = item;
  const { isInternal } = item;
  const time = minutes === null ? '' : `, ${minutesInWords(minutes)}`;
  const who = people.length === 1 ? '1 person' : `${people.length} people`;
  const named = people.length === 0 ? '' : `, ${who}: ${people.join(', ')}`;
  return {
    title: isInternal ? internalTitles[change] : conferenceTitles[change],
    text: outcome ?? '',
    detail: joined(
      `${modeWords[mode]}${time}${named}`,
      actionsInWords(actions),
      isVoid
        ? 'Void: it does not count'
        : isInternal
          ? 'Among own staff: it never counts'
          : counts === false
            ? 'Does not count under the program’s rule'
            : '',
      contactsInWords(contacts),
    ),
  };
}

/** "Contacts that led to it: Fri 8 May 2026; that came of it: Wed 20 May 2026" */
function contactsInWords(contacts: ConferenceHeld['contacts']): string {
  const parts = (['led-to', 'came-of'] as const).flatMap((side) =>
    contacts[side].length === 0
      ? []
      : [`that ${sideWords[side]}: ${contacts[side].map(dateInWords).join(', ')}`],
  );
  return parts.length === 0 ? '' : `Contacts ${parts.join('; ')}`;
}

const sideWords = { 'led-to': 'led to it', 'came-of': 'came of it' } as const;

/** "Led to conference 12, Wed 6 May 2026" */
export const linkInWords = ({
  number,
  relation,
  heldOn,
}: ContactMade['conferences'][number]): string =>
  `${relation === 'led-to' ? 'Led to' : 'Came of'} conference ${number}${heldOn === null ? '' : `, ${dateInWords(heldOn)}`}`;

function actionsInWords(actions: ConferenceHeld['actions']): string {
  if (actions === null) return '';
  const { total, open } = actions;
  if (total === 0) return 'No actions';
  const all = total === 1 ? '1 action' : `${total} actions`;
  if (open === 0) return total === 1 ? `${all}, done` : `${all}, none open`;
  return open === total ? `${all}, ${total === 1 ? 'open' : 'all open'}` : `${all}, ${open} open`;
}

function contactSentence(item: ContactMade): RecordSentence {
  const { activity, otherActivity, partner, channel, minutes, note, isInternal } = item;
  const time = minutes === null ? '' : `, ${minutesInWords(minutes)}`;
  const doing = activity === 'other' ? otherActivity : contactActivities[activity];
  return {
    title: 'Contact',
    text: `${partner} ${contactChannels[channel]}${time}. ${note}`,
    detail: joined(
      isInternal ? `${doing}, within the agency` : doing,
      ...item.conferences.map(linkInWords),
    ),
  };
}

const mailWords = {
  invitation: 'Invitation',
  reminder: 'Reminder',
  change: 'News of a change',
  cancellation: 'Cancellation',
  notice: 'Notice that a document is ready',
  document: 'Notice that a document is ready',
} as const;

/** A letter that has not left says so: the record must not claim that somebody was told. */
function mailText({ change, recipient, state }: Extract<RecordItem, { kind: 'mail' }>): string {
  const letter = mailWords[change];
  const isNotice = change === 'notice' || change === 'document';
  switch (state) {
    case 'sent':
      return `${letter}${isNotice ? ',' : ''} sent to ${recipient}.`;
    case 'held':
      return `${letter} to ${recipient} waits in the outbox.`;
    case 'failed':
      return `${letter} to ${recipient} could not be sent.`;
    case 'unknown':
      return `${letter} to ${recipient}: it is not known whether it was sent.`;
    case 'cancelled':
      return `${letter} to ${recipient} was not sent.`;
    default:
      return `${letter} to ${recipient} waits to be sent.`;
  }
}

function consentSentence({
  change,
  recipient,
  until,
}: Extract<RecordItem, { kind: 'consent' }>): RecordSentence {
  switch (change) {
    case 'signed': {
      const detail = until === null ? 'No end date' : `Ends ${dateInWords(until)}`;
      return { title: 'Consent', text: `Signed for ${recipient}.`, detail };
    }
    case 'refused':
      return { title: 'Consent refused', text: `${recipient} may not be told.`, detail: '' };
    case 'withdrawn':
      return {
        title: 'Consent recorded in error',
        text: `What was recorded for ${recipient} never held.`,
        detail: '',
      };
    case 'revoked':
    case 'ended':
      return { title: 'Consent ended', text: `${recipient} may no longer be told.`, detail: '' };
  }
}

export const nextStepCodes = [
  'call-again',
  'write',
  'other-contact',
  'ask-managed-care-plan',
  'visit',
  'none',
] as const;
export type NextStep = (typeof nextStepCodes)[number];

export const nextStepWords = {
  'call-again': 'Call again',
  write: 'Write to them',
  'other-contact': 'Ask another contact',
  'ask-managed-care-plan': 'Ask the managed care plan',
  visit: 'Visit them',
  none: 'None',
} as const satisfies Record<NextStep, string>;

const channels: Readonly<Record<string, string>> = {
  telephone: 'By phone',
  email: 'By email',
  letter: 'By letter',
  in_person: 'In person',
  message: 'By message',
};

const outcomes: Readonly<Record<string, string>> = {
  no_response: 'No answer',
  left_message: 'Left a message',
  declined: 'Declined',
  no_show: 'Did not come',
  undeliverable: 'Could not be delivered',
  rescheduled: 'Asked for another time',
};

/** A policy may name ways and outcomes of its own: its code is then the word. */
const ownWord = (code: string) =>
  code.charAt(0).toUpperCase() + code.slice(1).replaceAll(/[_-]/g, ' ');

export const channelInWords = (code: string) => channels[code] ?? ownWord(code);
export const outcomeInWords = (code: string) => outcomes[code] ?? ownWord(code);
export const nextStepInWords = (code: string) =>
  nextStepWords[nextStepCodes.find((known) => known === code) ?? 'none'];

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export type Told = { to: string; channel: string; outcome: string };

/** "Dr Hana Lee by phone: no answer." */
export const attemptInWords = ({ to, channel, outcome }: Told) =>
  `${to} ${inSentence(channelInWords(channel))}: ${inSentence(outcomeInWords(outcome))}.`;

/** What one would write down of it, to begin a note with. */
export const noteToBeginWith = ({ to, channel, outcome }: Told, conference: string) =>
  `Asked ${to} ${inSentence(channelInWords(channel))} for a ${conference}: ${inSentence(outcomeInWords(outcome))}.`;

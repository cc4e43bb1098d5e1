import type { GuestMeeting, GuestReply } from '#contract/guest.ts';

export const replyOptions: readonly { id: GuestReply; label: string }[] = [
  { id: 'yes', label: 'Yes' },
  { id: 'another-time', label: 'Not then, but at another time' },
  { id: 'no', label: 'No' },
];

const answers: Readonly<Record<GuestReply, string>> = {
  yes: 'You answered that you come.',
  'another-time': 'You answered that you can come at another time.',
  no: 'You answered that you do not come.',
};

/** What stands above the answers. */
export const answeredInWords = (reply: GuestReply | 'waiting'): string =>
  reply === 'waiting'
    ? 'Please answer, so that it can be planned.'
    : `${answers[reply]} You can change it until the meeting begins.`;

/** What a telephone dials: the number itself, and the extension where there is one. */
export function dialed(phone: string): string | null {
  const [, number = '', extension] =
    /^(\+?[\d ().-]{7,25}?) *(?:(?:ext\.?|x) ?(\d{1,6}))?$/i.exec(phone.trim()) ?? [];
  if (number === '') return null;
  const digits = number.replaceAll(/[^\d+]/g, '');
  return extension === undefined ? `tel:${digits}` : `tel:${digits};ext=${extension}`;
}

type Update = NonNullable<GuestMeeting['actions'][number]['update']>;

/** What they said of a step, as they read it again. */
export function saidInWords({ said, untilInWords, onInWords }: Update): string {
  const more = `you need more time, until ${untilInWords}`;
  const words = { done: 'it is done', 'more-time': more, cannot: 'you cannot do it' }[said];
  return `On ${onInWords} you said that ${words}.`;
}

import type { readClosing } from '#contract/conferences/close.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { counted } from '#domain/plurals.ts';
import { minutesInWords } from '#domain/words.ts';
import { minutesBetween, type Review } from '#web/features/conferences/hold-words.ts';

export type Closing = ReplyOf<typeof readClosing>;
export type Gap = Closing['gaps'][number];
export type Recipient = Closing['distribution'][number];

export const closingTasks = ['attendance', 'summaries', 'needs', 'actions', 'recipients'] as const;
export type ClosingTask = (typeof closingTasks)[number];

const taskOfField: Record<Gap['field'], ClosingTask> = {
  conference: 'needs',
  times: 'attendance',
  attendance: 'attendance',
  name: 'attendance',
  title: 'attendance',
  agency: 'attendance',
  summary: 'summaries',
  needs: 'needs',
  'action-items': 'actions',
  exchange: 'attendance',
};

export const taskOf = ({ field }: Gap) => taskOfField[field];

/** Where on the page one client's part of a task stands. */
export const placeOf = (task: ClosingTask, reviewId: string) => `close-${task}-${reviewId}`;

export const covered = ({ reviews }: ConferenceView) =>
  reviews.filter(({ state }) => state === 'done');

export const usedWords = ({ client, startedAt, endedAt }: Review): string =>
  startedAt === null || endedAt === null
    ? `${client.name}: times missing`
    : `${client.name} ${minutesInWords(minutesBetween(startedAt, endedAt))}`;

export const hasContent = ({ entries, summary, actionItems }: Review) =>
  entries.length > 0 || summary !== null || actionItems.length > 0;

export const ownActionsWords = (count: number) =>
  count === 1
    ? 'One action is theirs. The mail does not name it.'
    : `${counted(count, 'action is', 'actions are')} theirs. The mail names none of them.`;

/** The same thing missing of several people is one thing to put right. */
export function thingsMissing(gaps: readonly Gap[]) {
  const together = Map.groupBy(gaps, ({ reviewId, code }) => `${reviewId} ${code}`);
  return [...together].flatMap(([id, all]) => {
    const [gap] = all;
    if (!gap) return [];
    const names = all.flatMap(({ person }) => person?.name ?? []).join(', ');
    const words = gap.clientName === null ? gap.inWords : `${gap.clientName}: ${gap.inWords}`;
    return [{ id, gap, inWords: names === '' ? words : `${words} ${names}` }];
  });
}

export const wayWords: Record<Recipient['way'], string> = {
  mail: 'By email',
  'in-app': 'In Roundtable',
  'no-email': 'No email address',
  'may-not-email': 'Not by email',
  'has-died': 'Has died',
  withheld: 'No consent',
};

/** What a person who gets no mail gets, and what is left to do. */
export const wayExplained: Record<Exclude<Recipient['way'], 'mail'>, string> = {
  'in-app': 'Their actions wait in Roundtable. No mail is sent.',
  'no-email': 'There is no email address, so no mail is sent. Tell them yourself what was agreed.',
  'may-not-email':
    'They asked not to be emailed, or nobody has asked them yet. Tell them in the way they agreed to.',
  'has-died': 'They have died: nothing is sent to them.',
  withheld: 'Nothing is sent to this person, and nobody is told that something was held back.',
};

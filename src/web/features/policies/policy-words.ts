import type { PolicyVersionView } from '#contract/policies/policies.ts';
import type { PolicyPreview } from '#contract/policies/policy-previews.ts';
import type { PolicyEffect } from '#domain/policy-clock/effects-of.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { fewerThan, fewInWords } from '#domain/few.ts';
import { counted, pluralOf } from '#domain/plurals.ts';
import { dayInWords, figureInWords } from '#domain/words.ts';

export const versionAddress = (programId: string, version: number) =>
  `/admin/policies/${programId}/${version}`;

/** "In force since Mon 1 Jun 2026": what a version is, and from when. */
export function stateInWords({ state, effectiveFrom, effectiveTo }: PolicyVersionView): string {
  const from = dayInWords(effectiveFrom);
  switch (state) {
    case 'draft':
      return `Draft, to begin on ${from}`;
    case 'scheduled':
      return `Published, begins on ${from}`;
    case 'active':
      return `In force since ${from}${effectiveTo === null ? '' : `, until ${dayInWords(effectiveTo)}`}`;
    case 'retired':
      return `In force from ${from} until ${effectiveTo === null ? '' : dayInWords(effectiveTo)}`;
  }
}

/** ". Comprehensive case management, published by Ada Kim": goes on after what a version is. */
export function whoseInWords({ title, state, changedBy, publishedBy }: PolicyVersionView): string {
  const said = [
    title,
    state === 'draft' && changedBy !== null ? `last changed by ${changedBy}` : '',
    publishedBy === null ? '' : `published by ${publishedBy}`,
  ];
  return said
    .filter((each) => each !== '')
    .map((each, place) => (place === 0 ? `. ${capitalized(each)}` : each))
    .join(', ');
}

type Words = [one: string, many: string];

const effectWords: Record<PolicyEffect, Words> = {
  'becomes-overdue': ['becomes overdue', 'become overdue'],
  'no-longer-overdue': ['is no longer overdue', 'are no longer overdue'],
  'newly-due': ['is due who was not', 'are due who were not'],
  'no-longer-due': ['is no longer due', 'are no longer due'],
  'due-earlier': ['is due earlier', 'are due earlier'],
  'due-later': ['is due later', 'are due later'],
  'becomes-required': ['has a duty that becomes required', 'have a duty that becomes required'],
  'becomes-recommended': [
    'has a duty that is only recommended now',
    'have a duty that is only recommended now',
  ],
  'stops-counting': ['conference no longer counts', 'conferences no longer count'],
  'starts-counting': ['conference counts that did not', 'conferences count that did not'],
};

const isOfConferences = (effect: PolicyEffect) =>
  effect === 'stops-counting' || effect === 'starts-counting';

/** "14 clients become overdue", "3 conferences no longer count". */
export function effectInWords(
  { effect, count, clients }: PolicyPreview['counts'][number],
  client: string,
): string {
  const number = isOfConferences(effect) ? count : clients;
  const what = effectWords[effect][number === 1 ? 0 : 1];
  return isOfConferences(effect)
    ? `${figureInWords(number)} ${what}`
    : `${counted(number, client)} ${what}`;
}

type Found = Pick<PolicyPreview, 'done' | 'tellsFew' | 'counts'>;

/** What is said beside the numbers, or in place of them: of none and of few the same to whoever may not know who they are. */
export function notCountedInWords({ done, tellsFew, counts }: Found, client: string): string {
  if (tellsFew)
    return counts.length > 0
      ? ''
      : `With these rules nothing changes for the ${counted(done ?? 0, client)} looked at.`;
  const few = `concerns ${fewInWords} ${pluralOf(client)} is not told to you, nor whether anything does: you may not know who is in this program.`;
  return counts.length > 0 || done === null
    ? `What ${few}`
    : `Nothing changes for ${fewerThan} ${pluralOf(client)} or more. What ${few}`;
}

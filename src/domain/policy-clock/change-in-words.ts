import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { dateInWords } from '#domain/words.ts';
import { explain } from './explain.ts';
import { statusOn } from './status-on.ts';
import type { StandingObligation } from './standing.ts';
import type { ChangedObligation } from './what-changes.ts';

export type ChangeWords = {
  /** "six-month rule" */
  rule: string;
  /** "Health Home: due again Wed 4 Mar 2026, 12 days late" */
  inWords: string;
  /** "Until now: due Sun 30 Aug 2026" */
  before: string;
};

type Reading = { programName: string; vocabulary: Vocabulary; asOf: Temporal.PlainDate };

/** What a correction would do to one duty, for somebody who decides whether to make it. */
export function changeInWords(
  { before, after }: ChangedObligation,
  { programName, vocabulary, asOf }: Reading,
): ChangeWords {
  const told = after ?? before;
  const rule = told === null ? '' : explain(statusOn(told, asOf), vocabulary).rule;
  return {
    rule,
    inWords: `${programName}: ${afterInWords({ before, after }, vocabulary, asOf)}`,
    before: `Until now: ${before === null ? 'nothing was asked' : stateInWords(before, vocabulary, asOf)}`,
  };
}

function afterInWords(
  { before, after }: ChangedObligation,
  vocabulary: Vocabulary,
  asOf: Temporal.PlainDate,
): string {
  if (after === null) return 'nothing is asked any more';
  const isEarlier =
    isOwed(after) && (before === null || !isOwed(before) || comesFirst(after, before));
  return `${isEarlier ? 'due again' : 'then'} ${stateInWords(after, vocabulary, asOf).replace(/^due /, isEarlier ? '' : 'due ')}`;
}

const isOwed = ({ state, dueOn }: StandingObligation) => state === 'open' && dueOn !== null;

const comesFirst = (one: StandingObligation, other: StandingObligation) =>
  one.dueOn !== null &&
  other.dueOn !== null &&
  Temporal.PlainDate.compare(one.dueOn, other.dueOn) < 0;

function stateInWords(
  standing: StandingObligation,
  vocabulary: Vocabulary,
  asOf: Temporal.PlainDate,
): string {
  const { state, dueOn, satisfied } = standing;
  if (satisfied !== null) return `done, held ${dateInWords(satisfied.heldOn)}`;
  const { due, left } = explain(statusOn(standing, asOf), vocabulary);
  if (state !== 'open') return lowered(left === '' ? due : left);
  if (dueOn === null) return 'open, with no date set';
  return `due ${dateInWords(dueOn)}, ${lowered(left)}`;
}

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

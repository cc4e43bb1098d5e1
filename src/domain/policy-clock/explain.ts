import { counted } from '#domain/plurals.ts';
import { exemptionReasonInWords } from './exemption-reasons.ts';
import type { Interval, Vocabulary } from '#domain/program-policy/program-policy.ts';
import { capitalized, dayAndMonth, fromCode, numberWord, type ShortDate } from './plain-words.ts';
import { snoozeText } from './snooze-words.ts';
import type { Anchor, Basis } from './standing.ts';
import type { ObligationStatus } from './status-on.ts';

/** The parts of a due row, in words, so that nobody has to know how the clock works to read it. */
export type Explanation = {
  /** "180-day rule" */
  rule: string;
  /** "required" */
  strength: string;
  /** "180 days from Wed 20 May. 3 documented attempts, last Fri 20 Nov" */
  evidence: string;
  /** "Mon 16 Nov" */
  due: string;
  /** "17 days late" */
  left: string;
  notes: readonly string[];
};

const strengthWords = {
  required: 'required',
  recommended: 'recommended',
  not_required: 'not required',
} as const;

export function explain(status: ObligationStatus, vocabulary: Vocabulary): Explanation {
  const short: ShortDate = (date) => dayAndMonth(date, status.asOf.year);
  return {
    rule: ruleName(status, vocabulary),
    strength: strengthWords[status.strength],
    evidence: evidenceOf(status, short) + attemptsOf(status, short),
    due: dueText(status, short),
    left: leftText(status),
    notes: notesOf(status, vocabulary, short),
  };
}

function ruleName({ kind, basis }: ObligationStatus, { conference }: Vocabulary): string {
  if ('label' in basis) return basis.label;
  if (basis.code === 'no_cadence') return capitalized(conference);
  if (!('interval' in basis)) return 'Reassessment';
  return kind === 'first' ? `First ${conference}` : `${intervalName(basis.interval)} rule`;
}

export const intervalName = ({ value, unit }: Interval) =>
  unit === 'day' ? `${value}-day` : `${capitalized(numberWord(value))}-month`;

const intervalLength = ({ value, unit }: Interval) =>
  unit === 'day'
    ? counted(value, 'day')
    : `${numberWord(value)} ${value === 1 ? 'month' : 'months'}`;

const withoutDates = {
  no_event: 'No reassessment recorded yet',
  no_cadence: 'This program sets no routine date',
} as const;

function evidenceOf(status: ObligationStatus, short: ShortDate): string {
  const { basis, anchor, satisfied } = status;
  if (satisfied !== null) return `Held ${short(satisfied.heldOn)}`;
  if (anchor === null) return withoutDates[basis.code];
  const on = short(anchor.on);
  if (basis.code === 'key_providers') return keyProviderEvidence(basis, anchor.kind, on);
  if ('interval' in basis) return intervalEvidence(basis, anchorWords[anchor.kind](on));
  if (basis.code === 'within_days')
    return `Since ${on}; your agency allows ${counted(basis.days, 'day')}`;
  if (basis.code === 'joint')
    return `In two programs since ${on}, for at most ${counted(basis.atMost, 'day')}`;
  if (basis.code === 'no_deadline') return `Reported ${on}; no date in the rule`;
  return `${counted(basis.afterDays, 'day')} from the reassessment, ${on}`;
}

/** How many they are is not said: whoever is not shown one of them would count. */
const keyProviderEvidence = (
  { interval }: Extract<Basis, { code: 'key_providers' }>,
  from: Anchor['kind'],
  on: string,
) =>
  `Each key provider within ${intervalLength(interval)}; ${from === 'policy_start' ? 'the rule began on' : 'last there or named on'} ${on}`;

function intervalEvidence(
  basis: Extract<Basis, { code: 'interval' | 'fixed_cycle' }>,
  from: string,
): string {
  const length = intervalLength(basis.interval);
  if (basis.code === 'fixed_cycle') return `Cycle ${basis.cycle} of ${length} from enrollment`;
  return `${capitalized(length)} from ${from}`;
}

const anchorWords: Record<Anchor['kind'], (on: string) => string> = {
  enrollment: (on) => `enrollment, ${on}`,
  recorded_elsewhere: (on) => `${on}, recorded elsewhere`,
  policy_start: (on) => `${on}, when the rule began`,
  conference: (on) => on,
  fixed_cycle: (on) => on,
  trigger: (on) => on,
  reassessment: (on) => on,
  beside: (on) => on,
  key_provider: (on) => on,
};

/** What was tried in vain moves no date: it is evidence that somebody tried (C-21). */
const attemptsOf = ({ flags: { attempts } }: ObligationStatus, short: ShortDate) =>
  attempts === null
    ? ''
    : `. ${counted(attempts.count, 'documented attempt')}, last ${short(attempts.lastOn)}`;

function dueText({ status, labelOn, dueOn }: ObligationStatus, short: ShortDate): string {
  const shown = labelOn ?? dueOn;
  if (status === 'not_required') return 'Not required';
  return shown === null ? 'No date set' : short(shown);
}

const settledWords = {
  exempt: 'Exempt',
  paused: 'Paused',
  snoozed: 'Snoozed',
  closed: 'Closed',
  satisfied: 'Done',
  not_required: '',
} as const;

function leftText({ status, daysLeft, openDays, isWithinGrace }: ObligationStatus): string {
  if (status === 'overdue')
    return `${counted(-(daysLeft ?? 0), 'day')} late${isWithinGrace ? ', within grace' : ''}`;
  if (status === 'due_today') return 'Due today';
  if (status === 'due_soon' || status === 'current')
    return daysLeft === 1 ? 'Tomorrow' : `In ${counted(daysLeft ?? 0, 'day')}`;
  if (status === 'open') return openText(openDays);
  return settledWords[status];
}

function openText(days: number | null): string {
  if (days === null) return 'Open';
  return days === 0 ? 'Open since today' : `Open ${counted(days, 'day')}`;
}

function notesOf(
  { flags, moved, dueOn, labelOn }: ObligationStatus,
  vocabulary: Vocabulary,
  short: ShortDate,
): string[] {
  const { scheduled, pendingDocumentation, exemption, heldLate, pause, snooze } = flags;
  const { conference } = vocabulary;
  return [
    ...(flags.backlog ? ['Due before this program began to work here'] : []),
    ...pendingDocumentation.map(
      ({ heldOn }) => `Held ${short(heldOn)}; counts once its record is finished`,
    ),
    ...(heldLate === null ? [] : [`A ${conference} was held ${short(heldLate.heldOn)}, too late`]),
    ...(moved === null ? [] : [movedText(moved, short)]),
    ...(dueOn !== null && labelOn !== null && !labelOn.equals(dueOn)
      ? [`Due ${short(dueOn)}, which is not a working day`]
      : []),
    ...(scheduled === null ? [] : [scheduledText(scheduled.on, dueOn, short)]),
    ...(exemption === null ? [] : [exemptionText(exemption, vocabulary, short)]),
    ...(pause === null ? [] : [`Paused since ${short(pause.from)}: ${fromCode(pause.kind)}`]),
    ...(snooze === null ? [] : [snoozeText(snooze, vocabulary, short)]),
  ];
}

const movedText = ({ by, from }: NonNullable<ObligationStatus['moved']>, short: ShortDate) =>
  `Moved from ${short(from)} by ${by === 'pause' ? 'a pause' : 'documented attempts'}`;

function scheduledText(
  on: Temporal.PlainDate,
  dueOn: Temporal.PlainDate | null,
  short: ShortDate,
): string {
  const after = dueOn === null ? 0 : dueOn.until(on).days;
  const late = after > 0 ? `, ${counted(after, 'day')} after due` : '';
  return `Scheduled for ${short(on)}${late}`;
}

const exemptionText = (
  { reason, reviewOn }: NonNullable<ObligationStatus['flags']['exemption']>,
  { client }: Vocabulary,
  short: ShortDate,
) => {
  const why = `Exempt: ${exemptionReasonInWords(reason, client)}`;
  return reviewOn === null ? why : `${why}; to be reviewed ${short(reviewOn)}`;
};

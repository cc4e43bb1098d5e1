import {
  exemptionReasonWith,
  type ExemptionReason,
} from '#domain/policy-clock/exemption-reasons.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';

type Told<Kind extends string, Change extends string, Facts> = {
  kind: Kind;
  change: Change;
  /** What was written about it, as far as the reader may read it. */
  notes: readonly { kind: 'note' | 'why-not' | 'withdrawn'; text: string }[];
  isSuperseded: boolean;
} & Facts;

/** A policy names the kinds of pause by codes of its own: "in_hospital" reads "In hospital". */
export const pauseInWords = (kind: string) => capitalized(kind.replaceAll(/[_-]/g, ' '));

/** A fact of the policy clock as the record tells it. */
export type ClockFactTold =
  | Told<
      'change',
      'happened' | 'corrected' | 'withdrawn',
      { changeEventId: string; label: string; class: SensitivityClass }
    >
  | Told<
      'reassessment',
      'dated' | 'corrected' | 'withdrawn',
      { program: string; happensOn: Temporal.PlainDate }
    >
  | Told<
      'exemption',
      'granted' | 'corrected' | 'ended' | 'withdrawn',
      {
        program: string;
        /** What that program calls a client. */
        client: string;
        /** The rule that it covers; empty where it covers all of them. */
        rule: string;
        reason: ExemptionReason;
        until: Temporal.PlainDate | null;
        reviewOn: Temporal.PlainDate;
      }
    >
  | Told<
      'pause',
      'began' | 'corrected' | 'ended' | 'withdrawn',
      {
        program: string;
        kindOfPause: string;
        until: Temporal.PlainDate | null;
        reviewOn: Temporal.PlainDate;
      }
    >;

const titles = {
  change: 'Change',
  reassessment: 'Reassessment',
  exemption: 'Exemption',
  pause: 'Pause',
} as const;

const byChange: Readonly<Record<string, string>> = {
  corrected: ', corrected',
  ended: ' ended',
  withdrawn: ', recorded in error',
};

export function clockFactSentence(item: ClockFactTold) {
  const since = item.isSuperseded && item.change !== 'withdrawn' ? ['Changed since'] : [];
  return {
    title: `${titles[item.kind]}${byChange[item.change] ?? ''}`,
    text: textOf(item),
    detail: [...item.notes.map(noteInWords), ...since].join('. '),
  };
}

function textOf(item: ClockFactTold): string {
  switch (item.kind) {
    case 'change':
      return `${item.label}.`;
    case 'reassessment':
      return `${item.program}: reassessment on ${dateInWords(item.happensOn)}.`;
    case 'exemption': {
      const rule = item.rule === '' ? '' : `, ${item.rule}`;
      return `${item.program}${rule}: ${exemptionReasonWith(item.reason, item.client)}. ${spanOf(item)}`;
    }
    case 'pause':
      return `${item.program}: ${pauseInWords(item.kindOfPause)}. ${spanOf(item)}`;
  }
}

const spanOf = ({
  until,
  reviewOn,
}: {
  until: Temporal.PlainDate | null;
  reviewOn: Temporal.PlainDate;
}) =>
  until === null
    ? `To be reviewed on ${dateInWords(reviewOn)}.`
    : `Until ${dateInWords(until.subtract({ days: 1 }))}.`;

function noteInWords({ kind, text }: ClockFactTold['notes'][number]): string {
  const words = text.replace(/\.$/, '');
  if (kind === 'why-not') return `No conference needed: ${words}`;
  return kind === 'withdrawn' ? `Taken back: ${words}` : words;
}

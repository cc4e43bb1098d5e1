import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { dayInWords } from '#domain/words.ts';
import { everythingElse, isWorthShowing } from '#web/shell/seldom-classes.ts';

type Readiness = ConferenceView['readiness'][number];

/** For which kinds of information until when, as a sentence for each: what is not covered on that day is said too. */
export function kindsInWords(kinds: Readiness['kinds']): string {
  const shown = kinds.filter(isWorthShowing);
  const rest = shown.length < kinds.length ? [everythingElse] : [];
  return [...shown.map((kind) => `${kindInWords(kind)}.`), ...rest].join(' ');
}

function kindInWords({ class: kind, state, endsOn }: Readiness['kinds'][number]): string {
  const name = classInSentence[kind].replace(/^./, (letter) => letter.toUpperCase());
  const day = endsOn === null ? '' : dayInWords(endsOn);
  switch (state) {
    case 'ok':
      return day === '' ? `${name}: yes` : `${name}: until ${day}`;
    case 'ends-before':
      return `${name}: ends on ${day}, before the meeting`;
    case 'revoked':
      return `${name}: taken back`;
    case 'none':
      return `${name}: no consent`;
  }
}

import type { ConsentView } from '#contract/consent-view.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { endEventWords } from '#domain/consent/consent-forms.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { dayInWords, listInWords } from '#domain/words.ts';

export const isRunning = ({ standing }: ConsentView) =>
  standing === 'holds' || standing === 'not-yet-valid';

export const namesOf = ({ recipients }: ConsentView) =>
  listInWords(
    recipients.map(({ kind, name }) =>
      kind === 'treating-providers' ? 'all treating providers' : name,
    ),
  );

export const tellersOf = ({ weDisclose, disclosers }: ConsentView) =>
  listInWords([...(weDisclose ? ['we'] : []), ...disclosers.map(({ name }) => name)]);

/** People of two kinds in one organization are two. */
export const partyKey = ({
  kind,
  id,
  providerClass,
}: Pick<ConsentView['recipients'][number], 'kind' | 'id' | 'providerClass'>) =>
  `${kind} ${id} ${providerClass ?? ''}`;

export const kindsInWords = (classes: readonly SensitivityClass[]) =>
  listInWords(classes.map((each) => classInSentence[each]));

export function untilWords({ endsWith, validUntil }: ConsentView) {
  if (validUntil !== null) return `until ${dayInWords(validUntil)}`;
  return endsWith === null ? 'until it is taken back' : `until ${endEventWords[endsWith]}`;
}

/** One paper among others: who, what, until when. */
export const inShort = (consent: ConsentView) =>
  `${consent.isRefusal ? 'Refused' : 'Agreed'}: ${kindsInWords(consent.classes)} with ${namesOf(consent)}, ${untilWords(consent)}`;

export const eventWords = (event: NonNullable<ConsentView['endsWith']>) =>
  ({
    'end-of-treatment': 'Treatment ended',
    'end-of-enrollment': 'Enrollment ended',
    'end-of-case': 'Case closed',
  })[event];

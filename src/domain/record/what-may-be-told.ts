import type { Consent, Moment, Recipient } from '#domain/consent/consent.ts';
import { disclosableClasses, mayDisclose } from '#domain/consent/may-disclose.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';

const classNames = {
  general: 'general',
  hiv: 'HIV',
  sud: 'substance use',
  mental_health: 'mental health',
  dv: 'domestic violence',
  reproductive_minor: 'reproductive care',
  genetic: 'genetic',
  psychotherapy_notes: 'psychotherapy note',
  sud_counseling_notes: 'substance use counseling note',
} as const satisfies Record<SensitivityClass, string>;

const reasons: Readonly<Record<string, string>> = {
  'consent-expired': 'The consent has ended',
  'consent-revoked': 'The consent was revoked',
  'consent-not-yet-valid': 'The consent does not hold yet',
};

type Question = Moment & {
  client: ClientId;
  recipient: Recipient;
  /** What the case holds, as far as the asker knows. */
  classes: readonly SensitivityClass[];
};

/** What somebody outside may hear about a client, where that is not everything: hearing from them is always allowed. */
export function whatMayBeTold(question: Question, consents: readonly Consent[]): string {
  const asked = {
    ...question,
    classes: ['general' as const, ...question.classes.filter((each) => each !== 'general')],
    purpose: 'care_coordination' as const,
  };
  const told = disclosableClasses(asked, consents);
  if (told.length === asked.classes.length) return '';
  if (told.length > 0) {
    return `The consent covers ${told.map((each) => classNames[each]).join(', ')} information: say nothing of the rest.`;
  }
  const decision = mayDisclose({ ...asked, classes: ['general'] }, consents);
  const why = decision.allowed ? undefined : reasons[decision.refusal];
  return `${why ?? 'No consent'}: record what they told you, tell them nothing.`;
}

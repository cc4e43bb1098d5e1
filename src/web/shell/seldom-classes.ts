import type { SensitivityClass } from '#domain/people.ts';

const seldom: readonly SensitivityClass[] = [
  'reproductive_minor',
  'genetic',
  'psychotherapy_notes',
  'sud_counseling_notes',
];

/** Kinds that few papers name: where nothing is said of one, it gets no line or column of its own. */
export const isWorthShowing = (kind: { class: SensitivityClass; state: string }) =>
  kind.state !== 'none' || !seldom.includes(kind.class);

export const everythingElse = 'Everything else: no consent.';

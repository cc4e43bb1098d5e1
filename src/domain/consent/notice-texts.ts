import { restrictedClasses, type SensitivityClass } from '#domain/people.ts';

/** The laws whose statement goes along with what they protect. */
export const laws = [
  'hiv-27f',
  'part2',
  'part2-notes',
  'mhl-33-13',
  'psychotherapy-notes',
  'minor-consent',
  'civil-rights-79-l',
  'hipaa',
] as const;
export type Law = (typeof laws)[number];

export const lawWords: Readonly<Record<Law, string>> = {
  'hiv-27f': 'HIV-related information (Public Health Law Article 27-F)',
  part2: 'Substance use treatment records (42 CFR Part 2)',
  'part2-notes': 'Substance use counseling notes (42 CFR 2.31(b))',
  'mhl-33-13': 'Mental health clinical records (Mental Hygiene Law 33.13)',
  'psychotherapy-notes': 'Psychotherapy notes (45 CFR 164.508(a)(2))',
  'minor-consent': 'Care that a minor agreed to alone (Public Health Law 2504, 17 and 18)',
  'civil-rights-79-l': 'Genetic test information (Civil Rights Law 79-l)',
  hipaa: 'Health information in general (HIPAA)',
};

const lawsOfClass: Readonly<Record<SensitivityClass, readonly Law[]>> = {
  general: ['hipaa'],
  hiv: ['hiv-27f'],
  sud: ['part2'],
  mental_health: ['mhl-33-13'],
  dv: ['hipaa'],
  reproductive_minor: ['minor-consent'],
  genetic: ['civil-rights-79-l'],
  psychotherapy_notes: ['mhl-33-13', 'psychotherapy-notes'],
  sud_counseling_notes: ['part2', 'part2-notes'],
};

/** What a page, a sheet or a letter that tells these classes has to carry; the general one always. */
export const lawsFor = (classes: readonly SensitivityClass[]): Law[] => {
  const asked = new Set([
    ...restrictedClasses
      .filter((each) => classes.includes(each))
      .flatMap((each) => lawsOfClass[each]),
    'hipaa' as const,
  ]);
  return laws.filter((law) => asked.has(law));
};

export type NoticeText = {
  law: Law;
  version: number;
  body: string;
  /** Null while it is the text that ships with the product, which no counsel has approved. */
  approvedBy: string | null;
  /** Null for the text that was there from the beginning. */
  effectiveFrom: Temporal.PlainDate | null;
};

// In our own words, close to what the laws prescribe; none of them names a condition.
const shipped: Readonly<Record<Law, string>> = {
  'hiv-27f':
    'This information comes from confidential records that New York State law protects. State law forbids you to disclose any of it further without the specific written consent of the person it is about, or as the law otherwise permits. Disclosing it unlawfully may be punished by a fine, a jail sentence, or both. A general authorization to release medical or other information is not enough for further disclosure.',
  part2:
    'Federal confidentiality rules (42 CFR Part 2) protect this record. You may not use or disclose it, or speak about what it holds, in any civil, criminal, administrative or legislative proceeding against the person it is about, unless that person consents in writing or a court orders it. You may not disclose it further unless the written consent or those rules permit it.',
  'part2-notes':
    'These notes were kept apart from the rest of the record, and federal rules (42 CFR 2.31) protect them on their own. Only a consent that is about such notes alone permits passing them on; a consent to the rest of the record does not.',
  'mhl-33-13':
    'This information comes from a clinical record that Section 33.13 of the New York Mental Hygiene Law protects. Use it only for the purpose for which you received it. Disclose it further only with the consent of the person it is about, or as that law permits.',
  'psychotherapy-notes':
    'These notes were kept apart from the rest of the record, and federal rules (45 CFR 164.508) protect them on their own. Only an authorization that is about such notes alone permits passing them on; any other authorization does not.',
  'minor-consent':
    'The person whom this information is about agreed to the care alone, as New York law lets them. Do not disclose it to a parent, a guardian or anybody else without the consent of that person, not even where a parent or a guardian may otherwise see the record.',
  'civil-rights-79-l':
    'Section 79-l of the New York Civil Rights Law protects this information. It may not be disclosed further, nor used for another purpose, without the specific written consent of the person it is about, or as that law otherwise permits.',
  hipaa:
    'This information about a person’s health and services is confidential. Use and share only what the purpose needs for which you received it, and only as the person’s permission and privacy law allow.',
};

/** Version 1 of each, until an agency's counsel approves another. */
export const shippedTexts: readonly NoticeText[] = laws.map((law) => ({
  law,
  version: 1,
  body: shipped[law],
  approvedBy: null,
  effectiveFrom: null,
}));

/** The text of a law on a day: the one that began last, and of two that begin together the later one. */
export function textOn(
  texts: readonly NoticeText[],
  law: Law,
  on: Temporal.PlainDate,
): NoticeText | undefined {
  return [...shippedTexts, ...texts]
    .filter((text) => text.law === law && hasBegun(text, on))
    .toSorted((a, b) => compareStarts(a, b) || a.version - b.version)
    .at(-1);
}

const hasBegun = ({ effectiveFrom }: NoticeText, on: Temporal.PlainDate) =>
  effectiveFrom === null || Temporal.PlainDate.compare(effectiveFrom, on) <= 0;

const compareStarts = (a: NoticeText, b: NoticeText) => {
  if (a.effectiveFrom === null || b.effectiveFrom === null)
    return Number(b.effectiveFrom === null) - Number(a.effectiveFrom === null);
  return Temporal.PlainDate.compare(a.effectiveFrom, b.effectiveFrom);
};

/** Of these texts, those that what tells these classes has to carry. */
export const textsFor = (
  classes: readonly SensitivityClass[],
  texts: readonly NoticeText[],
): NoticeText[] => {
  const asked = lawsFor(classes);
  return texts.filter(({ law }) => asked.includes(law));
};

/** What the laws say of passing these classes on: it stands on each line of a file, because a line can be cut out and passed on. */
export const wordsFor = (
  classes: readonly SensitivityClass[],
  texts: readonly NoticeText[],
): string =>
  textsFor(classes, texts)
    .map(({ body }) => body)
    .join(' ');

/** How a disclosure remembers what went with it: "hiv-27f/2". */
export const textKey = ({ law, version }: Pick<NoticeText, 'law' | 'version'>) =>
  `${law}/${version}`;

/** "HIV-related information (Public Health Law Article 27-F), version 2". */
export function textKeyInWords(key: string): string {
  const [named, version] = key.split('/');
  const law = laws.find((each) => each === named);
  return law === undefined ? key : `${lawWords[law]}, version ${version ?? ''}`;
}

/** Whose number it can be by which others know somebody: a list, for what a system is called can tell what the number is for. */
export const numberingSystemWords = {
  medicaid: 'Medicaid',
  medicare: 'Medicare',
  hmis: 'HMIS',
  'health-plan': 'Health plan',
  hospital: 'Hospital or clinic record',
  benefits: 'Public benefits',
  housing: 'Housing application or voucher',
  school: 'School',
  'state-id': 'State ID or driver license',
  other: 'Another number',
} as const;
export type NumberingSystem = keyof typeof numberingSystemWords;

/** Where one number is one person's. Of the others there are many of one kind, and two hospitals may give the same. */
export const isOneOfAKind = (system: NumberingSystem): boolean =>
  system === 'medicaid' || system === 'medicare' || system === 'hmis' || system === 'state-id';

const isNumberingSystem = (code: string): code is NumberingSystem =>
  Object.hasOwn(numberingSystemWords, code);

export const numberingSystems = Object.keys(numberingSystemWords).filter(isNumberingSystem);

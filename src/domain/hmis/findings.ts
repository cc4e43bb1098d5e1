export type Severity = 'stops' | 'skips' | 'notice';

type Explained = { severity: Severity; message: string; remedy: string };

const askForExport = 'Export the HMIS CSV again from your HMIS and choose the new file.';
const correctInHmis = 'Correct it in your HMIS and import the next export.';

/** What can be wrong with a file. The texts never repeat a value: a value may be about a client. */
export const findingTexts = {
  'file-missing': {
    severity: 'stops',
    message: 'This file is not in the export.',
    remedy:
      'Export all files of the HMIS CSV. Without this one, the import would be wrong or unsafe.',
  },
  'file-empty': {
    severity: 'stops',
    message: 'The file is empty: it does not even have a header row.',
    remedy: askForExport,
  },
  'column-missing': {
    severity: 'stops',
    message: 'The header row does not have this column.',
    remedy: 'Export the FY2026 HMIS CSV with comma-separated columns under their official names.',
  },
  'file-cut-off': {
    severity: 'stops',
    message: 'The file ends in the middle of this row, so rows after it are lost.',
    remedy: askForExport,
  },
  'value-never-ends': {
    severity: 'stops',
    message:
      'A quotation mark opens here and never closes, so the rest of the file cannot be read.',
    remedy: 'Close or double the quotation mark in this row, or export the file again.',
  },
  'quote-misplaced': {
    severity: 'stops',
    message:
      'A quotation mark stands in the middle of a value, so this row may have taken in the next.',
    remedy: 'Double the quotation marks inside values, or export the file again.',
  },
  'protected-row-unreadable': {
    severity: 'stops',
    message: 'This row says what must be protected, and its values do not fit the columns.',
    remedy: 'Correct the commas and quotation marks of this row, or export the file again.',
  },
  'export-date-unreadable': {
    severity: 'stops',
    message: 'The date of the export cannot be read.',
    remedy: 'Write it as 2026-08-19 20:26:50, or export the file again.',
  },
  'names-hashed': {
    severity: 'stops',
    message: 'The names in this export are scrambled (hashed), so nobody could be recognised.',
    remedy: 'Export again with "unhashed" names (HashStatus 1).',
  },
  'older-than-last-import': {
    severity: 'stops',
    message: 'A newer export has been imported already; this one would bring back old facts.',
    remedy: 'Choose an export made after the last one that was imported.',
  },
  'version-older': {
    severity: 'notice',
    message:
      'The export follows an earlier edition of the HMIS CSV. It has all columns that are needed.',
    remedy: 'Nothing to do. Ask your HMIS for the FY2026 edition when it can make it.',
  },
  'version-unknown': {
    severity: 'notice',
    message: 'The edition of the HMIS CSV is not one we know. It has all columns that are needed.',
    remedy: 'Look through the preview with care before you confirm.',
  },
  'row-misaligned': {
    severity: 'skips',
    message: 'The values of this row do not fit the columns of the header.',
    remedy: 'Look for a comma or quotation mark inside a value, or export the file again.',
  },
  'key-missing': {
    severity: 'skips',
    message: 'This row has no identifier.',
    remedy: correctInHmis,
  },
  'key-twice': {
    severity: 'skips',
    message: 'An earlier row of this file has the same identifier. The first one is read.',
    remedy: 'Merge the two records in your HMIS.',
  },
  'client-missing': {
    severity: 'skips',
    message: 'Whom this enrollment is about is not in Client.csv, or cannot be read there.',
    remedy: askForExport,
  },
  'project-missing': {
    severity: 'skips',
    message: 'The project of this enrollment, or its organization, is not in the export.',
    remedy: askForExport,
  },
  'enrollment-missing': {
    severity: 'skips',
    message: 'This exit belongs to an enrollment that is not in Enrollment.csv.',
    remedy: askForExport,
  },
  'exit-twice': {
    severity: 'skips',
    message: 'An earlier row holds an exit from the same enrollment. The first one is read.',
    remedy: correctInHmis,
  },
  'entry-date-unreadable': {
    severity: 'skips',
    message: 'The entry date is blank or is not a date, so the enrollment is left out.',
    remedy: 'Write the date as 2026-03-11.',
  },
  'exit-date-unreadable': {
    severity: 'skips',
    message: 'The exit date is blank or is not a date, so the enrollment is left out with it.',
    remedy: 'Write the date as 2026-03-11.',
  },
  'exit-before-entry': {
    severity: 'skips',
    message: 'The exit lies before the entry, so the enrollment is left out.',
    remedy: correctInHmis,
  },
  'century-guessed': {
    severity: 'notice',
    message:
      'The year has two digits. It is read month first, as the latest date before the export.',
    remedy: 'Check this date on the record after the import.',
  },
  'birth-date-unreadable': {
    severity: 'notice',
    message: 'The birth date is not a date, or not one a living person can have. It is left blank.',
    remedy: correctInHmis,
  },
  'name-blank': {
    severity: 'notice',
    message: 'Somebody has no name in this export. The HMIS identifier stands in for it.',
    remedy: 'Add the name on the record after the import.',
  },
  'letters-unreadable': {
    severity: 'notice',
    message: 'Some letters of a name are not in UTF-8 and show as a question mark.',
    remedy: 'Export the files in UTF-8, or correct the name after the import.',
  },
  'household-too-large': {
    severity: 'notice',
    message: 'More than 30 people share this household identifier, so they are not linked.',
    remedy: correctInHmis,
  },
  'victim-service-unclear': {
    severity: 'notice',
    message: 'The export does not say whether this organization serves victims. It is kept out.',
    remedy: 'Fill in VictimServiceProvider (0 or 1) in your HMIS.',
  },
  'deleted-since': {
    severity: 'notice',
    message:
      'This record was imported before and has been deleted in HMIS since. Nothing was changed here.',
    remedy: 'Decide on the record itself whether it should be closed.',
  },
} as const satisfies Record<string, Explained>;

export type FindingCode = keyof typeof findingTexts;
export type Place = { file: string; row?: number; column?: string };
export type Finding = Place & Explained & { code: FindingCode };

const keptPerCode = 100;

/** Counts every finding and keeps the first hundred of each kind to show. */
export class Findings {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  add(code: FindingCode, place: Place) {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= keptPerCode) this.#kept.push({ code, ...findingTexts[code], ...place });
  }

  copy(): Findings {
    const copy = new Findings();
    copy.#kept.push(...this.#kept);
    for (const [code, count] of this.#counts) copy.#counts.set(code, count);
    return copy;
  }

  get shown(): readonly Finding[] {
    return this.#kept;
  }

  get counts(): ReadonlyMap<FindingCode, number> {
    return this.#counts;
  }

  get stops(): boolean {
    return [...this.#counts.keys()].some((code) => findingTexts[code].severity === 'stops');
  }
}

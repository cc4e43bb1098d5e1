import type { AccountingSheet } from './accounting.ts';
import type { AgendaSheet } from './agenda-sheet.ts';
import type { ClientRecord } from './client-record.ts';
import type { ConsentCopySheet } from './consent-copy.ts';
import type { ConferenceForm } from './conference-form.ts';
import type { PolicySheet } from './policy-sheet.ts';
import { openPrinter } from './printer.ts';
import type { SignInSheet } from './sign-in-sheet.ts';
import type { StatementLetter } from './statement-letter.ts';

type Templates = {
  accounting: AccountingSheet;
  'consent-copy': ConsentCopySheet;
  'agenda-sheet': AgendaSheet;
  'conference-form': ConferenceForm;
  'client-record': ClientRecord;
  'policy-sheet': PolicySheet;
  'sign-in-sheet': SignInSheet;
  'statement-letter': StatementLetter;
};

// The longest record that is printed at all takes some seconds. Whoever waits holds a connection to the database, of which there are
// sixteen: most of them stay with everybody else.
const print = openPrinter({ waiting: 5, milliseconds: 30_000 });

/** An accessible PDF (PDF/UA-1), made on this machine alone, beside whatever else is asked; text is data to it, never markup. */
export const renderPdf = <T extends keyof Templates>(
  template: T,
  data: Templates[T],
): Promise<Uint8Array> => print(template, data);

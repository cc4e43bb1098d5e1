import type { exportDisclosures, printDisclosures } from '#contract/disclosures.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { accountingRule } from '#domain/consent/accounting.ts';
import { type CopyLanguage } from '#domain/consent/consent-copy-words.ts';
import { copyLanguage } from '#domain/consent/consent-copy.ts';
import {
  accountingPaperInSpanish,
  disclosureWordsInSpanish,
} from '#domain/consent/disclosure-words-spanish.ts';
import { accountingPaper, disclosureWords } from '#domain/consent/disclosure-words.ts';
import { laws, lawsFor, wordsFor } from '#domain/consent/notice-texts.ts';
import { momentInWords } from '#domain/words.ts';
import { writeCsv } from '#server/platform/csv.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { disclosuresOf } from '#server/stores/disclosures/disclosure-log.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';
import { recordOwnPaper } from '#server/stores/disclosures/disclosures.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { recordTakenOut } from '#server/stores/disclosures/taken-out.ts';
import { showDisclosure } from './disclosure-view.ts';
import { mayAccount } from './list-disclosures.ts';

const mostRows = 2_000;

type Wanted = InputOf<typeof exportDisclosures>;

const inLanguage = {
  en: (word: string) => ({ paper: accountingPaper(word), words: disclosureWords(word) }),
  es: (word: string) => ({
    paper: accountingPaperInSpanish(word),
    words: disclosureWordsInSpanish,
  }),
} as const satisfies Record<CopyLanguage, unknown>;

/** The accounting that the client takes home, in their language: who learned what, when, why and on which ground. */
export async function printAccounting(
  wanted: InputOf<typeof printDisclosures>,
  visit: Visit,
): Promise<FileReply> {
  const { client, agency, rows, today, readsForms, word } = await wholeAccounting(wanted, visit);
  const { accounting, language: lang = copyLanguage(client.languages) } = wanted;
  const { paper, words } = inLanguage[lang](word);
  const shown = { timeZone: agency.timeZone, readsForms, words };
  const printer = await findStaff(visit.tx, visit.agencyId, visit.actor);
  const classes = rows.flatMap((row) => row.classes);
  const notices = await noticesOn(visit, lawsFor(classes), today);
  await recordOwnPaper(visit, {
    client,
    // Also an empty list says that it was made.
    classes: ['general', ...classes],
    description: 'Accounting of disclosures',
    texts: notices,
  });
  const bytes = await renderPdf('accounting', {
    lang,
    title: paper.title,
    client: {
      name: client.name,
      facts: [
        { label: paper.client, value: `#${client.number}` },
        ...(client.bornOn ? [{ label: paper.born, value: words.date(client.bornOn) }] : []),
      ],
    },
    agency: agency.name,
    scope: `${paper.accountings[accounting]}. ${paper.scopes[accounting]}`,
    columns: paper.columns,
    rows: rows.map((row) => {
      const { atInWords, who, ...rest } = showDisclosure(row, shown);
      return [
        `${atInWords}\n${rest.channelInWords}`,
        linesOf(who.name, who.title, who.agency, who.address),
        linesOf(rest.whatInWords, rest.description, rest.purposeInWords),
        linesOf(rest.basisInWords, rest.statementInWords ?? ''),
      ];
    }),
    none: paper.none,
    preparedFor: paper.preparedFor(client.name, today),
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(visit.at.toZonedDateTimeISO(agency.timeZone)),
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
    noticeLabel: paper.notice,
    ...(paper.toApprove === null ? {} : { toApprove: paper.toApprove }),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  const name = `accounting-${client.number}.pdf`;
  return { bytes, type: 'application/pdf', name, inline: true };
}

const header = [
  'When',
  'Recipient',
  'Title',
  'Organization',
  'Address',
  'What',
  'Description',
  'Purpose',
  'How',
  'Ground',
  'Statement',
  'By',
  'Taken out by',
  'On passing it on',
];

export async function exportAccounting(
  wanted: InputOf<typeof exportDisclosures>,
  visit: Visit,
): Promise<FileReply> {
  const { client, agency, rows, today, readsForms, word } = await wholeAccounting(wanted, visit);
  const words = disclosureWords(word);
  const notices = await noticesOn(visit, laws, today);
  const mark = await recordTakenOut(visit, { what: 'accounting', reason: null });
  const lines = rows.map((row) => {
    const { who, ...rest } = showDisclosure(row, { timeZone: agency.timeZone, readsForms, words });
    return [
      rest.at,
      who.name,
      who.title,
      who.agency,
      who.address,
      rest.whatInWords,
      rest.description,
      rest.purposeInWords,
      rest.channelInWords,
      rest.basisInWords,
      rest.statementInWords ?? '',
      rest.byName,
      mark,
      wordsFor(row.classes, notices),
    ];
  });
  return {
    bytes: new TextEncoder().encode(writeCsv([header, ...lines])),
    type: 'text/csv; charset=utf-8',
    name: `accounting-${client.number}.csv`,
    inline: false,
  };
}

const linesOf = (...lines: string[]) => lines.filter((line) => line !== '').join('\n');

/** Whole or not at all: what does not fit on one paper is asked for by its law, or refused. */
async function wholeAccounting({ clientId, accounting }: Wanted, visit: Visit) {
  const client = await findClient(visit.tx, visit.agencyId, clientId);
  if (!(await mayAccount(visit, clientId))) throw new Refused('accounting-not-yours');
  const agency = await findAgency(visit.tx, visit.agencyId);
  const today = visit.at.toZonedDateTimeISO(agency.timeZone).toPlainDate();
  const rule = accountingRule(accounting, today);
  const rows = await disclosuresOf(visit, { clientId, rule, after: null, limit: mostRows + 1 });
  if (rows.length > mostRows)
    throw badInput('accounting', `This is more than ${mostRows} lines. Choose a narrower one.`);
  visit.touch(...rows.map(({ disclosureId }) => disclosureId));
  const readsForms = mayOpenPapers(await readableClasses(visit, clientId));
  const word = await clientWordOf(visit, clientId);
  return { client, agency, rows, today, readsForms, word };
}

import type { RecordItem } from '#domain/record/record-item.ts';
import { sentenceOf } from '#domain/record/record-sentence.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { printRecord as contract } from '#contract/record.ts';
import type { RecordEntry } from '#server/platform/pdf/client-record.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { badInput } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { knownClassesOf } from '#server/stores/clients/client-classes.ts';
import { findClient, type Client } from '#server/stores/clients/clients.ts';
import { noticesTold } from '#server/stores/disclosures/notice-texts.ts';
import { classesToldBy } from '#server/stores/record/record-classes.ts';
import { pageOfRecord, type Wanted } from '#server/stores/record/record-pages.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { recordTakenOut } from '#server/stores/disclosures/taken-out.ts';
import { aroundOf, lateWords, type Around } from './entry-view.ts';

const mostEntries = 2_000;

/** Paper reads from the beginning: oldest first, whatever the screen shows. */
export async function printRecord(
  { clientId, kinds, from, until }: InputOf<typeof contract>,
  visit: Visit,
): Promise<FileReply> {
  const { tx, agencyId, at } = visit;
  const client = await findClient(tx, agencyId, clientId);
  const agency = await findAgency(tx, agencyId);
  const wanted = { clientId, kinds, from: dayIn(from), until: dayIn(until) };
  const { items, next } = await pageOfRecord(visit, wanted, { size: mostEntries });
  if (next)
    throw badInput('from', `This is more than ${mostEntries} entries. Choose a shorter time.`);
  const printer = await findStaff(tx, agencyId, visit.actor);
  const classes = [
    ...(await knownClassesOf(visit, clientId)),
    ...(await classesToldBy(visit, items)),
  ];
  const around = await aroundOf(visit, clientId, agency.timeZone);
  const here = at.toZonedDateTimeISO(agency.timeZone);
  const notices = await noticesTold(visit, { clientId, classes }, here.toPlainDate());
  const bytes = await renderPdf('client-record', {
    title: `${capitalized(around.clientWord)} record`,
    client: { name: client.name, facts: factsOf(client, around.clientWord) },
    agency: agency.name,
    period: periodOf(wanted),
    entries: items.toReversed().map((item) => printed(item, around)),
    preparedFor: await recordTakenOut(visit, { what: 'record', reason: null }),
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(here),
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  const name = `record-${client.number}.pdf`;
  return { bytes, type: 'application/pdf', name, inline: true };
}

const dayIn = (day: string | undefined) =>
  day === undefined ? undefined : Temporal.PlainDate.from(day);

const factsOf = ({ number, bornOn }: Client, word: string) => [
  { label: capitalized(word), value: `#${number}` },
  ...(bornOn ? [{ label: 'Born', value: dateInWords(bornOn) }] : []),
];

function periodOf({ from, until }: Wanted): string {
  if (from && until) return `${dateInWords(from)} to ${dateInWords(until)}`;
  if (from) return `From ${dateInWords(from)}`;
  return until ? `Until ${dateInWords(until)}` : 'The whole record';
}

function printed(item: RecordItem, around: Around): RecordEntry {
  const { timeZone } = around;
  const { title, text, detail } = sentenceOf(item, around.clientWord);
  const added =
    item.kind === 'contact'
      ? item.addenda.map(({ text: words, by, at }) => {
          const on = dateInWords(at.toZonedDateTimeISO(timeZone).toPlainDate());
          return `Added by ${by}, ${on}: ${words}`;
        })
      : [];
  return {
    on: dateInWords(item.on),
    kind: title,
    text: [text, detail, ...added].filter((part) => part !== '').join('\n'),
    people: [item.by ?? '', lateWords(item, around)].filter((part) => part !== ''),
    isConference: item.kind === 'conference',
  };
}

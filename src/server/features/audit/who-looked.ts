import type { listWhoLooked as listing, printWhoLooked as printing } from '#contract/audit.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import {
  dateInWords,
  momentInWords,
  oftenInWords,
  onTheClock,
  spanInWords,
} from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { whoLooked, type LookedLine } from '#server/stores/audit/audit-trail.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { recordOwnPaper } from '#server/stores/disclosures/disclosures.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { inWords } from './trail-view.ts';

const pageSize = 20;
const mostLines = 2_000;

/** Of operations that are called alike, the one that stands for all of them. */
type Alike = () => ReadonlyMap<string, string>;

export const whoLookedBy = (alike: Alike) => ({
  listWhoLooked: (input: InputOf<typeof listing>, visit: Visit) =>
    listWhoLooked(input, visit, alike()),
  printWhoLooked: (input: InputOf<typeof printing>, visit: Visit) =>
    printWhoLooked(input, visit, alike()),
});

async function listWhoLooked(
  { clientId, after }: InputOf<typeof listing>,
  visit: Visit,
  alike: ReturnType<Alike>,
): Promise<ReplyOf<typeof listing>> {
  const { isWhole } = await requireCase(visit, clientId);
  const before = after === undefined ? null : { at: after[0], asOf: after[1], id: after[2] };
  const found = await whoLooked(visit.tx, {
    clientId,
    asOf: visit.at,
    before,
    limit: pageSize + 1,
    alike,
  });
  const page = found.slice(0, pageSize);
  const last = page.at(-1);
  const asOf = before?.asOf ?? visit.at.toString();
  return {
    isWhole,
    lines: await daysInWords(visit, page, isWhole),
    next: found.length > pageSize && last ? `${last.at.toString()}_${asOf}_${last.auditId}` : null,
  };
}

async function daysInWords(visit: Visit, found: readonly LookedLine[], isWhole: boolean) {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const lines = await inWords(visit, found, () => isWhole);
  return lines.map((line, place) => {
    const of = found[place];
    if (!of) return { ...line, times: null };
    const [from, to] = [of.firstAt, of.at].map((at) => at.toZonedDateTimeISO(timeZone));
    const isMoment = !from || !to || onTheClock(from) === onTheClock(to);
    return {
      ...line,
      atInWords: isMoment ? line.atInWords : spanInWords(from, to),
      inWords: isWhole ? line.inWords : opened(of),
      times: of.times,
    };
  });
}

/** A page that is there for some cases alone would tell of what stands on it; that it was an emergency is told to them anyhow. */
const opened = (line: LookedLine) =>
  line.operation.startsWith('GET /api/emergency/')
    ? 'Emergency access, read'
    : 'Opened something of the case';

/** The latest two thousand: what the client asks for first is who looked lately. */
async function printWhoLooked(
  { clientId }: InputOf<typeof printing>,
  visit: Visit,
  alike: ReturnType<Alike>,
): Promise<FileReply> {
  const { client, isWhole } = await requireCase(visit, clientId);
  if (!isWhole) throw new Refused('accounting-not-yours');
  const agency = await findAgency(visit.tx, visit.agencyId);
  const printer = await findStaff(visit.tx, visit.agencyId, visit.actor);
  const found = await whoLooked(visit.tx, {
    clientId,
    asOf: visit.at,
    before: null,
    limit: mostLines,
    alike,
  });
  const here = visit.at.toZonedDateTimeISO(agency.timeZone);
  const first = found.at(-1);
  const since = first?.at.toZonedDateTimeISO(agency.timeZone).toPlainDate();
  const label = capitalized(await clientWordOf(visit, clientId));
  await recordOwnPaper(visit, {
    client,
    classes: ['general'],
    description: 'List of who looked at the record',
    texts: [],
  });
  const bytes = await renderPdf('accounting', {
    title: 'Who looked at the record',
    client: { name: client.name, facts: [{ label, value: `#${client.number}` }] },
    agency: agency.name,
    scope: `People who work for the agency and read the record or changed something in it${since ? `, since ${dateInWords(since)}` : ''}; the latest first.`,
    columns: ['When', 'Who', 'Title', 'What'],
    rows: (await daysInWords(visit, found, isWhole)).map(
      ({ atInWords, who, inWords: what, times }) => [
        atInWords,
        who.name,
        who.title,
        `${what}${oftenInWords(times)}`,
      ],
    ),
    none: 'Nobody has looked yet.',
    preparedFor: `Prepared for ${client.name}, ${dateInWords(here.toPlainDate())}`,
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(here),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  const name = `who-looked-${client.number}.pdf`;
  return { bytes, type: 'application/pdf', name, inline: true };
}

async function requireCase(visit: Visit, clientId: string) {
  const client = await findClient(visit.tx, visit.agencyId, clientId);
  const known = (await reviewClients(visit, [clientId])).get(clientId);
  if (!known?.isTheirs) throw new Refused('accounting-not-yours');
  return { client, isWhole: known.readsWholeCase };
}

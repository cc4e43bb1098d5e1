import { dateFromList, flawOfHeldElsewhere } from '#domain/record/held-elsewhere.ts';
import { heldSourceNamed, heldSourcesInWords } from '#domain/record/held-sources.ts';
import type { ListFault } from '#contract/held-elsewhere.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  clientsByIdentifier,
  clientsByNumber,
  identifierKey,
} from '#server/stores/clients/clients-by-mark.ts';
import { spansOfClients, type Span, type Told } from '#server/stores/clock/held-elsewhere.ts';
import type { Headers, ListColumn, ListRow, ReadList } from './read-list.ts';

export type Checked = { told: Told[]; faults: ListFault[] };

type Known = {
  headers: Headers;
  today: Temporal.PlainDate;
  clientsNamed: (mark: string) => readonly string[];
  spansOfClient: (clientId: string) => readonly Span[];
};

/** What the rows of a list say about which enrollment, and what is wrong with the others. */
export async function checkList(
  { headers, rows, faults }: ReadList,
  visit: Visit,
): Promise<Checked> {
  const known = await knownFor(headers, rows, visit);
  const seen = new Map<string, { row: number; told: Told }>();
  const found: ListFault[] = [...faults];
  for (const row of rows) {
    const checked = checkRow(row, known);
    if ('problem' in checked) {
      found.push(checked);
      continue;
    }
    const before = seen.get(checked.span.enrollmentId);
    if (!before) seen.set(checked.span.enrollmentId, { row: row.row, told: checked });
    else if (!isSame(before.told, checked)) found.push(contradiction(row, before.row, headers));
  }
  return {
    told: [...seen.values()].map(({ told }) => told),
    faults: found.toSorted((one, other) => one.row - other.row),
  };
}

const isSame = (one: Told, other: Told) =>
  one.heldOn.equals(other.heldOn) && one.source === other.source;

const contradiction = ({ row }: ListRow, firstRow: number, headers: Headers): ListFault => ({
  row,
  column: headers.date,
  problem: `Row ${firstRow} says something else about the same enrollment.`,
  remedy: 'Keep the row with the last conference, and delete the other.',
});

async function knownFor(headers: Headers, rows: readonly ListRow[], visit: Visit): Promise<Known> {
  const numbers = rows.flatMap(({ client }) => numberIn(client) ?? []);
  const byNumber = await clientsByNumber(visit, numbers);
  const byIdentifier = await clientsByIdentifier(
    visit,
    rows.map(({ client }) => client),
  );
  const clientIds = [...byNumber.values(), ...[...byIdentifier.values()].flat()];
  const spans = await spansOfClients(visit, [...new Set(clientIds)]);
  const byClient = Map.groupBy(spans, ({ clientId }) => clientId);
  return {
    headers,
    today: visit.today,
    clientsNamed: (mark) => {
      const own = byNumber.get(numberIn(mark) ?? -1);
      return own === undefined ? (byIdentifier.get(identifierKey(mark)) ?? []) : [own];
    },
    spansOfClient: (clientId) => byClient.get(clientId) ?? [],
  };
}

const numberIn = (mark: string) =>
  /^#?\d{1,9}$/.test(mark) ? Number(mark.replace('#', '')) : null;

function checkRow(row: ListRow, known: Known): Told | ListFault {
  const fault = (column: ListColumn, problem: string, remedy: string): ListFault => ({
    row: row.row,
    column: known.headers[column],
    problem,
    remedy,
  });
  if (row.client === '')
    return fault('client', 'The number is missing.', 'Enter the number of whom it is about.');
  const [clientId, another] = known.clientsNamed(row.client);
  if (clientId === undefined)
    return fault(
      'client',
      `Nobody here has the number ${row.client}.`,
      'Enter the number from the chart, or delete the row.',
    );
  if (another !== undefined)
    return fault(
      'client',
      `${row.client} belongs to more than one person here.`,
      'Enter the number in this agency instead.',
    );
  const heldOn = dateFromList(row.date);
  if (heldOn === null)
    return fault(
      'date',
      row.date === '' ? 'The date is missing.' : `${row.date} is not a date.`,
      'Write it like 2026-03-31 or 3/31/2026.',
    );
  if (row.source === '')
    return fault(
      'source',
      'The source is missing.',
      `Say where this is known from: ${heldSourcesInWords}.`,
    );
  const source = heldSourceNamed(row.source);
  if (source === undefined)
    return fault(
      'source',
      `${row.source} is not on the list of sources.`,
      `Write ${heldSourcesInWords}.`,
    );
  const span = spanFor(row, heldOn, known.spansOfClient(clientId));
  if (span === null)
    return fault(
      'program',
      row.program === ''
        ? 'The program is missing.'
        : `Nobody with this number was ever enrolled in ${row.program}.`,
      'Enter the name of the program as it stands in the chart.',
    );
  const flaw = flawOfHeldElsewhere(heldOn, span, known.today);
  if (flaw !== null) return fault('date', flaw, 'Correct the date, or delete the row.');
  return { span, heldOn, source };
}

/** Of several enrollments in the program the one that was running on the day; a client with one enrollment needs no program. */
function spanFor(
  { program }: ListRow,
  heldOn: Temporal.PlainDate,
  spans: readonly Span[],
): Span | null {
  const named = spans.filter(({ programName }) => sameName(programName, program));
  const candidates = program === '' && spans.length === 1 ? spans : named;
  const running = candidates.find((span) => flawOfHeldElsewhere(heldOn, span, heldOn) === null);
  return running ?? candidates[0] ?? null;
}

const sameName = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

import { rowOutcomeWords, type ImportRow } from '#contract/import-rows.ts';
import { skipReasonInWords } from '#contract/import-report.ts';
import type { RowKind, RowOutcome } from '#domain/hmis/import-plan.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { dayInWords, figureInWords } from '#domain/words.ts';
import { Link } from '#web/ui/link.tsx';
import { Status, type StatusKind } from '#web/ui/status.tsx';
import type { TableColumn } from '#web/ui/table-props.ts';

type Row = ImportRow & { id: string; kind: RowKind };

const marks: Record<RowOutcome, StatusKind> = {
  new: 'planned',
  matched: 'yes',
  updated: 'partly',
  unchanged: 'done',
  'left-out': 'soon',
};

const matchedBy: Partial<Record<RowKind, string>> = {
  client: 'A record here bears this HMIS number',
  worker: 'A worker here has this email address',
  organization: 'An organization here has this name',
  project: 'Chosen for a program that stands here',
};

function whyInWords({ kind, outcome, reason, row }: Row, isDone: boolean): string {
  switch (outcome) {
    case 'new':
      if (row === null) return 'Named in the file and not listed there';
      return isDone ? 'Was not here before' : 'Not here yet';
    case 'matched':
      return matchedBy[kind] ?? 'Here already';
    case 'updated':
      return isDone ? 'Not the same as in the import before' : 'Not the same as in the last import';
    case 'unchanged':
      return isDone ? 'Was here already, and the same' : 'Here already, and the same';
    case 'left-out':
      return reason === null ? '' : capitalized(skipReasonInWords(reason));
  }
}

const datesInWords = ({ startedOn, endedOn }: Row) =>
  [startedOn && `from ${dayInWords(startedOn)}`, endedOn && `until ${dayInWords(endedOn)}`]
    .filter(Boolean)
    .join(' ');

/** Why there is no name: what is not this agency's, or could not be read, is told by its row alone. */
function Named({ row }: { row: Row }) {
  const { name, client, kind } = row;
  const dates = datesInWords(row);
  if (client && client.name === name)
    return (
      <>
        <Link href={`/clients/${client.clientId}`}>{name}</Link>, #{client.number}
        {dates !== '' && <span className="second">{dates}</span>}
      </>
    );
  return (
    <>
      {name ?? <span className="soft">Not named</span>}
      {dates !== '' && <span className="second">{dates}</span>}
      {client && kind === 'client' && (
        <span className="second">
          Here: <Link href={`/clients/${client.clientId}`}>{client.name}</Link>, #{client.number}
        </span>
      )}
    </>
  );
}

const columnsOf = (isDone: boolean): readonly TableColumn<Row>[] => [
  {
    id: 'row',
    label: 'Row',
    width: 'xs',
    phone: 'corner',
    cell: ({ row }) =>
      row === null ? (
        'No row'
      ) : (
        <>
          <span className="phone-only">Row </span>
          {figureInWords(row)}
        </>
      ),
  },
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    phone: 'title',
    width: 'l',
    cell: (row) => <Named row={row} />,
  },
  {
    id: 'result',
    label: 'Result',
    width: 'm',
    cell: ({ outcome }) => <Status kind={marks[outcome]}>{rowOutcomeWords[outcome]}</Status>,
  },
  {
    id: 'why',
    label: 'Why',
    cell: (row) => <span className="soft">{whyInWords(row, isDone)}</span>,
  },
];

export const rowColumns = columnsOf(false);
export const doneColumns = columnsOf(true);

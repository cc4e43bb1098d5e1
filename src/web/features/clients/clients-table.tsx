import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ClientRow } from '#contract/clients.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';
import { dueMark, leftWords } from './client-words.ts';

type Row = ClientRow & { id: string };
type Columns = Parameters<typeof DataTable<Row>>[0]['columns'];

/** Clients as a list to open from; below 768 px each is a card. */
export function ClientsTable({
  label,
  clients,
  empty,
}: {
  label: string;
  clients: readonly ClientRow[];
  empty: ReactNode;
}) {
  const { history } = useRouter();
  const { One } = useOurWord();
  return (
    <DataTable
      label={label}
      columns={columnsFor(One)}
      items={clients.map((client) => ({ ...client, id: client.clientId }))}
      nameOf={({ name }) => name}
      onOpen={({ id }) => history.push(`/clients/${id}`)}
      empty={empty}
    />
  );
}

const columnsFor = (word: string): Columns => [
  {
    id: 'name',
    label: word,
    isRowHeader: true,
    phone: 'title',
    width: 'l',
    cell: ({ clientId, name, number, age }) => (
      <>
        <Link href={`/clients/${clientId}`} look="plain" className="name-on-screen">
          {name}
        </Link>
        <span className="second">
          #{number}
          {age === null ? '' : `, ${age} years`}
        </span>
      </>
    ),
  },
  {
    id: 'program',
    label: 'Program and worker',
    cell: ({ enrollments }) =>
      enrollments.length === 0
        ? 'No program'
        : enrollments.map(({ programName, workerName, hasEnded }, index) => (
            <span key={index} className="due-date enrolled">
              {programName}
              <span className="second">{hasEnded ? 'Ended' : (workerName ?? 'No worker yet')}</span>
            </span>
          )),
  },
  {
    id: 'due',
    label: 'Next conference',
    phone: 'corner',
    cell: ({ enrollments }) => <NextConference enrollments={enrollments} />,
  },
];

function NextConference({ enrollments }: Pick<ClientRow, 'enrollments'>) {
  if (enrollments.length === 0) return 'None set';
  return enrollments.map(({ nextDue: next }, index) => {
    if (next === null)
      return (
        <span key={index} className="due-date enrolled">
          None set
        </span>
      );
    const kind = dueMark(next);
    const left = leftWords(next);
    return (
      <span key={index} className="due-date enrolled">
        {next.due}
        {left !== '' && (
          <span className="left">
            {kind ? (
              <Status kind={kind} isSmall>
                {left}
              </Status>
            ) : (
              <span className="soft">{left}</span>
            )}
          </span>
        )}
      </span>
    );
  });
}

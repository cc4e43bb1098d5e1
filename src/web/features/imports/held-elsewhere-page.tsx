import { useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import { listWithoutConference } from '#contract/held-elsewhere.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { HeldElsewhereList } from './held-elsewhere-list.tsx';
import { HeldElsewhereTogether } from './held-elsewhere-together.tsx';

const any = 'any';
const list = 'Enrollments of which no conference is known';
/** Tells the product what was held before it, so that nobody is greeted by alarms about the past. */
export function HeldElsewherePage() {
  const mayWrite = useMay('history:write');
  return (
    <>
      <PageHead
        title="Conferences held elsewhere"
        kicker={<Link href="/imports">Imports</Link>}
        lead="Give the last conference of each enrollment that was held before this product, or outside it. Due dates count from it."
      />
      {mayWrite ? (
        <>
          <HeldElsewhereList />
          <Missing />
        </>
      ) : (
        <Banner tone="plain" title="Your role does not write history.">
          Supervisors and administrators do.
        </Banner>
      )}
    </>
  );
}

function Missing() {
  const { One } = useOurWord();
  const [program, setProgram] = useState(any);
  const [page, setPage] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const asked = useAsk(listWithoutConference, {
    page,
    ...(program === any ? {} : { programId: program }),
  });
  const choose = (next: string | null) => {
    setProgram(next ?? any);
    setPage(0);
    setSelected(new Set());
  };

  return (
    <SectionBand title="No conference is known">
      <Asked asked={asked} label="Looking for enrollments without a conference" rows={6}>
        {({ rows, programs, hasMore, today }) => (
          <div className="stack">
            <Select
              label="Program"
              width="short"
              options={[
                { id: any, label: 'All programs' },
                ...programs.map(({ programId, name }) => ({ id: programId, label: name })),
              ]}
              value={program}
              onChange={choose}
            />
            <DataTable
              label={list}
              items={rows.map((row) => ({ ...row, id: row.enrollmentId }))}
              nameOf={({ clientName }) => clientName}
              selected={selected}
              onSelect={setSelected}
              empty={
                <EmptyState title="For every running enrollment a conference is known, or none is due." />
              }
              columns={columnsFor(One)}
            />
            <div className="table-foot">
              {page > 0 && <Button onPress={() => setPage(page - 1)}>Back</Button>}
              {hasMore && <Button onPress={() => setPage(page + 1)}>Next 50</Button>}
            </div>
            <HeldElsewhereTogether
              enrollmentIds={[...selected]}
              today={today}
              onDone={() => {
                setSelected(new Set());
                focusSoon(`table[aria-label="${list}"] tbody tr`, 'h1');
              }}
            />
          </div>
        )}
      </Asked>
    </SectionBand>
  );
}

type Row = ReplyOf<typeof listWithoutConference>['rows'][number] & { id: string };

type Columns = Parameters<typeof DataTable<Row>>[0]['columns'];

const columnsFor = (client: string): Columns => [
  {
    id: 'client',
    label: client,
    isRowHeader: true,
    phone: 'title',
    width: 'l',
    cell: ({ clientId, clientName, clientNumber }) => (
      <>
        <Link look="plain" href={`/clients/${clientId}`}>
          {clientName}
        </Link>
        <span className="second">#{clientNumber}</span>
      </>
    ),
  },
  { id: 'program', label: 'Program', phone: 'fact', cell: ({ programName }) => programName },
  {
    id: 'since',
    label: 'Enrolled since',
    phone: 'fact',
    cell: ({ startedOn }) => dayInWords(startedOn),
  },
  {
    id: 'due',
    label: 'First due',
    phone: 'fact',
    cell: ({ dueOn }) => (dueOn === null ? 'No date' : dayInWords(dueOn)),
  },
];

import { useState } from 'react';
import { listImportRows, rowOutcomeWords, type ImportRow } from '#contract/import-rows.ts';
import { planKindWords, type ImportReport } from '#contract/import-report.ts';
import { hmisFiles } from '#domain/hmis/hmis-files.ts';
import { rowKinds, rowOutcomes, type RowKind, type RowOutcome } from '#domain/hmis/import-plan.ts';
import { counted } from '#domain/plurals.ts';
import { figureInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { doneColumns, rowColumns } from './import-row-columns.tsx';

type Count = ImportReport['counts'][number];
type Props = { importId: string; report: ImportReport; isDone: boolean };

const all = 'all';
const victims = 'victim-service';

const leftOut = ({ skipped }: Count) => skipped.reduce((sum, { count }) => sum + count, 0);

/** What only a number may be said of. */
const fencedIn = ({ skipped }: Count) =>
  skipped.find(({ reason }) => reason === victims)?.count ?? 0;

const listed = (count: Count): Record<RowOutcome, number> => ({
  new: count.made,
  matched: count.matched,
  updated: count.updated,
  unchanged: count.unchanged,
  'left-out': leftOut(count) - fencedIn(count),
});

/** Most rows of a big file are left out: one begins with what is written. */
const worthALook = (numbers: Record<RowOutcome, number> | undefined) =>
  rowOutcomes.find((one) => one !== 'unchanged' && one !== 'left-out' && numbers?.[one]) ?? all;

/** What becomes of each row of the file, to look through before it is confirmed, and what became of it afterwards. */
export function ImportRows({ importId, report, isDone }: Props) {
  const [kind, setKind] = useState<RowKind>('client');
  const [chosen, setChosen] = useState<RowOutcome | typeof all | null>(null);
  const pages = usePages();
  const { after } = pages;
  const count = report.counts.find((one) => one.kind === kind);
  const numbers = count && listed(count);
  const action = chosen ?? worthALook(numbers);
  const asked = useAsk(listImportRows, {
    importId,
    kind,
    ...(action !== all && { action }),
    ...(after !== undefined && { after }),
  });
  const fenced = count ? fencedIn(count) : 0;
  const total = numbers ? Object.values(numbers).reduce((sum, one) => sum + one, 0) : 0;
  const shown = action === all ? total : (numbers?.[action] ?? 0);
  const choose = (id: string | null) => {
    setKind(rowKinds.find((one) => one === id) ?? 'client');
    setChosen(null);
    pages.toFirst();
  };
  const filter = (id: string | null) => {
    setChosen(rowOutcomes.find((one) => one === id) ?? all);
    pages.toFirst();
  };

  return (
    <SectionBand title="Row by row" count={`${counted(shown, 'row')} of ${hmisFiles[kind].name}`}>
      <div className="filters no-print">
        <Select
          label="Rows of"
          width="short"
          options={rowKinds.map((id) => ({ id, label: planKindWords[id] }))}
          value={kind}
          onChange={choose}
        />
        <Select
          label="Result"
          width="short"
          options={[
            { id: all, label: `All, ${figureInWords(total)}` },
            ...rowOutcomes.map((id) => ({
              id,
              label: `${rowOutcomeWords[id]}, ${figureInWords(numbers?.[id] ?? 0)}`,
            })),
          ]}
          value={action}
          onChange={filter}
        />
      </div>
      <Asked asked={asked} label="Reading the rows" rows={6}>
        {({ rows, next }) => (
          <>
            <DataTable
              label={`${planKindWords[kind]}, row by row`}
              items={rows.map((row) => ({ ...row, kind, id: `${row.file} ${row.at}` }))}
              nameOf={nameOf}
              columns={isDone ? doneColumns : rowColumns}
              empty={
                <EmptyState title="No row of the file has this result.">
                  Choose another result, or rows of another kind.
                </EmptyState>
              }
            />
            <PageTurner
              pages={pages}
              next={next === null ? null : String(next)}
              words={['Rows before', 'Next rows']}
            />
          </>
        )}
      </Asked>
      {fenced > 0 && (
        <p className="import-note soft">
          {counted(fenced, 'more row')} {fenced === 1 ? 'is' : 'are'} held by a victim service:
          counted, and never listed.
        </p>
      )}
    </SectionBand>
  );
}

const nameOf = ({ name, row }: ImportRow) => name ?? `Row ${row}`;

import { lazy, Suspense, useState } from 'react';
import { mostToFile, type NoLongerTrue, type WrongThere } from '#contract/filings.ts';
import { putRightInWords, textInWords, untrueInWords } from '#domain/filing/filing-words.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { useMay } from './use-may.ts';

// Fetched when first opened: the list must answer before it is there.
const PutRightDialog = lazy(async () => ({
  default: (await import('./put-right-dialog.tsx')).PutRightDialog,
}));

type Props = { wrong: WrongThere; isOfOneClient?: boolean };

/** What lies in the other system and was corrected, withdrawn or declared void since: nobody else says so there. */
export function NoLongerTrueBand({ wrong: { rows, hasMore }, isOfOneClient = false }: Props) {
  const mayWrite = useMay('record:write');
  const [row, setRow] = useState<NoLongerTrue | null>(null);
  if (rows.length === 0 && row === null) return null;
  return (
    <SectionBand
      title="Filed, and no longer true"
      count={hasMore ? `${mostToFile}+` : rows.length}
      {...(isOfOneClient ? {} : { className: 'no-print' })}
    >
      <RowsList
        label="Filed, and no longer true"
        items={rows.map((each) => ({
          id: each.filingId,
          text: <Line row={each} isOfOneClient={isOfOneClient} />,
          ...(mayWrite
            ? {
                action: (
                  <Button
                    size="row"
                    aria-label={`${putRightInWords(each.why)}: ${textInWords(each)}, ${each.clientName}`}
                    onPress={() => setRow(each)}
                  >
                    {putRightInWords(each.why)}
                  </Button>
                ),
              }
            : {}),
        }))}
      />
      {row && (
        <Suspense fallback={null}>
          <PutRightDialog row={row} onClose={() => setRow(null)} />
        </Suspense>
      )}
    </SectionBand>
  );
}

function Line({ row, isOfOneClient }: { row: NoLongerTrue; isOfOneClient: boolean }) {
  return (
    <>
      {!isOfOneClient && (
        <>
          <Link look="plain" className="strong" href={`/clients/${row.clientId}`}>
            {row.clientName}
          </Link>
          ,{' '}
        </>
      )}
      {textInWords(row)}
      <span className="second">
        {row.programName}. {untrueInWords(row)}
      </span>
    </>
  );
}

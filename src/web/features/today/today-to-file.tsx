import { lazy, Suspense, useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import { exportToFile, listToFile, mostToFile, type ToFile } from '#contract/filings.ts';
import type { Scope } from '#contract/today.ts';
import { listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { NoLongerTrueBand } from '#web/shell/no-longer-true.tsx';
import { useMay, useMayTakeLists } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { shortDay } from './today-words.ts';

// Fetched when first opened: the list must answer before it is there.
const FilingDialog = lazy(async () => ({
  default: (await import('#web/shell/filing-dialog.tsx')).FilingDialog,
}));

/** What is held or tried and not yet in the system outside. A program that keeps none has no such band. */
export function TodayToFile({ scope }: { scope?: Scope | undefined }) {
  const mayRead = useMay('record:read');
  return mayRead ? <ToFileBand asking={scope === undefined ? {} : { scope }} /> : null;
}

function ToFileBand({ asking }: { asking: { scope?: Scope } }) {
  const { data } = useAsk(listToFile, asking);
  if (!data) return null;
  return (
    <>
      <NoLongerTrueBand wrong={data.noLongerTrue} />
      <OpenBand open={data} asking={asking} />
    </>
  );
}

type Open = { open: ReplyOf<typeof listToFile>; asking: { scope?: Scope } };

function OpenBand({ open: { rows, hasMore, today }, asking }: Open) {
  const mayWrite = useMay('record:write');
  const mayTakeLists = useMayTakeLists();
  const [row, setRow] = useState<ToFile | null>(null);
  if (rows.length === 0 && row === null) return null;
  const systems = [...new Set(rows.map(({ system }) => system))];
  return (
    <SectionBand
      title={systems.length === 0 ? 'To file' : `To file in ${listInWords(systems)}`}
      count={hasMore ? `${mostToFile}+` : rows.length}
      className="no-print"
      tools={
        mayTakeLists ? (
          <FileLink look="quiet" size="small" file={exportToFile} input={asking}>
            Export the texts
          </FileLink>
        ) : undefined
      }
    >
      <RowsList
        label="To file"
        items={rows.map((each) => ({
          id: each.about.id,
          text: (
            <>
              <Link look="plain" className="strong" href={`/clients/${each.clientId}`}>
                {each.clientName}
              </Link>
              , {each.what} of {shortDay(each.on, today)}
              <span className="second">{leftInWords(each)}</span>
            </>
          ),
          ...(mayWrite
            ? {
                action: (
                  <Button
                    size="row"
                    aria-label={`Copy and file: ${each.what} of ${shortDay(each.on, today)}, ${each.clientName}`}
                    onPress={() => setRow(each)}
                  >
                    Copy and file
                  </Button>
                ),
              }
            : {}),
        }))}
      />
      {row && (
        <Suspense fallback={null}>
          <FilingDialog row={row} onClose={() => setRow(null)} />
        </Suspense>
      )}
    </SectionBand>
  );
}

const leftInWords = ({ artifacts, programName }: ToFile) =>
  `${programName}. ${listInWords(artifacts.filter(({ filing }) => filing === null).map(({ title }) => title))}`;

import { useState } from 'react';
import { listClientFilings, type ToFile, undoFiling } from '#contract/filings.ts';
import { filingInWords } from '#domain/filing/filing-words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { FilingDialog } from '#web/shell/filing-dialog.tsx';
import { fileableInWords } from '#web/shell/filing-words.ts';
import { NoLongerTrueBand } from '#web/shell/no-longer-true.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';

type Filed = { filingId: string; title: string; system: string };

/** Where this client's programs keep a system outside: what is in it, and what is not yet. */
export function FilingsPanel({ clientId }: { clientId: string }) {
  const { data } = useAsk(listClientFilings, { clientId });
  if (!data) return null;
  return (
    <>
      <NoLongerTrueBand wrong={data.noLongerTrue} isOfOneClient />
      <FiledBand rows={data.rows} />
    </>
  );
}

function FiledBand({ rows }: { rows: readonly ToFile[] }) {
  const mayWrite = useMay('record:write');
  const undo = useTell(undoFiling);
  const [row, setRow] = useState<ToFile | null>(null);
  const [undoing, setUndoing] = useState<Filed | null>(null);
  const [first] = rows;
  if (!first) return null;
  const open = rows.filter(isOpen).length;
  return (
    <SectionBand
      title={`Filed in ${first.system}`}
      count={open === 0 ? undefined : `${open} to file`}
    >
      <RowsList
        label={`Filed in ${first.system}, newest first`}
        items={rows.map((each) => ({
          id: each.about.id,
          text: (
            <>
              {fileableInWords(each)}
              {each.artifacts.map(({ artifact, title, filing }) => (
                <span key={artifact} className="second">
                  {title}: {filing ? filingInWords(filing) : 'not filed yet'}.
                </span>
              ))}
            </>
          ),
          ...(mayWrite
            ? {
                action: (
                  <>
                    <Button
                      size="row"
                      look={isOpen(each) ? 'secondary' : 'quiet'}
                      aria-label={`${isOpen(each) ? 'Copy and file' : 'Open the texts'}: ${fileableInWords(each)}`}
                      onPress={() => setRow(each)}
                    >
                      {isOpen(each) ? 'Copy and file' : 'Open the texts'}
                    </Button>
                    <UndoMenu row={each} onUndo={setUndoing} />
                  </>
                ),
              }
            : {}),
        }))}
      />
      <FilingDialog row={row} onClose={() => setRow(null)} />
      <ConfirmDialog
        title="Is it not filed?"
        confirm="Take it back"
        keep="It is filed"
        isOpen={undoing !== null}
        onClose={() => setUndoing(null)}
        onConfirm={async () => {
          if (!undoing) return;
          await undo.mutateAsync({ filingId: undoing.filingId });
          announce('The filing is taken back.');
        }}
      >
        {undoing ? `${undoing.title} is then to be filed in ${undoing.system} again.` : ''}
      </ConfirmDialog>
    </SectionBand>
  );
}

const isOpen = ({ artifacts }: ToFile) => artifacts.some(({ filing }) => filing === null);

function UndoMenu({ row, onUndo }: { row: ToFile; onUndo: (filed: Filed) => void }) {
  const filed = row.artifacts.flatMap(({ title, filing }) =>
    filing ? [{ filingId: filing.filingId, title, system: row.system }] : [],
  );
  if (filed.length === 0) return null;
  return (
    <Menu
      look="quiet"
      size="small"
      label="Undo"
      aria-label={`Undo a filing: ${fileableInWords(row)}`}
      entries={filed.map((each) => ({
        id: each.filingId,
        label: `${each.title} is not filed`,
        onAction: () => onUndo(each),
      }))}
    />
  );
}

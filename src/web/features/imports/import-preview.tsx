import { applyImport, type ImportView } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { useTell } from '#web/api/use-ask.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { FootActions } from '#web/ui/foot-actions.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { DiscardImport, ImportHead } from './import-head.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportRows } from './import-rows.tsx';
import { clientsToWrite, isNothingNew, promiseInWords } from './import-words.ts';

/** What the import would do, to be confirmed. */
export function ImportPreview({ open, onBack }: { open: ImportView; onBack: () => void }) {
  const { one } = useOurWord();
  const tell = useTell(applyImport, { asksWhenRefused: true });
  const { importId, previewKey, report } = open;
  const isRefused = report?.isRefused ?? true;
  const trouble = tell.error === null ? null : troubleOf(tell.error);
  const confirm = () => {
    if (previewKey !== null) tell.mutate({ importId, previewKey });
  };
  const button = (
    <Button look="primary" isPending={tell.isPending} onPress={confirm}>
      {isNothingNew(open)
        ? 'Finish: nothing to write'
        : `Import ${counted(clientsToWrite(open), one)}`}
    </Button>
  );

  return (
    <>
      <ImportHead
        open={open}
        step="Step 3 of 3: check"
        actions={
          <>
            <DiscardImport open={open} />
            <Button onPress={onBack}>Change the choices</Button>
            {!isRefused && button}
          </>
        }
      />
      {trouble && (
        <Banner
          tone="late"
          title={trouble.title}
          reference={trouble.reference}
          onRetry={mayPass(trouble) ? confirm : undefined}
        >
          {trouble.status === 0 ? '' : 'Nothing was written.'}
        </Banner>
      )}
      {open.hasFailed && !trouble && (
        <Banner tone="late" title="The import failed, and nothing was written." onRetry={confirm}>
          Try again; if it fails again, tell the person who runs Roundtable.
        </Banner>
      )}
      {isRefused ? (
        <Banner tone="late" title="This file cannot be imported.">
          Nothing was written. What is wrong, and what helps, stands below.
        </Banner>
      ) : (
        <p className="import-promise">{promiseInWords(open, one)}</p>
      )}
      {report && (
        <ImportReport
          report={report}
          isDone={false}
          rows={!isRefused && <ImportRows importId={importId} report={report} isDone={false} />}
        />
      )}
      {!isRefused && <FootActions>{button}</FootActions>}
    </>
  );
}

import { useParams, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { applyImport, discardImport, readImport, type ImportView } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { figureInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { dayAndTime } from '#web/shell/day-and-time.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { ImportChoices } from './import-choices.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportRows } from './import-rows.tsx';
import {
  clientsToWrite,
  exportedInWords,
  isNothingNew,
  promiseInWords,
  stateWords,
} from './import-words.ts';

const often = 1_000;
const seldom = 60_000;

/** One import: choices, preview, confirmation and outcome, each at its own address. */
export function ImportPage() {
  const { importId = '' } = useParams({ strict: false });
  const [isMoving, setIsMoving] = useState(false);
  const asked = useAsk(readImport, { importId }, { refetchInterval: isMoving ? often : seldom });
  const isUnderWay = Boolean(asked.data?.progress);
  if (isUnderWay !== isMoving) setIsMoving(isUnderWay);
  return (
    <Asked asked={asked} label="Loading the import">
      {(open) => <OneImport key={open.importId} open={open} />}
    </Asked>
  );
}

function OneImport({ open }: { open: ImportView }) {
  const [isChoosing, setIsChoosing] = useState(open.state === 'choosing');
  if (open.progress)
    return (
      <>
        <Head open={open} step="" />
        <ImportProgress progress={open.progress} />
      </>
    );
  if (open.state === 'choosing' || (open.state === 'preview' && isChoosing))
    return (
      <>
        <Head open={open} step="Step 2 of 3: choose" actions={<Discard open={open} />} />
        <ImportChoices open={open} onShown={() => setIsChoosing(false)} />
      </>
    );
  if (open.state === 'preview') return <Preview open={open} onBack={() => setIsChoosing(true)} />;
  return <Ended open={open} />;
}

type HeadProps = { open: ImportView; step: string; actions?: ReactNode };

function Head({ open, step, actions }: HeadProps) {
  const { more } = useOurWord();
  const lead = [
    open.fileName || 'HMIS export',
    open.readRows > 0 && counted(open.readRows, 'row'),
    exportedInWords(open),
    `started ${dayAndTime(open.startedAt)}`,
  ];
  const isOpen = open.state === 'choosing' || open.state === 'preview';
  return (
    <PageHead
      title={`Import ${more}`}
      kicker={step === '' ? <Link href="/imports">Imports</Link> : step}
      lead={`${lead.filter(Boolean).join(', ')}.${isOpen ? ' Nothing is saved yet.' : ''}`}
      actions={actions}
    />
  );
}

function Discard({ open }: { open: ImportView }) {
  const tell = useTell(discardImport);
  const { history } = useRouter();
  // By then the page shows that the import is discarded, and this button is gone.
  const discard = async () => {
    await tell.mutateAsync({ importId: open.importId }).then(
      () => history.push('/imports'),
      () => {},
    );
  };
  return (
    <Button look="quiet" isPending={tell.isPending} onPress={() => void discard()}>
      Cancel the import
    </Button>
  );
}

function Preview({ open, onBack }: { open: ImportView; onBack: () => void }) {
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
      <Head
        open={open}
        step="Step 3 of 3: check"
        actions={
          <>
            <Discard open={open} />
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
        <p>{promiseInWords(open, one)}</p>
      )}
      {report && (
        <ImportReport
          report={report}
          isDone={false}
          rows={!isRefused && <ImportRows importId={importId} report={report} isDone={false} />}
        />
      )}
      {!isRefused && (
        <>
          <div className="form-actions hide-phone">{button}</div>
          <div className="bottombar">{button}</div>
        </>
      )}
    </>
  );
}

function Ended({ open }: { open: ImportView }) {
  const isApplied = open.state === 'applied';
  const again = (
    <Link href="/imports" look={isApplied ? 'secondary' : 'primary'}>
      Choose a file
    </Link>
  );
  const { one } = useOurWord();
  const clients = clientsToWrite(open);
  return (
    <>
      <Head
        open={open}
        step=""
        actions={
          isApplied ? (
            <Link href="/" look="primary">
              Open Today
            </Link>
          ) : (
            again
          )
        }
      />
      {isApplied && (
        <Banner
          tone="info"
          title={clients > 0 ? `${counted(clients, one)} imported.` : 'Imported.'}
        >
          What was due before a program went live stands apart on Today.{' '}
          <Link href="/imports/held-elsewhere">Give the last conferences held elsewhere</Link> to
          count from them.
        </Banner>
      )}
      {open.state === 'refused' && (
        <Banner tone="late" title="This file was refused. Nothing was imported.">
          {figureInWords(open.readRows)} rows were read.
        </Banner>
      )}
      {open.state === 'over' && (
        <Banner tone="soon" title="The file is not in memory any more. Nothing was imported.">
          Files are never stored here: they are forgotten after 30 minutes, and when the product is
          started anew. Choose the same file again.
        </Banner>
      )}
      {open.state === 'discarded' && (
        <Banner tone="plain" title={`${stateWords.discarded}.`}>
          Choose a file to start again.
        </Banner>
      )}
      {open.report && (
        <ImportReport
          report={open.report}
          isDone
          rows={
            isApplied &&
            open.hasRows && <ImportRows importId={open.importId} report={open.report} isDone />
          }
        />
      )}
    </>
  );
}

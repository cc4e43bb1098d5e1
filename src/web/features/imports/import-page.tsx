import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { readImport, type ImportView } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { figureInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Link } from '#web/ui/link.tsx';
import { SavedMark } from '#web/ui/saved-mark.tsx';
import { ImportChoices } from './import-choices.tsx';
import { DiscardImport, ImportHead } from './import-head.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportReport } from './import-report.tsx';
import { ImportRows } from './import-rows.tsx';
import { clientsToWrite, stateWords } from './import-words.ts';
import { savedOf, useChoices } from './use-choices.ts';

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

/** Which step is open stands in the address: whoever loads it anew is where they were. */
const addressOf = (importId: string, step: 'choose' | 'check') =>
  step === 'choose' ? `/imports/${importId}?step=choose` : `/imports/${importId}`;

function OneImport({ open }: { open: ImportView }) {
  const { importId, state } = open;
  const choices = useChoices(open);
  const { history } = useRouter();
  const { step }: { step?: unknown } = useSearch({ strict: false });
  const goTo = (next: 'choose' | 'check') => () => history.push(addressOf(importId, next));
  if (open.progress)
    return (
      <>
        <ImportHead open={open} step="" />
        <ImportProgress progress={open.progress} />
      </>
    );
  if (state === 'choosing' || (state === 'preview' && step === 'choose'))
    return (
      <>
        <ImportHead
          open={open}
          step="Step 2 of 3: choose"
          saved={<SavedMark saved={savedOf(choices)} />}
          actions={<DiscardImport open={open} />}
        />
        <ImportChoices open={open} choices={choices} onShown={goTo('check')} />
      </>
    );
  if (state === 'preview') return <ImportPreview open={open} onBack={goTo('choose')} />;
  return <Ended open={open} />;
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
      <ImportHead
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

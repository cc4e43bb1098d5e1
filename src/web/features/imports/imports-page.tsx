import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { ReplyOf } from '#contract/endpoint.ts';
import { listImports, readImport, uploadExport } from '#contract/imports.ts';
import { upload } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { FileDrop } from '#web/ui/file-drop.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';
import { ImportProgress } from './import-progress.tsx';
import { counted, dayAndTime, stateWords } from './import-words.ts';

type Imports = ReplyOf<typeof listImports>;

const often = 1_000;

/** Where an HMIS export is handed in, and what earlier ones did. */
export function ImportsPage() {
  const mayImport = useMay('import:run');
  return (
    <>
      <PageHead
        title="Import clients"
        {...(mayImport && { kicker: 'Step 1 of 3: choose a file' })}
        lead="From an HMIS CSV export, as one zip file. You see what will happen before anything is saved."
        actions={<Link href="/imports/held-elsewhere">Conferences held elsewhere</Link>}
      />
      {mayImport ? (
        <Imports />
      ) : (
        <Banner tone="plain" title="Your role does not import.">
          An administrator does, and can give you that role.
        </Banner>
      )}
    </>
  );
}

function Imports() {
  const [sending, setSending] = useState<File | null>(null);
  const asked = useAsk(listImports, {}, sending ? { refetchInterval: often } : {});
  return (
    <Asked asked={asked} label="Loading the imports">
      {(imports) => (
        <>
          <OpenOrNew imports={imports} sending={sending} onSending={setSending} />
          <Past imports={imports} />
        </>
      )}
    </Asked>
  );
}

type SendingProps = {
  imports: Imports;
  sending: File | null;
  onSending: (file: File | null) => void;
};

const sent = z.object({ importId: z.string() });

function OpenOrNew({ imports, sending, onSending }: SendingProps) {
  const queries = useQueryClient();
  const { history } = useRouter();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { openImportId } = imports;
  const send = async ([file]: readonly File[]) => {
    if (!file) return;
    setTrouble(null);
    onSending(file);
    try {
      const address = `${uploadExport.path}?${new URLSearchParams({ fileName: file.name }).toString()}`;
      const { importId } = sent.parse(await upload(address, file));
      await queries.invalidateQueries();
      history.push(`/imports/${importId}`);
    } catch (error) {
      setTrouble(troubleOf(error));
      void queries.invalidateQueries();
    } finally {
      onSending(null);
    }
  };

  if (sending) return <Sending openImportId={openImportId} bytes={sending.size} />;
  return (
    <>
      {trouble && (
        <Banner tone="late" title={trouble.title} reference={trouble.reference}>
          Nothing was imported.
        </Banner>
      )}
      {openImportId === null ? (
        <FileDrop
          label="HMIS CSV export (zip)"
          hint="It is read in memory and never stored. Social security numbers are not read at all."
          button="Choose the zip file"
          accept={['.zip', 'application/zip']}
          onFiles={(files) => void send(files)}
        />
      ) : (
        <Banner
          tone="info"
          title="An import is open."
          action={
            <Link href={`/imports/${openImportId}`} look="primary">
              Go on with it
            </Link>
          }
        >
          Finish it, or cancel it there to choose another file.
        </Banner>
      )}
    </>
  );
}

function Sending({ openImportId, bytes }: { openImportId: string | null; bytes: number }) {
  const asked = useAsk(
    readImport,
    { importId: openImportId ?? '' },
    { enabled: openImportId !== null, refetchInterval: often },
  );
  const progress = asked.data?.progress;
  const none = { doing: 'reading', done: 0, of: null, receivedBytes: 0 } as const;
  return <ImportProgress progress={progress ?? none} bytes={bytes} />;
}

function Past({ imports: { imports, openImportId } }: { imports: Imports }) {
  const past = imports.filter(({ importId }) => importId !== openImportId);
  return (
    <SectionBand title="Earlier imports" count={past.length}>
      {past.length === 0 ? (
        <EmptyState title="Nothing was imported yet.">
          The first export brings in clients with their enrollments. Later ones of the same HMIS
          update them.
        </EmptyState>
      ) : (
        <RowsList
          label="Earlier imports"
          items={past.map(({ importId, fileName, state, startedAt, startedBy, readRows }) => ({
            id: importId,
            when: dayAndTime(startedAt),
            text: (
              <>
                <Link href={`/imports/${importId}`}>{fileName || 'HMIS export'}</Link>
                <span className="hint">
                  {stateWords[state]}. {counted(readRows, 'row')}, by {startedBy}.
                </span>
              </>
            ),
          }))}
        />
      )}
    </SectionBand>
  );
}
